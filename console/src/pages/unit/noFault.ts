import type { Order } from '@/api/types'
import { day } from '@/app/figures'
import { unit } from '@/app/names'
import { fromInput } from '@/shared/desk/moments'
import { holds, list, taking, working, type Action, type Desk, type Option, type Values } from './action'

const person = (name: string): Option => ({ value: name, label: name, spoken: 'zh-CN' })
const separation = (o: Order) => o.noFault?.separation
const owed = (o: Order): Option[] => (o.noFault?.tolerances ?? []).flatMap((x) => x.items.filter((i) => !i.doneAt).map((i) => ({ value: `${x.number}/items/${i.number}`, label: `${i.what} · ${i.owner} · ${day(i.dueAt)}` })))
const promised = (o: Order, d: Desk): Option[] => (o.noFault?.commitments ?? []).filter((c) => c.issuer === d.unit).flatMap((c) => c.obligations.filter((i) => !i.doneAt).map((i) => ({ value: `${c.number}/obligations/${i.number}`, label: `${i.what} · ${day(i.dueAt)}` })))
const pursued = (o: Order, d: Desk): Option[] => (separation(o)?.tracks ?? []).filter((k) => k.unit === d.unit && !k.concluded).map((k) => ({ value: String(k.number), label: k.wrongdoer, spoken: 'zh-CN' }))

/** 无错优先、容缺办理、政府承诺: all of it outlives the ticket. */
export const NO_FAULT: Action[] = [
  {
    id: 'supplyItem', first: true, offered: (o, d) => holds(o, d) && owed(o).length > 0, fields: (o) => [{ name: 'item', kind: 'choice', required: true, options: owed(o) }, { name: 'note', kind: 'area', most: 2000 }],
    path: (_o, v) => `tolerances/${v.item}`, body: (v) => ({ note: v.note || null }),
  },
  {
    id: 'tolerate', group: 'noFault', offered: working,
    fields: () => [
      { name: 'matter', kind: 'area', required: true, most: 2000 },
      { name: 'items', kind: 'rows', required: true, columns: [{ name: 'what', kind: 'text', label: 'itemWhat', most: 2000 }, { name: 'owner', kind: 'text', label: 'itemOwner', most: 100 }, { name: 'dueAt', kind: 'date', label: 'rowBy' }, { name: 'consequence', kind: 'text', label: 'itemConsequence', most: 2000 }] },
    ],
    path: () => 'tolerances', body: (v) => ({ matter: v.matter, items: (v.items as Values[]).map((i) => ({ what: i.what, owner: i.owner, dueAt: fromInput(i.dueAt), consequence: i.consequence })) }),
  },
  {
    id: 'separate', group: 'noFault', offered: (o, d) => working(o, d) && !separation(o),
    fields: () => [
      { name: 'matter', kind: 'area', required: true, most: 2000 }, { name: 'innocent', kind: 'area', required: true, most: 10000 }, { name: 'atFault', kind: 'area', most: 10000 }, { name: 'unlawful', kind: 'area', most: 10000 },
      { name: 'tracks', kind: 'rows', required: true, columns: [{ name: 'wrongdoer', kind: 'text', label: 'trackWrongdoer', most: 100 }, { name: 'matter', kind: 'text', label: 'trackMatter', most: 2000 }, { name: 'unit', kind: 'unit', label: 'trackUnit' }] },
    ],
    path: () => 'liability', body: (v) => ({ matter: v.matter, innocent: list(v.innocent), atFault: list(v.atFault), unlawful: list(v.unlawful), tracks: v.tracks }),
  },
  {
    id: 'serve', first: true, offered: (o, d) => holds(o, d) && (separation(o)?.waiting.length ?? 0) > 0, fields: (o) => [{ name: 'served', kind: 'checks', required: true, options: (separation(o)?.waiting ?? []).map(person) }, { name: 'note', kind: 'area', most: 2000 }],
    path: () => 'liability/citizens', body: (v) => ({ served: v.served, note: v.note || null }),
  },
  {
    id: 'pursue', first: true, offered: (o, d) => pursued(o, d).length > 0, fields: (o, d) => [{ name: 'track', kind: 'choice', required: true, options: pursued(o, d) }, { name: 'text', kind: 'area', required: true, most: 2000 }, { name: 'concluded', kind: 'flag' }],
    path: (_o, v) => `liability/tracks/${v.track}`, body: (v) => ({ text: v.text, concluded: !!v.concluded }),
  },
  {
    id: 'commit', group: 'noFault', offered: (o, d) => taking(o, d) && separation(o) !== undefined && unit(d.unit)?.kind !== 'UTILITY',
    fields: (o) => [
      { name: 'obligations', kind: 'rows', required: true, columns: [{ name: 'what', kind: 'text', label: 'obligationWhat', most: 2000 }, { name: 'dueAt', kind: 'date', label: 'rowBy' }] },
      { name: 'covered', kind: 'checks', required: true, options: (separation(o)?.innocent ?? []).map(person), initial: separation(o)?.innocent ?? [] }, { name: 'commitUntil', kind: 'date' }, { name: 'evidence', kind: 'photos', required: true },
    ],
    path: () => 'commitments', body: (v) => ({ obligations: (v.obligations as Values[]).map((i) => ({ what: i.what, dueAt: fromInput(i.dueAt) })), covered: v.covered, until: fromInput(v.commitUntil ?? ''), evidence: v.evidence }),
  },
  {
    id: 'fulfil', first: true, offered: (o, d) => promised(o, d).length > 0, fields: (o, d) => [{ name: 'obligation', kind: 'choice', required: true, options: promised(o, d) }, { name: 'evidence', kind: 'photos', required: true }],
    path: (_o, v) => `commitments/${v.obligation}`, body: (v) => ({ evidence: v.evidence }),
  },
]
