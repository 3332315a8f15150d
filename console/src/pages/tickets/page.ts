import { Tickets } from '@element-plus/icons-vue'
import type { Role } from '@/app/console'
import type { Page } from '@/app/pages'

const READERS: Role[] = ['unit', 'district', 'bureau', 'supervisor', 'inspector', 'analyst', 'leader', 'admin']

export const pages: Page[] = [
  { path: '/tickets', name: 'tickets', roles: READERS, nav: { group: 'city', order: 50, icon: Tickets }, title: 'tickets.title', component: () => import('./TicketsPage.vue') },
  { path: '/tickets/:id', name: 'ticket', roles: READERS, title: 'tickets.one', component: () => import('./TicketPage.vue') },
]
