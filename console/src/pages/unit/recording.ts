import type { Order } from '@/api/types'
import { time } from '@/app/figures'
import { unit } from '@/app/names'
import { t } from '@/app/words'
import { DAY, fromInput, toInput } from '@/shared/desk/moments'
import { lines, list, options, taking, working, type Action, type Desk, type Field } from './action'

const agreed = (o: Order) => (o.evidence?.appointments ?? []).filter((a) => !a.kept)
const asked = (o: Order, d: Desk) => (o.evidence?.escalations ?? []).find((e) => e.to === d.unit && !e.decided)
const community = (o: Order, d: Desk) => (o.place?.communityCode?.startsWith(d.unit) ? o.place.communityCode : null)
const parties: Field = { name: 'parties', kind: 'area', required: true, most: 2000 }
const measure: Field[] = [{ name: 'party', kind: 'text', required: true, most: 100 }, { name: 'basis', kind: 'area', required: true, most: 2000 }, { name: 'measure', kind: 'area', required: true, most: 2000 }]

/** What was done about a ticket, as facts with evidence: by whoever handles it or was drawn in. */
export const RECORDING: Action[] = [
  {
    id: 'keep', key: 'p', first: true, offered: (o, d) => taking(o, d) && agreed(o).length > 0,
    fields: (o, d) => [
      { name: 'appointment', kind: 'choice', required: true, options: agreed(o).map((a) => ({ value: String(a.number), label: `${time(a.at)} · ${a.place}` })) }, { name: 'arrivedAt', kind: 'time', required: true, initial: toInput(d.now) },
      { name: 'people', kind: 'text', most: 500 }, { name: 'note', kind: 'area', most: 2000 },
    ],
    path: (_o, v) => `appointments/${v.appointment}/visit`, body: (v, _o, d) => ({ arrivedAt: new Date(Math.min(new Date(fromInput(v.arrivedAt)!).getTime(), d.now)).toISOString(), people: list(v.people), note: v.note || null }),
  },
  {
    id: 'appoint', key: 'b', group: 'record', offered: taking,
    fields: (o, d) => [{ name: 'agreedAt', kind: 'time', required: true, initial: toInput(d.now + DAY) }, { name: 'place', kind: 'text', required: true, most: 200, initial: o.place?.address ?? '' }, { name: 'people', kind: 'text', most: 500 }],
    path: () => 'appointments', body: (v) => ({ at: fromInput(v.agreedAt), place: v.place, people: list(v.people) }),
  },
  {
    id: 'mediate', group: 'record', offered: taking, fields: () => [parties, { name: 'minutesLong', kind: 'number', required: true, most: 1440 }, { name: 'mediated', kind: 'area', required: true, most: 2000 }],
    path: () => 'mediations', body: (v) => ({ parties: list(v.parties), minutes: Number(v.minutesLong), outcome: v.mediated }),
  },
  {
    id: 'settle', first: true, offered: (o, d) => taking(o, d) && o.evidence?.mediation === 'HELD', fields: () => [parties, { name: 'yuan', kind: 'number', cents: true, required: true, most: 1_000_000_000, initial: 0 }, { name: 'terms', kind: 'area', required: true, most: 2000 }],
    // In fen: yuan are typed with two decimals.
    path: () => 'settlements', body: (v) => ({ parties: list(v.parties), amountFen: Math.round(Number(v.yuan) * 100), terms: v.terms }),
  },
  {
    id: 'confirm', first: true, offered: (o, d) => taking(o, d) && o.evidence?.mediation === 'SETTLED', fields: () => [{ name: 'court', kind: 'text', required: true, most: 100 }, { name: 'document', kind: 'text', required: true, most: 100 }],
    path: () => 'judicial-confirmations', body: (v) => ({ court: v.court, document: v.document }),
  },
  {
    id: 'certify', group: 'record', offered: (o, d) => taking(o, d) && community(o, d) !== null, fields: () => [{ name: 'certifies', kind: 'area', required: true, most: 2000 }, { name: 'effect', kind: 'area', required: true, most: 2000 }, { name: 'validUntil', kind: 'date' }],
    path: () => 'certificates', body: (v, o, d) => ({ committee: community(o, d), ground: v.certifies, effect: v.effect, validUntil: fromInput(v.validUntil ?? '') }),
  },
  {
    id: 'deliberate', group: 'record', offered: taking,
    fields: () => [
      { name: 'deliberation', kind: 'choice', required: true, initial: 'ROUND_TABLE', options: options('deliberation', 'ROUND_TABLE', 'PARTNERS', 'JOINT_MEETING', 'FORUM') }, parties, { name: 'opinions', kind: 'area', required: true, most: 10000 },
      { name: 'decision', kind: 'area', required: true, most: 2000 }, { name: 'tasks', kind: 'area', most: 2000 },
    ],
    path: () => 'deliberations', body: (v) => ({ kind: v.deliberation, parties: list(v.parties), opinions: lines(v.opinions), decision: v.decision, tasks: lines(v.tasks) }),
  },
  { id: 'relate', group: 'record', offered: taking, fields: () => [{ name: 'description', kind: 'area', required: true, most: 2000 }], path: () => 'related-problems', body: (v) => ({ description: v.description }) },
  { id: 'enforce', group: 'record', offered: (o, d) => taking(o, d) && unit(d.unit)?.kind !== 'UTILITY', fields: () => measure, path: () => 'enforcements', body: (v) => ({ party: v.party, basis: v.basis, measure: v.measure }) },
  { id: 'sanction', group: 'record', offered: (o, d) => taking(o, d) && unit(d.unit)?.kind !== 'UTILITY', fields: () => measure, path: () => 'sanctions', body: (v) => ({ party: v.party, basis: v.basis, measure: v.measure }) },
  {
    id: 'interview', group: 'record', offered: taking, fields: (_o, d) => [{ name: 'interviewed', kind: 'text', required: true, most: 500 }, { name: 'interviewers', kind: 'units', required: true, initial: [d.unit] }, { name: 'mediated', label: 'interviewResult', kind: 'area', required: true, most: 2000 }],
    path: () => 'joint-interviews', body: (v) => ({ interviewed: list(v.interviewed), interviewers: v.interviewers, outcome: v.mediated }),
  },
  {
    id: 'escalate', group: 'limits', offered: working,
    fields: () => [{ name: 'upTo', kind: 'unit', required: true, kinds: ['DISTRICT', 'DISTRICT_DEPARTMENT', 'CITY_DEPARTMENT'] }, { name: 'reason', kind: 'area', required: true, most: 2000 }, { name: 'opinion', kind: 'area', required: true, most: 2000 }],
    path: () => 'escalations', body: (v) => ({ to: v.upTo, reason: v.reason, opinion: v.opinion }),
  },
  {
    id: 'decideEscalation', first: true, offered: (o, d) => asked(o, d) !== undefined, fields: () => [{ name: 'opinion', kind: 'area', required: true, most: 2000 }, { name: 'measures', label: 'measuresTaken', kind: 'area', most: 2000 }],
    path: (o, _v, d) => `escalations/${asked(o, d)!.number}/decision`, body: (v) => ({ opinion: v.opinion, measures: lines(v.measures) }),
  },
]

export const mediationSays = (o: Order) => (o.evidence?.mediation ? t('unit.mediation.' + o.evidence.mediation) : null)
