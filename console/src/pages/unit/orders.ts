import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get, Trouble } from '@/app/http'
import { follow } from '@/app/sse'
import type { Order, Orders } from '@/api/types'
import { ring } from './bell'

export const TABS = {
  todo: ['CONSULTING', 'DISPATCHED'], doing: ['SIGNED', 'HANDLING', 'DEFERRED', 'SUPERVISED'],
  answered: ['REPLIED', 'AWAITING_CALLBACK', 'CALLED_BACK'], done: ['CLOSED', 'WITHDRAWN'], all: [] as string[],
}
export type Tab = keyof typeof TABS
export type Sort = 'dueAt' | '-createdAt' | 'grade'
const SIZE = 50
/** What the service gives at a time. */
const MOST = 500
const SOON = 200
/** The feed is told before the list has it: how often it is asked again, each time after twice the wait. */
const TRIES = 6

/** Whether the list already knows of what the feed told. An order that these states leave out is not looked for. */
export function shows(items: Order[], told: Order, unit: string, states: string[]): boolean {
  const listed = items.find((o) => o.complaintId === told.complaintId)
  if (!listed) return told.unitCode !== unit || (states.length > 0 && !states.includes(told.status))
  return COMPARED.every((field) => JSON.stringify(listed[field]) === JSON.stringify(told[field]))
}
const COMPARED = ['status', 'unitCode', 'round', 'hop', 'dueAt', 'signedAt', 'contactedAt', 'overdue', 'whistles', 'objections', 'duty', 'pause', 'deferral', 'noFault', 'specialCase', 'evidence'] as const

/** A unit's orders: listed, counted, and kept up to date by the unit's own feed. */
export function useOrders(unit: string) {
  const tab = ref<Tab>('todo')
  const sort = ref<Sort>('dueAt')
  const overdue = ref(false)
  const warn = ref(false)
  const items = shallowRef<Order[]>([])
  const answer = shallowRef<Orders | null>(null)
  const loading = ref(false)
  const trouble = shallowRef<Trouble | null>(null)
  const at = ref<number | null>(null)
  /** Arrived since the page was opened and not looked at yet. */
  const fresh = ref(new Set<string>())
  const arrived = shallowRef<Order | null>(null)
  const touched = shallowRef<{ ids: Set<string>; n: number }>({ ids: new Set(), n: 0 })
  let pages = 1
  let running: AbortController | null = null
  let soon = 0
  /** Told by the feed, and not seen in the list yet. */
  const awaited = new Map<string, Order>()

  async function load(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    try {
      const size = Math.min(MOST, SIZE * pages)
      const query = { state: TABS[tab.value].join(','), sort: sort.value, overdue: overdue.value || null, warn: warn.value || null, size }
      const found: Orders[] = []
      for (let page = 0; page * size < SIZE * pages; page++) {
        found.push(await get<Orders>('dispatch', `/api/units/${unit}/orders`, { ...query, page }, mine.signal))
      }
      if (running === mine) {
        answer.value = found[0]!
        // An order that moved on between two answers stands once.
        items.value = [...new Map(found.flatMap((f) => f.items).map((o) => [o.complaintId, o])).values()]
        trouble.value = null
        at.value = Date.now()
      }
    } catch (failed) {
      if (running === mine && !(failed instanceof DOMException)) trouble.value = failed instanceof Trouble ? failed : new Trouble(0, 'UNREACHABLE', '', '')
    } finally {
      if (running === mine) loading.value = false
    }
  }

  function refresh(wait = SOON): void {
    window.clearTimeout(soon)
    soon = window.setTimeout(() => void load().then(() => settle(wait)), wait)
  }

  function settle(wait: number): void {
    touched.value = { ids: new Set(awaited.keys()), n: touched.value.n + 1 }
    for (const order of awaited.values()) {
      if (shows(items.value, order, unit, TABS[tab.value])) awaited.delete(order.complaintId)
    }
    if (wait >= SOON * 2 ** (TRIES - 1)) awaited.clear()
    if (awaited.size) refresh(wait * 2)
  }

  const line = follow('dispatch', `/api/units/${unit}/orders/stream`, (event) => {
    const told = JSON.parse(event.data) as { type: string; data: Order }
    const order = told.data
    if (told.type === 'dispatch.TicketDispatched' && order.unitCode === unit && !fresh.value.has(order.complaintId)) {
      fresh.value = new Set(fresh.value).add(order.complaintId)
      arrived.value = order
      ring()
    }
    awaited.set(order.complaintId, order)
    refresh()
  })
  // What came between the list and the line (at first, or while it was down) is asked for.
  watch(line.state, (now) => now === 'live' && refresh())
  watch([tab, sort, overdue, warn], () => {
    pages = 1
    void load()
  })
  onScopeDispose(() => {
    running?.abort()
    window.clearTimeout(soon)
  })
  void load()

  const counts = computed(() => Object.fromEntries((Object.keys(TABS) as Tab[]).map((name) => [name, name === 'all'
    ? Object.values(answer.value?.counts ?? {}).reduce((a, b) => a + b, 0) : TABS[name].reduce((n, s) => n + (answer.value?.counts[s] ?? 0), 0)])) as Record<Tab, number>)

  return {
    tab, sort, overdue, warn, items, answer, loading, trouble, at, fresh, arrived, touched, counts, line: line.state, load, refresh,
    more: () => { pages++; return load() },
    seen: (id: string) => { if (fresh.value.has(id)) { const left = new Set(fresh.value); left.delete(id); fresh.value = left } },
  }
}
