import { describe, expect, it } from 'vitest'
import { followed, gauges } from '../src/pages/system/health'

const METRICS = `# HELP jsjb_follower_void
jsjb_follower_void{log="complaint-log"} 3.0
jsjb_follower_facts{log="complaint-log",} 1200.0
jvm_memory{area="heap"} 1.0
`

describe('health', () => {
  it('reads the gauges of each log', () => {
    expect(gauges(METRICS).get('jsjb_follower_void')?.get('complaint-log')).toBe(3)
  })

  it('one log has no prefix, several have', () => {
    const one = followed({ status: 'UP', checks: [{ name: 'following complaint-log', status: 'UP', data: { partitions: 12, lag: 5, quarantined: 1 } }] }, gauges(METRICS))
    expect(one).toEqual([{ log: 'complaint-log', partitions: 12, lag: 5, quarantined: 1, facts: 1200, voids: 3, alarms: null, failed: null }])
    const two = followed({ status: 'UP', checks: [{ name: 'following complaint-log, programme-log', status: 'UP', data: { 'programme-log.lag': 7 } }] }, new Map())
    expect(two.map((l) => l.lag)).toEqual([0, 7])
  })
})
