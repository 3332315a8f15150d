import { number } from '@/app/figures'
import { unit } from '@/app/names'
import { t } from '@/app/words'
import { fromInput } from '@/shared/desk/moments'
import type { Order } from '@/api/types'
import { holds, isDistrict, lines, until, withUnit, type Action, type Desk, type Option } from './action'

const orders = (d: Desk) => d.oversight?.more?.orders?.open ?? []
const unanswered = (d: Desk) => orders(d).filter((o) => o.silent.includes(d.unit))
/** The district closes what it ordered itself, when all have answered. */
const closable = (d: Desk) => (isDistrict(d) ? orders(d).filter((o) => o.level === 'DISTRICT' && o.silent.length === 0) : [])
const named = (found: { number: number; replyBy: string | null }[]): Option[] => found.map((o) => ({ value: String(o.number), label: until(t('unit.orderN', { n: number(o.number) }), o.replyBy) }))

/** What a unit may appeal: the latest callback that reached the claimant, and an exclusion that was refused; each once. */
export function appealable(d: Desk): Option[] {
  const known = d.oversight
  if (!known?.units.includes(d.unit)) return []
  const exclusions = known.more?.exclusions ?? []
  const before = (about: string, subject: number) => (known.more?.appeals ?? []).some((a) => a.about === about && a.subject === subject)
  const callback = known.rounds.filter((r) => r.answers).at(-1)
  return [
    ...(callback && !before('CALLBACK', callback.round) ? [{ value: `CALLBACK/${callback.round}`, label: t('unit.appealAbout.CALLBACK', { n: number(callback.round) }) }] : []),
    ...(exclusions.some((x) => x.status === 'PROPOSED') ? [] : exclusions.filter((x) => x.status === 'REFUSED' && !before('EXCLUSION_REFUSED', x.number)).map((x) => ({ value: `EXCLUSION_REFUSED/${x.number}`, label: t('unit.appealAbout.EXCLUSION_REFUSED', { n: number(x.number) }) }))),
  ]
}

const overIt = (o: Order, d: Desk) => isDistrict(d) && !holds(o, d) && unit(o.unitCode)?.districtCode === d.unit

/** What a unit answers to supervision, and what a district orders of those below it. */
export const OVERSEEN: Action[] = [
  {
    id: 'answerOrder', first: true, service: 'supervision', offered: (_o, d) => unanswered(d).length > 0,
    fields: (_o, d) => [{ name: 'order', kind: 'choice', required: true, options: named(unanswered(d)) }, { name: 'text', kind: 'area', required: true, most: 2000 }, { name: 'evidence', kind: 'photos' }],
    path: (_o, v) => `supervisions/${v.order}/reply`, body: (v) => ({ text: v.text, evidence: v.evidence }),
  },
  {
    id: 'appeal', group: 'oversee', service: 'supervision', offered: (_o, d) => appealable(d).length > 0,
    fields: (_o, d) => [
      { name: 'about', kind: 'choice', required: true, options: appealable(d) }, { name: 'appealGround', kind: 'area', required: true, most: 2000 },
      { name: 'recordings', kind: 'area', required: true, unless: 'evidence', most: 2000 }, { name: 'evidence', kind: 'photos' },
    ],
    path: () => 'appeals', body: (v) => ({ about: v.about.split('/')[0], subject: Number(v.about.split('/')[1]), ground: v.appealGround, recordings: [...lines(v.recordings), ...v.evidence] }),
  },
  {
    id: 'closeOrder', first: true, service: 'supervision', offered: (_o, d) => closable(d).length > 0, fields: (_o, d) => [{ name: 'order', kind: 'choice', required: true, options: named(closable(d)) }, { name: 'opinion', kind: 'area', required: true, most: 2000 }],
    path: (_o, v) => `supervisions/${v.order}/closure`, body: (v) => ({ opinion: v.opinion }),
  },
  {
    id: 'supervise', group: 'oversee', service: 'supervision', offered: (o, d) => overIt(o, d) && withUnit(o), fields: () => [{ name: 'opinion', kind: 'area', required: true, most: 2000 }, { name: 'superviseDue', kind: 'time' }],
    path: () => 'supervisions', body: (v) => ({ opinion: v.opinion, dueAt: fromInput(v.superviseDue ?? '') }),
  },
  {
    id: 'remind', group: 'oversee', service: 'supervision', offered: (o, d) => overIt(o, d) && withUnit(o), fields: () => [{ name: 'text', kind: 'area', required: true, most: 2000 }], path: () => 'reminders', body: (v) => ({ text: v.text }),
  },
]
