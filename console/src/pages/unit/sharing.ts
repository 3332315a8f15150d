import { t } from '@/app/words'
import { fromInput } from '@/shared/desk/moments'
import { unitName } from '@/app/names'
import { holds, isDistrict, isLocality, lines, myParts, options, partOptions, partPath, withUnit, working, type Action, type Desk, type Values } from './action'
import type { Order } from '@/api/types'

const fresh = (o: Order, d: Desk) => myParts(o, d).filter((p) => p.signedAt === null)
const accepted = (o: Order, d: Desk) => myParts(o, d).filter((p) => p.signedAt !== null)
const dueAt = { name: 'dueAt', kind: 'time' } as const
/** A committee is known by the community of the ticket only: the console has no list of them. */
const community = (o: Order, d: Desk) => (o.place?.communityCode?.startsWith(d.unit) ? o.place.communityCode : null)
const consultation = (o: Order) => o.duty?.consultations.find((c) => c.open)
const participants = (o: Order) => consultation(o)?.participants ?? []
const queued = (o: Order, d: Desk) => isDistrict(d) && holds(o, d) && o.signedAt === null && ['DISPATCHED', 'CONSULTING'].includes(o.status)
const proposed = (o: Order, d: Desk) => o.whistles.find((w) => !w.closed && w.reportBy === null && w.sides?.localities.includes(d.unit) && !w.sides.signed?.includes(d.unit))
const ofCase = (o: Order, d: Desk) => { const c = o.specialCase; return !!c && !c.closed && (c.by === d.unit || holds(o, d) || c.taskForce.includes(d.unit)) }
const shares = (rows: Values[]) => rows.filter((r) => r.unit).map((r) => ({ unit: r.unit, part: r.part, dueAt: fromInput(r.by) }))

/** What is done with others: parts, consultations, whistles of several localities, special cases, handing down. */
export const SHARING: Action[] = [
  {
    id: 'partSign', first: true, offered: (o, d) => fresh(o, d).length > 0, fields: (o, d) => [{ name: 'whichPart', kind: 'choice', required: true, options: partOptions(fresh(o, d)) }, { name: 'signer', kind: 'text', most: 100, initial: d.user }],
    path: (o, v) => partPath(o, v, 'acceptance', 'signature'), body: (v) => ({ signer: v.signer || null }),
  },
  {
    id: 'partResult', first: true, offered: (o, d) => accepted(o, d).length > 0,
    fields: (o, d) => [
      { name: 'whichPart', kind: 'choice', required: true, options: partOptions(accepted(o, d)) }, { name: 'outcome', kind: 'choice', required: true, initial: 'RESOLVED', options: options('outcome', 'RESOLVED', 'PARTLY', 'UNRESOLVED', 'EXPLAINED') },
      { name: 'text', kind: 'area', required: true, most: 10000 }, { name: 'evidence', kind: 'photos' },
    ],
    path: (o, v) => partPath(o, v, 'result', 'result'), body: (v) => ({ outcome: v.outcome, text: v.text, evidence: v.evidence }),
  },
  {
    id: 'partStage', group: 'share', offered: (o, d) => accepted(o, d).length > 0,
    fields: (o, d) => [{ name: 'whichPart', kind: 'choice', required: true, options: partOptions(accepted(o, d)) }, { name: 'reason', kind: 'area', required: true, most: 2000 }, { name: 'progress', kind: 'area', required: true, most: 10000 }, { name: 'expectedAt', kind: 'time' }],
    path: (o, v) => partPath(o, v, 'stage-report', 'stage-report'), body: (v) => ({ reason: v.reason, progress: v.progress, expectedAt: fromInput(v.expectedAt ?? '') }),
  },
  {
    id: 'dual', group: 'share',
    offered: (o, d) => working(o, d) && isLocality(d) && community(o, d) !== null && !(o.duty?.parts ?? []).some((p) => ['DUAL_OFFICE', 'DUAL_COMMUNITY'].includes(p.kind) && !p.released && p.deliveredAt === null),
    fields: () => [{ name: 'office', kind: 'text', required: true, most: 100 }, { name: 'property', kind: 'text', most: 100 }, { name: 'matter', kind: 'area', required: true, most: 500 }, dueAt],
    path: () => 'dual-dispatch', body: (v, o, d) => ({ office: v.office, community: community(o, d), property: v.property || null, matter: v.matter, dueAt: fromInput(v.dueAt ?? '') }),
  },
  {
    id: 'toCommunity', group: 'share', offered: (o, d) => working(o, d) && isLocality(d) && community(o, d) !== null, fields: () => [{ name: 'matter', kind: 'area', required: true, most: 500 }, dueAt],
    path: () => 'sub-dispatches', body: (v, o, d) => ({ to: community(o, d), matter: v.matter, dueAt: fromInput(v.dueAt ?? '') }),
  },
  {
    id: 'handDown', first: true, offered: (o, d) => isDistrict(d) && holds(o, d) && (withUnit(o) || o.status === 'CONSULTING') && !consultation(o),
    fields: () => [{ name: 'to', kind: 'unit', required: true }, { name: 'reason', kind: 'area', required: true, most: 2000 }], path: () => 'dispatches', body: (v) => ({ unit: v.to, reason: v.reason }),
  },
  {
    id: 'consult', group: 'share', offered: (o, d) => (working(o, d) || queued(o, d)) && !consultation(o),
    fields: () => [{ name: 'participants', kind: 'units', required: true }, { name: 'matter', kind: 'area', required: true, most: 2000 }, { name: 'meetAt', kind: 'text', most: 200 }],
    path: () => 'consultations', body: (v, o, d) => ({ kind: queued(o, d) ? 'BEFORE_DISPATCH' : 'ON_SITE', matter: v.matter, participants: v.participants, meetAt: v.meetAt || null }),
  },
  {
    id: 'concludeConsultation', first: true, offered: (o, d) => holds(o, d) && consultation(o) !== undefined,
    fields: (o, d) => [
      { name: 'attended', kind: 'checks', options: participants(o).map((p) => ({ value: p, label: unitName(p) })), initial: participants(o) }, { name: 'minutes', kind: 'area', required: true, most: 10000 },
      ...(isDistrict(d) ? [{ name: 'chosenUnit', kind: 'unit', required: true } as const, { name: 'binding', kind: 'flag' } as const] : []),
      { name: 'divisions', kind: 'rows', columns: [{ name: 'unit', kind: 'unit', label: 'divisionUnit' }, { name: 'part', kind: 'text', label: 'divisionPart', most: 500 }, { name: 'by', kind: 'date', label: 'rowBy', optional: true }] },
    ],
    path: (o) => `consultations/${consultation(o)!.number}/conclusion`, body: (v, o) => ({ attended: v.attended, minutes: v.minutes, chosenUnit: v.chosenUnit || o.unitCode, bindingDesignation: !!v.binding, divisions: shares(v.divisions) }),
  },
  {
    id: 'crossWhistle', group: 'share', offered: (o, d) => working(o, d) && isLocality(d),
    fields: () => [
      { name: 'ground', kind: 'choice', required: true, initial: 'LAW_ENFORCEMENT', options: options('ground', 'EMERGENCY', 'LAW_ENFORCEMENT', 'PUBLIC_PROBLEM', 'CAMPAIGN') }, { name: 'localities', kind: 'units', required: true, kinds: ['LOCALITY'] },
      { name: 'departments', kind: 'units', required: true, kinds: ['DISTRICT_DEPARTMENT', 'CITY_DEPARTMENT', 'UTILITY'] }, { name: 'matter', kind: 'area', required: true, most: 2000 }, { name: 'meetAt', kind: 'text', most: 200 },
    ],
    path: () => 'whistles', body: (v, _o, d) => ({ ground: v.ground, matter: v.matter, departments: v.departments, localities: v.localities, meetAt: v.meetAt || null, approvedBy: d.user }),
  },
  {
    id: 'coSign', first: true, offered: (o, d) => proposed(o, d) !== undefined, fields: (o, d) => [{ name: 'whistle', kind: 'choice', required: true, options: [{ value: '1', label: proposed(o, d)?.matter ?? '', spoken: 'zh-CN' }] }],
    path: (o, _v, d) => `whistles/${proposed(o, d)!.number}/signatures`, body: (_v, _o, d) => ({ approvedBy: d.user }),
  },
  {
    id: 'reviewWhistle', group: 'oversee', offered: (o, d) => isDistrict(d) && o.whistles.some((w) => w.closed && !w.reviewed),
    fields: () => [{ name: 'necessary', kind: 'flag', initial: true }, { name: 'specific', kind: 'flag', initial: true }, { name: 'prepared', kind: 'flag', initial: true }, { name: 'note', kind: 'area', most: 2000 }],
    path: (o) => `whistles/${o.whistles.find((w) => w.closed && !w.reviewed)!.number}/review`, body: (v) => ({ necessary: !!v.necessary, specific: !!v.specific, prepared: !!v.prepared, note: v.note || null }),
  },
  {
    id: 'openCase', group: 'share', offered: (o, d) => (working(o, d) || (isDistrict(d) && withUnit(o))) && (!o.specialCase || o.specialCase.closed),
    fields: () => [
      { name: 'matter', kind: 'area', required: true, most: 2000 }, { name: 'headcount', kind: 'number', required: true }, { name: 'risk', kind: 'choice', required: true, initial: 'HIGH', options: options('risk', 'HIGH', 'MEDIUM', 'LOW') },
      { name: 'taskForce', kind: 'units', required: true }, { name: 'speaker', kind: 'text', required: true, most: 100 }, { name: 'rhythm', kind: 'choice', required: true, initial: 'DAILY', options: options('rhythm', 'HOURLY', 'DAILY') }, { name: 'sources', kind: 'area', most: 2000 },
    ],
    path: () => 'special-case', body: (v) => ({ matter: v.matter, headcount: Number(v.headcount), risk: v.risk, taskForce: v.taskForce, speaker: v.speaker, rhythm: v.rhythm, sources: lines(v.sources) }),
  },
  { id: 'reportCase', first: true, offered: ofCase, fields: () => [{ name: 'text', kind: 'area', required: true, most: 10000 }], path: () => 'special-case/reports', body: (v) => ({ text: v.text }) },
  { id: 'closeCase', group: 'share', offered: ofCase, fields: () => [{ name: 'text', kind: 'area', required: true, most: 10000 }], path: () => 'special-case/closure', body: (v) => ({ text: v.text }) },
]

/** How a special case stands, where one looks first. */
export const caseSays = (o: Order) => (o.specialCase && !o.specialCase.closed ? t(o.specialCase.missed ? 'unit.caseLate' : 'unit.caseOpen', { speaker: o.specialCase.speaker }) : null)
