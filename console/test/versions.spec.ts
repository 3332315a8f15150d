import { expect, it } from 'vitest'
import { between, type Row } from '@/pages/rankings/versions'

const row = (unitCode: string, rank: number | null, score: number | null, counts: Record<string, number>): Row => ({ unitCode, rank, score, volume: 0, counts })

it('between two versions only what moved is told, with the figures that did', () => {
  const before = [row('a', 1, 92.5, { valid: 400, excluded: 0 }), row('b', 2, 91, { valid: 100 }), row('c', null, null, { valid: 0 }), row('gone', 3, 80, {})]
  const after = [row('b', 1, 91, { valid: 100 }), row('a', 2, 90.1, { valid: 395, excluded: 5 }), row('c', null, null, { valid: 0 })]
  expect(between(before, after).map((m) => [m.unitCode, m.before.rank, m.after.rank, m.figures])).toEqual([['b', 2, 1, []], ['a', 1, 2, [['valid', -5], ['excluded', 5]]]])
  expect(between(before, before)).toEqual([])
})
