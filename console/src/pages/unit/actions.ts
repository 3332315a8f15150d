import type { Order } from '@/api/types'
import { called, t } from '@/app/words'
import { DAY, HOUR, fromInput, toInput } from '@/shared/desk/moments'
import { blown, departments, holds, isLocality, lastly, list, open, options, signed, summoned, taking, withUnit, working, type Action, type Column, type Field, type Values } from './action'
import { NO_FAULT } from './noFault'
import { OVERSEEN } from './overseen'
import { RECORDING } from './recording'
import { SHARING } from './sharing'

export type { Action, Desk, Field, Values } from './action'

export const ACTIONS: Action[] = [
  {
    id: 'sign', key: 's', first: true, offered: (o, d) => holds(o, d) && o.signedAt === null && ['DISPATCHED', 'CONSULTING', 'SUPERVISED'].includes(o.status),
    fields: () => [], path: () => 'signature', body: (_v, _o, d) => ({ signer: d.user }),
  },
  {
    id: 'contact', key: 'c', first: true, offered: (o, d) => signed(o, d) && !['CLOSED', 'WITHDRAWN'].includes(o.status),
    fields: () => [
      { name: 'how', kind: 'choice', required: true, initial: 'PHONE', options: options('how', 'PHONE', 'VISIT', 'SMS', 'ONLINE') },
      { name: 'contactOutcome', label: 'outcome', kind: 'choice', required: true, initial: 'REACHED', options: options('contactOutcome', 'REACHED', 'NOT_REACHED') },
      { name: 'metInPerson', kind: 'flag' }, { name: 'note', kind: 'area', most: 2000 },
    ],
    path: () => 'contacts', body: (v) => ({ how: v.how, outcome: v.contactOutcome, metInPerson: !!v.metInPerson, note: v.note || null }),
  },
  {
    id: 'visit', key: 'v', first: true, offered: taking,
    fields: (o, d) => [
      { name: 'at', kind: 'time', required: true, initial: toInput(d.now) }, { name: 'place', kind: 'text', most: 200, initial: o.place?.address ?? '' }, { name: 'facts', kind: 'area', required: true, most: 2000 },
      { name: 'isTrue', kind: 'choice', initial: 'true', options: [{ value: 'true', label: t('unit.yes') }, { value: 'false', label: t('unit.no') }, { value: '', label: t('unit.unknown') }] }, { name: 'photos', kind: 'photos' },
    ],
    path: () => 'visits', body: (v) => ({ at: fromInput(v.at), place: v.place || null, facts: v.facts, isTrue: v.isTrue === '' ? null : v.isTrue === 'true', photos: v.photos }),
  },
  {
    id: 'reply', key: 'r', first: true, offered: (o, d) => signed(o, d) && (withUnit(o) || o.status === 'HANDLING'),
    fields: () => [
      { name: 'template', kind: 'template' }, { name: 'text', kind: 'area', required: true, most: 10000 }, { name: 'channel', kind: 'choice', initial: 'PHONE', options: options('how', 'PHONE', 'VISIT', 'SMS', 'ONLINE') },
    ],
    path: () => 'reply', body: (v) => ({ text: v.text, channel: v.channel }),
  },
  {
    id: 'result', key: 'f', first: true, offered: (o, d) => signed(o, d) && withUnit(o),
    fields: () => [
      { name: 'outcome', kind: 'choice', required: true, initial: 'RESOLVED', options: options('outcome', 'RESOLVED', 'PARTLY', 'UNRESOLVED', 'EXPLAINED') },
      { name: 'text', kind: 'area', required: true, most: 10000 }, { name: 'evidence', kind: 'photos' },
    ],
    path: () => 'result', body: (v) => ({ outcome: v.outcome, text: v.text, evidence: v.evidence }),
  },
  {
    id: 'whistle', key: 'w', first: true, offered: (o, d) => working(o, d) && isLocality(d),
    fields: () => [
      { name: 'ground', kind: 'choice', required: true, initial: 'LAW_ENFORCEMENT', options: options('ground', 'EMERGENCY', 'LAW_ENFORCEMENT', 'PUBLIC_PROBLEM', 'CAMPAIGN') },
      { name: 'departments', kind: 'units', required: true, kinds: ['DISTRICT_DEPARTMENT', 'CITY_DEPARTMENT', 'UTILITY'] }, { name: 'matter', kind: 'area', required: true, most: 2000 },
      { name: 'meetAt', kind: 'text', most: 200 }, { name: 'reportBy', kind: 'time' },
    ],
    path: () => 'whistles', body: (v, _o, d) => ({ ground: v.ground, matter: v.matter, departments: v.departments, meetAt: v.meetAt || null, reportBy: fromInput(v.reportBy ?? ''), approvedBy: d.user }),
  },
  {
    id: 'arrived', key: 'i', first: true, offered: (o, d) => departments(blown(o, d), (a) => a.reportedAt === null && !a.released).length > 0,
    fields: (o, d) => [
      { name: 'department', kind: 'choice', required: true, options: departments(blown(o, d), (a) => a.reportedAt === null && !a.released) },
      { name: 'arrivedAt', kind: 'time', required: true, initial: toInput(d.now) }, { name: 'persons', kind: 'text', most: 500 },
    ],
    path: (o, _v, d) => `whistles/${blown(o, d)!.number}/reports`, body: (v, _o, d) => ({ department: v.department, arrivedAt: new Date(Math.min(new Date(fromInput(v.arrivedAt)!).getTime(), d.now)).toISOString(), persons: list(v.persons) }),
  },
  {
    id: 'task', group: 'share', offered: (o, d) => blown(o, d) !== undefined,
    fields: (o, d) => [
      { name: 'department', kind: 'choice', required: true, options: departments(blown(o, d), (a) => !a.released && !a.refused) }, { name: 'what', kind: 'area', required: true, most: 2000 },
      { name: 'dueAt', kind: 'time', initial: toInput(lastly(o)) }, { name: 'generalise', kind: 'flag' },
    ],
    path: (o, _v, d) => `whistles/${blown(o, d)!.number}/tasks`, body: (v) => ({ department: v.department, what: v.what, dueAt: fromInput(v.dueAt ?? ''), generalise: !!v.generalise }),
  },
  {
    id: 'release', group: 'share', offered: (o, d) => departments(blown(o, d), (a) => a.reportedAt !== null && !a.released).length > 0,
    fields: (o, d) => [{ name: 'department', kind: 'choice', required: true, options: departments(blown(o, d), (a) => a.reportedAt !== null && !a.released) }],
    path: (o, _v, d) => `whistles/${blown(o, d)!.number}/releases`, body: (v) => ({ department: v.department }),
  },
  {
    id: 'rate', group: 'share', offered: (o, d) => departments(blown(o, d), (a) => (a.reportedAt !== null || a.missed) && a.rating === null).length > 0,
    fields: (o, d) => [
      { name: 'department', kind: 'choice', required: true, options: departments(blown(o, d), (a) => (a.reportedAt !== null || a.missed) && a.rating === null) },
      { name: 'timeliness', kind: 'number', required: true, most: 30, initial: 30 }, { name: 'measures', kind: 'number', required: true, most: 30, initial: 30 }, { name: 'resultScore', kind: 'number', required: true, most: 40, initial: 40 }, { name: 'note', kind: 'area', most: 2000 },
    ],
    path: (o, _v, d) => `whistles/${blown(o, d)!.number}/ratings`, body: (v) => ({ department: v.department, timeliness: Number(v.timeliness), measures: Number(v.measures), result: Number(v.resultScore), note: v.note || null }),
  },
  {
    id: 'closeWhistle', group: 'share', offered: (o, d) => blown(o, d) !== undefined, fields: () => [{ name: 'solved', kind: 'flag', initial: true }, { name: 'summary', kind: 'area', required: true, most: 2000 }],
    path: (o, _v, d) => `whistles/${blown(o, d)!.number}/closure`, body: (v) => ({ solved: !!v.solved, summary: v.summary, ratings: {} }),
  },
  {
    id: 'acknowledge', key: 'a', first: true, offered: (o, d) => { const w = summoned(o, d); return !!w && w.departments[d.unit]!.acknowledgedAt === null && !w.departments[d.unit]!.refused },
    fields: () => [], path: (o, _v, d) => `whistles/${summoned(o, d)!.number}/acknowledgements`, body: () => ({}),
  },
  {
    id: 'refuse', group: 'share', offered: (o, d) => { const w = summoned(o, d); return !!w && w.departments[d.unit]!.reportedAt === null && !w.departments[d.unit]!.refused },
    fields: () => [{ name: 'reason', kind: 'area', required: true, most: 2000 }], path: (o, _v, d) => `whistles/${summoned(o, d)!.number}/refusals`, body: (v) => ({ reason: v.reason }),
  },
  {
    id: 'finishTask', first: true, offered: (o, d) => open(o).some((w) => w.tasks.some((k) => k.department === d.unit && !k.doneAt)),
    fields: (o, d) => [
      { name: 'task', kind: 'choice', required: true, options: open(o).flatMap((w) => w.tasks.filter((k) => k.department === d.unit && !k.doneAt).map((k) => ({ value: `${w.number}/tasks/${k.number}`, label: k.what }))) },
      { name: 'result', kind: 'area', required: true, most: 2000 }, { name: 'evidence', kind: 'photos' },
    ],
    path: (_o, v) => `whistles/${v.task}/result`, body: (v) => ({ result: v.result, evidence: v.evidence }),
  },
  {
    id: 'coHandle', key: 'h', group: 'share', offered: working, fields: () => [{ name: 'unit', kind: 'unit', required: true }, { name: 'part', kind: 'area', required: true, most: 500 }, { name: 'dueAt', kind: 'time' }],
    path: () => 'co-handlings', body: (v) => ({ unit: v.unit, part: v.part, dueAt: fromInput(v.dueAt ?? '') }),
  },
  {
    id: 'subDispatch', group: 'share', offered: (o, d) => working(o, d) && !isLocality(d), fields: () => [{ name: 'to', kind: 'unit', required: true }, { name: 'matter', kind: 'area', required: true, most: 500 }, { name: 'dueAt', kind: 'time' }],
    path: () => 'sub-dispatches', body: (v) => ({ to: v.to, matter: v.matter, dueAt: fromInput(v.dueAt ?? '') }),
  },
  {
    id: 'object', key: 'o', group: 'limits', offered: (o, d) => holds(o, d) && withUnit(o) && !o.objections.some((x) => x.open),
    fields: () => [
      { name: 'ground', kind: 'choice', required: true, initial: 'NOT_MY_DUTY', options: options('objection', 'NOT_MY_DUTY', 'NOT_MY_AREA', 'WRONG_PARTY', 'NOT_GOVERNMENT_MATTER', 'DUPLICATE', 'LEGAL_ROUTE') },
      { name: 'legalBasis', kind: 'text', required: true, most: 2000 }, { name: 'suggestedUnit', kind: 'unit', required: true }, { name: 'note', kind: 'area', most: 2000 }, { name: 'evidence', kind: 'photos' },
    ],
    path: () => 'objections', body: (v) => ({ ground: v.ground, legalBasis: v.legalBasis, suggestedUnit: v.suggestedUnit, note: v.note || null, evidence: v.evidence }),
  },
  {
    id: 'extend', key: 'e', group: 'limits', offered: working,
    fields: (o, d) => [
      { name: 'newDueAt', kind: 'time', required: true, initial: toInput(lastly(o) + 2 * DAY) }, { name: 'legalBasis', kind: 'text', required: true, most: 2000 }, { name: 'claimantToldAt', kind: 'time', required: true, initial: toInput(d.now) },
    ],
    path: () => 'extensions', body: (v, _o, d) => ({ newDueAt: fromInput(v.newDueAt), legalBasis: v.legalBasis, claimantToldAt: new Date(Math.min(new Date(fromInput(v.claimantToldAt)!).getTime(), d.now)).toISOString() }),
  },
  {
    id: 'defer', key: 'd', group: 'limits', offered: working,
    fields: (o, d) => [
      { name: 'reason', kind: 'select', required: true, options: d.choices.deferralReasons.map((r) => ({ value: r.code, label: called(r) })) }, { name: 'promisedBy', kind: 'date', required: true, initial: toInput(lastly(o) + 60 * DAY).slice(0, 10) },
      { name: 'milestones', kind: 'rows', required: true, columns: [{ name: 'what', kind: 'text', label: 'milestoneWhat', most: 200 }, { name: 'by', kind: 'date', label: 'milestoneBy' }] }, { name: 'explanation', kind: 'area', required: true, most: 2000 }, { name: 'explainedAt', kind: 'time', required: true, initial: toInput(d.now) },
    ],
    path: () => 'deferrals',
    body: (v, _o, d) => ({
      reason: v.reason, promisedBy: fromInput(v.promisedBy), milestones: (v.milestones as { what: string; by: string }[]).map((m) => ({ what: m.what, by: fromInput(m.by) })), explanation: v.explanation,
      explainedAt: new Date(Math.min(new Date(fromInput(v.explainedAt)!).getTime(), d.now)).toISOString(),
    }),
  },
  {
    id: 'milestone', group: 'limits', offered: (o, d) => holds(o, d) && o.deferral?.status === 'APPROVED' && o.deferral.milestones.some((m) => !m.reportedAt),
    fields: (o) => [
      { name: 'milestone', kind: 'choice', required: true, options: (o.deferral?.milestones ?? []).flatMap((m, i) => (m.reportedAt ? [] : [{ value: String(i + 1), label: m.what }])) }, { name: 'text', kind: 'area', required: true, most: 10000 }, { name: 'evidence', kind: 'photos' },
    ],
    path: (o) => `deferrals/${o.deferral!.number}/milestones`, body: (v) => ({ milestone: Number(v.milestone), text: v.text, evidence: v.evidence }),
  },
  {
    id: 'ask', key: 'q', group: 'limits', offered: (o, d) => working(o, d) && !o.pause?.open, fields: (_o, d) => [{ name: 'question', kind: 'area', required: true, most: 2000 }, { name: 'until', kind: 'time', initial: toInput(d.now + 24 * HOUR) }],
    path: () => 'pauses', body: (v) => ({ question: v.question, until: fromInput(v.until ?? '') }),
  },
  {
    id: 'answer', first: true, offered: (o, d) => holds(o, d) && o.pause?.open === true, fields: () => [{ name: 'answer', kind: 'area', required: true, most: 2000 }],
    path: (o) => `pauses/${o.pause!.number}/answer`, body: (v) => ({ answer: v.answer }),
  },
  {
    id: 'exclude', key: 'x', group: 'oversee', service: 'supervision', offered: (o, d) => signed(o, d),
    fields: (_o, d) => [{ name: 'reason', kind: 'select', required: true, options: d.choices.exclusionReasons.map((r) => ({ value: r.code, label: called(r) })) }, { name: 'note', kind: 'area', required: true, most: 2000 }, { name: 'evidence', kind: 'photos', required: true }],
    path: () => 'exclusions', body: (v) => ({ reason: v.reason, note: v.note, evidence: v.evidence }),
  },
  ...SHARING,
  ...RECORDING,
  ...NO_FAULT,
  ...OVERSEEN,
]

/** A template with the ticket's own words put in. */
export function filled(template: string, o: Order): string {
  const own: Record<string, string> = { ticketNo: o.ticketNo, unit: o.unitName ?? '', category: o.categoryName ?? '', address: o.place?.address ?? '' }
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => own[name] ?? '')
}

export const emptyRow = (columns: Column[]) => Object.fromEntries(columns.map((c) => [c.name, '']))

export const initials = (fields: Field[]): Values =>
  Object.fromEntries(fields.map((f) => [f.name, f.initial ?? (['photos', 'units', 'checks'].includes(f.kind) ? [] : f.kind === 'flag' ? false : f.kind === 'rows' ? [emptyRow(f.columns!)] : f.kind === 'choice' && f.options?.length === 1 ? f.options[0]!.value : '')]))

const isEmpty = (value: unknown) => (Array.isArray(value) ? value.length === 0 : value === null || value === undefined || String(value).trim() === '')

/** Begun and not whole: it would be left out, or cut, without a word. */
const isBroken = (f: Field, value: any) =>
  f.kind === 'rows' ? (value as Values[]).some((row) => f.columns!.some((c) => !isEmpty(row[c.name])) && f.columns!.some((c) => !c.optional && isEmpty(row[c.name])))
    : f.kind === 'number' && !f.cents && !isEmpty(value) && !Number.isInteger(Number(value))

/** The first field that still has to be filled in, or is not right as it stands. */
export function missing(fields: Field[], v: Values): Field | undefined {
  return fields.find((f) => {
    if (isBroken(f, v[f.name])) return true
    if (!f.required || (f.unless && !isEmpty(v[f.unless]))) return false
    return f.kind === 'rows' ? (v[f.name] as Values[]).some((row) => f.columns!.some((c) => !c.optional && isEmpty(row[c.name]))) : isEmpty(v[f.name])
  })
}

/** What to say of a field that is missing: the key of the words. */
export const faultOf = (f: Field, v: Values) => (!isBroken(f, v[f.name]) ? 'unit.required' : f.kind === 'rows' ? 'unit.rowWhole' : 'unit.whole')
