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
/** After the last word of the feed. The feed is told before the list has it (the service waits for the feed before it commits), so the list is asked again. */
const AGAIN = [200, 1_000, 3_000, 10_000]

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
  let soon: number[] = []
  /** Told of by the feed since the list was last asked for good. */
  let told = new Set<string>()

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

  function refresh(): void {
    soon.forEach((timer) => window.clearTimeout(timer))
    soon = AGAIN.map((wait, n) => window.setTimeout(() => {
      void load()
      if (told.size) touched.value = { ids: told, n: touched.value.n + 1 }
      if (n === AGAIN.length - 1) told = new Set()
    }, wait))
  }

  const line = follow('dispatch', `/api/units/${unit}/orders/stream`, (event) => {
    const { type, data: order } = JSON.parse(event.data) as { type: string; data: Order }
    if (type === 'dispatch.TicketDispatched' && order.unitCode === unit && !fresh.value.has(order.complaintId)) {
      fresh.value = new Set(fresh.value).add(order.complaintId)
      arrived.value = order
      ring()
    }
    told = new Set(told).add(order.complaintId)
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
    soon.forEach((timer) => window.clearTimeout(timer))
  })
  void load()

  const counts = computed(() => Object.fromEntries((Object.keys(TABS) as Tab[]).map((name) => [name, name === 'all'
    ? Object.values(answer.value?.counts ?? {}).reduce((a, b) => a + b, 0) : TABS[name].reduce((n, s) => n + (answer.value?.counts[s] ?? 0), 0)])) as Record<Tab, number>)

  return {
    tab, sort, overdue, warn, items, answer, loading, trouble, at, fresh, arrived, touched, counts, line: line.state, load,
    more: () => { pages++; return load() },
    seen: (id: string) => { if (fresh.value.has(id)) { const left = new Set(fresh.value); left.delete(id); fresh.value = left } },
  }
}
