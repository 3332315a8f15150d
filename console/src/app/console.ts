/** Where the services are and how people sign in; asked once, before anything else. */
export type Service = 'intake' | 'dispatch' | 'supervision' | 'analytics'

export interface Console {
  services: Record<Service, string>
  signIn: { local: boolean; roles: Role[]; oidc: { authority: string; clientId: string; scope: string } | null }
  /** The running period, 2026-05. */
  period: string
  /** The period to begin with: the running one, or in its first days, when it says little yet, the one before. */
  shown: string
}

export const ROLES = ['leader', 'analyst', 'bureau', 'supervisor', 'inspector', 'district', 'unit', 'operator', 'dispatcher', 'callback', 'admin'] as const
export type Role = (typeof ROLES)[number]

let known: Console | undefined

export async function ask(): Promise<Console> {
  const answer = await fetch('/api/public/console')
  if (!answer.ok) {
    throw new Error('the console is not there: ' + answer.status)
  }
  known = (await answer.json()) as Console
  return known
}

export function here(): Console {
  if (!known) {
    throw new Error('asked before the start')
  }
  return known
}

/** Full address of a path of a service; ":8081" is that port of the host this page came from. */
export function address(service: Service, path: string): string {
  const base = here().services[service]
  return (base.startsWith(':') ? `${location.protocol}//${location.hostname}${base}` : base.replace(/\/$/, '')) + path
}
