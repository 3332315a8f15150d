import { computed, ref } from 'vue'
import { here, ROLES, type Role } from './console'
import { forget as forgetAnswers } from './http'

/** Who sits before the page. The token lives as long as the tab. */
export interface Session {
  token: string
  role: Role
  unit: string | null
  user: string
  expiresAt: number
}

const KEPT = 'jsjb.session'

function kept(): Session | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Session | null
    return found && found.expiresAt > Date.now() ? found : null
  } catch {
    return null
  }
}

export const session = ref<Session | null>(kept())
export const role = computed<Role | null>(() => session.value?.role ?? null)

export function may(roles: readonly Role[] | undefined): boolean {
  return !roles || (role.value !== null && roles.includes(role.value))
}

/** Takes a token of any issuer: what it says of role, unit and name is for showing; the services check it. */
export function enter(token: string): Session {
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)))) as Record<string, unknown>
  const groups = (claims.groups ?? (claims.realm_access as { roles?: string[] } | undefined)?.roles ?? []) as string[]
  const found = ROLES.find((r) => groups.includes(r))
  if (!found) {
    throw new NoRole()
  }
  const entered: Session = {
    token, role: found, unit: (claims.unit as string | undefined) ?? null,
    user: String(claims.upn ?? claims.preferred_username ?? claims.sub ?? found), expiresAt: Number(claims.exp) * 1000,
  }
  session.value = entered
  sessionStorage.setItem(KEPT, JSON.stringify(entered))
  forgetAnswers()
  return entered
}

export class NoRole extends Error {}

export function leave(): void {
  session.value = null
  sessionStorage.removeItem(KEPT)
  forgetAnswers()
}

async function manager() {
  const oidc = here().signIn.oidc!
  const { UserManager, WebStorageStateStore } = await import('oidc-client-ts')
  const home = location.origin + location.pathname
  return new UserManager({
    authority: oidc.authority, client_id: oidc.clientId, scope: oidc.scope, redirect_uri: home, post_logout_redirect_uri: home, response_type: 'code',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
  })
}

export async function goToIssuer(back: string): Promise<void> {
  await (await manager()).signinRedirect({ state: back })
}

/** Back from the issuer with a code? Then where to go on, else null. */
export async function backFromIssuer(): Promise<string | null> {
  const query = new URLSearchParams(location.search)
  if (!here().signIn.oidc || !query.has('state') || !(query.has('code') || query.has('error'))) {
    return null
  }
  try {
    const user = await (await manager()).signinRedirectCallback()
    enter(user.access_token)
    return typeof user.state === 'string' ? user.state : '/'
  } finally {
    history.replaceState(null, '', location.pathname)
  }
}
