import type { Component } from 'vue'
import type { Role } from './console'

/** A page says where it is, who may open it and where it stands in the navigation: src/pages/<page>/page.ts exports `pages`. */
export interface Page {
  path: string
  name: string
  /** Nobody named: open to all, without a sign-in. */
  roles?: readonly Role[]
  /** The group of the navigation it stands in; pages without one are reached from others. */
  nav?: { group: 'city' | 'work' | 'oversight' | 'system'; order: number; icon: Component }
  /** Key of its title: unit.title */
  title: string
  component: () => Promise<unknown>
}

const modules = import.meta.glob<{ pages: Page[] }>('../pages/*/page.ts', { eager: true })

export const pages: Page[] = Object.values(modules).flatMap((m) => m.pages)
export const GROUPS = ['work', 'city', 'oversight', 'system'] as const

export function navigation(role: Role | null): { group: (typeof GROUPS)[number]; pages: Page[] }[] {
  return GROUPS.map((group) => ({
    group,
    pages: pages.filter((p) => p.nav?.group === group && role !== null && p.roles?.includes(role)).sort((a, b) => a.nav!.order - b.nav!.order),
  })).filter((g) => g.pages.length > 0)
}

/** The page a role begins its day with. */
export function home(role: Role): string {
  return navigation(role)[0]?.pages[0]?.path ?? '/progress'
}
