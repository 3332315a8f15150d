import { Histogram } from '@element-plus/icons-vue'
import type { Role } from '@/app/console'
import type { Page } from '@/app/pages'

const READERS: Role[] = ['unit', 'district', 'bureau', 'supervisor', 'inspector', 'analyst', 'leader', 'admin']

export const pages: Page[] = [
  { path: '/boards', name: 'boards', roles: READERS, nav: { group: 'city', order: 40, icon: Histogram }, title: 'boards.title', component: () => import('./BoardsPage.vue') },
  { path: '/boards/:board', name: 'board', roles: READERS, title: 'boards.title', component: () => import('./BoardPage.vue') },
]
