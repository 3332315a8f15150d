import { Download } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/exports', name: 'exports', roles: ['unit', 'district', 'bureau', 'supervisor', 'inspector', 'analyst', 'leader', 'admin'], nav: { group: 'city', order: 60, icon: Download }, title: 'exports.title', component: () => import('./ExportsPage.vue') },
]
