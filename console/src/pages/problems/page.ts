import { DataBoard } from '@element-plus/icons-vue'
import type { Role } from '@/app/console'
import type { Page } from '@/app/pages'

const READERS: Role[] = ['unit', 'district', 'bureau', 'supervisor', 'inspector', 'analyst', 'leader', 'admin']

export const pages: Page[] = [
  { path: '/problems', name: 'problems', roles: READERS, nav: { group: 'city', order: 10, icon: DataBoard }, title: 'problems.title', component: () => import('./ProblemsPage.vue') },
  { path: '/problems/:id', name: 'problem', roles: READERS, title: 'problems.title', component: () => import('./ProblemPage.vue') },
]
