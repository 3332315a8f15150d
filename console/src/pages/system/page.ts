import { Setting } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/system', name: 'system', roles: ['admin'], nav: { group: 'system', order: 10, icon: Setting }, title: 'system.title', component: () => import('./SystemPage.vue') },
]
