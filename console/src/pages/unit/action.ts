import type { Order, Oversight, Part, Whistle } from '@/api/types'
import type { Service } from '@/app/console'
import { time } from '@/app/figures'
import { unit, unitName, type Unit, type Named } from '@/app/names'
import { t } from '@/app/words'
import { DAY } from '@/shared/desk/moments'

/** Who sits before the desk, what there is to choose from, and what supervision knows of the ticket that is open (null: nothing that is this unit's business). */
export interface Desk { unit: string; user: string; now: number; choices: { deferralReasons: Named[]; exclusionReasons: Named[] }; oversight: Oversight | null }
export interface Option { value: string; label: string; spoken?: 'zh-CN' | undefined }
export type Values = Record<string, any>
/** One cell of a row: what is asked several times, such as the steps of a plan. */
export interface Column { name: string; kind: 'text' | 'date' | 'unit'; label: string; most?: number; optional?: boolean }
export interface Field {
  name: string
  kind: 'text' | 'area' | 'choice' | 'checks' | 'select' | 'time' | 'date' | 'unit' | 'units' | 'photos' | 'flag' | 'number' | 'rows' | 'template'
  label?: string
  required?: boolean
  /** Not required once this other one has something. */
  unless?: string
  options?: Option[]
  columns?: Column[]
  most?: number
  /** A number that is no whole one: money. */
  cents?: boolean
  kinds?: Unit['kind'][]
  initial?: unknown
}
/** Under which heading of "more" it stands. */
export const GROUPS = ['limits', 'share', 'record', 'noFault', 'oversee'] as const
/** One thing a unit can do with a ticket: when it is offered, what it asks, what it sends. Whether it may is decided by the service. */
export interface Action {
  id: string
  key?: string
  /** Offered at once; the others stand under "more". */
  first?: boolean
  group?: (typeof GROUPS)[number]
  service?: Service
  offered(o: Order, d: Desk): boolean
  fields(o: Order, d: Desk): Field[]
  path(o: Order, v: Values, d: Desk): string
  body(v: Values, o: Order, d: Desk): unknown
}

export const holds = (o: Order, d: Desk) => o.unitCode === d.unit
export const signed = (o: Order, d: Desk) => holds(o, d) && o.signedAt !== null
export const withUnit = (o: Order) => ['DISPATCHED', 'SIGNED', 'HANDLING', 'DEFERRED', 'SUPERVISED'].includes(o.status)
export const working = (o: Order, d: Desk) => signed(o, d) && withUnit(o)
/** Whoever has a copy, a part or a summons writes down what it did, as the first responder does. */
const drawnIn = (o: Order, d: Desk) => !holds(o, d) && (o.copyTo.includes(d.unit) || (o.duty?.parts ?? []).some((p) => p.unit === d.unit && !p.released) || o.whistles.some((w) => w.reportBy !== null && d.unit in w.departments))
export const taking = (o: Order, d: Desk) => working(o, d) || (withUnit(o) && drawnIn(o, d))
export const isDistrict = (d: Desk) => unit(d.unit)?.kind === 'DISTRICT'
export const isLocality = (d: Desk) => unit(d.unit)?.kind === 'LOCALITY'

/** Of several localities all may lead until the city has named one. */
const leads = (w: Whistle, d: Desk) => (w.sides ? (w.sides.lead ? w.sides.lead === d.unit : w.sides.localities.includes(d.unit)) : w.by === d.unit)
export const open = (o: Order) => o.whistles.filter((w) => !w.closed && w.reportBy !== null)
export const summoned = (o: Order, d: Desk) => open(o).find((w) => d.unit in w.departments)
export const blown = (o: Order, d: Desk) => open(o).find((w) => leads(w, d))
export const departments = (w: Whistle | undefined, which: (a: Whistle['departments'][string]) => boolean): Option[] =>
  Object.entries(w?.departments ?? {}).filter(([, a]) => which(a)).map(([code]) => ({ value: code, label: unitName(code) }))

const COMMITTEE = 12
/** Who does a part. Committees have no name in the directory of the console: theirs is the community of the ticket. */
export const partUnit = (p: Part) => [p.kind === 'DUAL_OFFICE' ? p.name : p.unit.length === COMMITTEE ? t('unit.itsCommunity') : unitName(p.unit), p.kind === 'DUAL_COMMUNITY' ? p.name : null].filter(Boolean).join(' · ')
/** The open parts this desk may act on: its own, and those of its offices and committees. */
export const myParts = (o: Order, d: Desk) => (o.duty?.parts ?? []).filter((p) => !p.released && p.deliveredAt === null && (p.unit === d.unit || (p.unit.length === COMMITTEE && holds(o, d))))
export const partOptions = (parts: Part[]): Option[] => parts.map((p) => ({ value: String(p.number), label: `${t('unit.partN', { kind: t(`unit.partKind.${p.kind}`), unit: partUnit(p) })} · ${p.matter}` }))
/** Co-handlings and the other parts have paths of their own. */
export const partPath = (o: Order, v: Values, coHandling: string, other: string) => {
  const part = o.duty!.parts.find((p) => String(p.number) === v.whichPart)!
  return part.kind === 'CO_HANDLING' ? `co-handlings/${part.number}/${coHandling}` : `parts/${part.number}/${other}`
}

export const options = (group: string, ...names: string[]): Option[] => names.map((value) => ({ value, label: t(`unit.${group}.${value}`) }))
export const list = (text: string | null | undefined) => (text ?? '').split(/[，,、\n]/).map((p) => p.trim()).filter(Boolean)
/** One a line: sentences have commas in them. */
export const lines = (text: string | null | undefined) => (text ?? '').split('\n').map((p) => p.trim()).filter(Boolean)
export const lastly = (o: Order): number => (o.dueAt ? new Date(o.dueAt).getTime() : Date.now() + 7 * DAY)
export const until = (what: string, at: string | null) => (at ? `${what} · ${time(at)}` : what)
