import { Aim, Connection, DocumentChecked, Files, Notebook } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

const roles = ['supervisor', 'inspector'] as const
export const pages: Page[] = [
  { path: '/clues', name: 'clues', roles, nav: { group: 'oversight', order: 10, icon: Aim }, title: 'inspect.title', component: () => import('./CluesPage.vue') },
  { path: '/trace', name: 'trace', roles, nav: { group: 'oversight', order: 11, icon: Connection }, title: 'inspect.tickets', component: () => import('./TracePage.vue') },
  { path: '/ledger', name: 'ledger', roles, nav: { group: 'oversight', order: 12, icon: Notebook }, title: 'inspect.ledger', component: () => import('./LedgerPage.vue') },
  { path: '/orders', name: 'orders', roles: ['supervisor', 'inspector', 'unit', 'district'], nav: { group: 'oversight', order: 13, icon: DocumentChecked }, title: 'inspect.orders', component: () => import('./OrdersPage.vue') },
  { path: '/evidence', name: 'evidence', roles, nav: { group: 'oversight', order: 14, icon: Files }, title: 'inspect.evidence', component: () => import('./EvidencePage.vue') },
]
