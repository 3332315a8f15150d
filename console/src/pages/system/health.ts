import { address, type Service } from '@/app/console'

export interface Followed {
  log: string
  partitions: number
  lag: number
  quarantined: number
  facts: number | null
  voids: number | null
  alarms: number | null
  failed: number | null
}

export interface Health {
  service: Service
  state: 'ready' | 'notReady' | 'away'
  logs: Followed[]
  checks: { name: string; up: boolean; trouble: string | null }[]
}

interface Answer {
  status: 'UP' | 'DOWN'
  checks: { name: string; status: 'UP' | 'DOWN'; data?: Record<string, string | number> }[]
}

/** Gauge → log → value, of a page of Prometheus: jsjb_follower_void{log="complaint-log"} 3.0 */
export function gauges(page: string): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>()
  for (const [, name, log, value] of page.matchAll(/^(jsjb_[a-z_]+)\{[^}]*log="([^"]+)"[^}]*\}\s+(\S+)/gm)) {
    const of = found.get(name!) ?? new Map<string, number>()
    of.set(log!, Number(value))
    found.set(name!, of)
  }
  return found
}

/** One check names the logs it follows: "following a, b"; with one log its figures have no prefix. */
export function followed(answer: Answer, metrics: Map<string, Map<string, number>>): Followed[] {
  const check = answer.checks.find((c) => c.name.startsWith('following '))
  if (!check) {
    return []
  }
  const logs = check.name.slice('following '.length).split(', ')
  const figure = (name: string, log: string) => metrics.get(name)?.get(log) ?? null
  return logs.map((log) => {
    const data = (name: string) => Number(check.data?.[(logs.length === 1 ? '' : log + '.') + name] ?? 0)
    return {
      log, partitions: data('partitions'), lag: data('lag'), quarantined: data('quarantined'), facts: figure('jsjb_follower_facts', log), voids: figure('jsjb_follower_void', log),
      alarms: figure('jsjb_follower_alarms', log), failed: figure('jsjb_reactions_failed', log),
    }
  })
}

export async function health(service: Service, signal: AbortSignal): Promise<Health> {
  try {
    const [ready, metrics] = await Promise.all([
      fetch(address(service, '/q/health/ready'), { signal }), fetch(address(service, '/q/metrics'), { signal }).then((r) => (r.ok ? r.text() : ''), () => ''),
    ])
    const answer = (await ready.json()) as Answer
    return {
      service, state: answer.status === 'UP' ? 'ready' : 'notReady', logs: followed(answer, gauges(metrics)),
      checks: answer.checks.filter((c) => !c.name.startsWith('following ')).map((c) => ({ name: c.name, up: c.status === 'UP', trouble: c.data?.trouble ? String(c.data.trouble) : null })),
    }
  } catch (silent) {
    if (signal.aborted) {
      throw silent
    }
    return { service, state: 'away', logs: [], checks: [] }
  }
}
