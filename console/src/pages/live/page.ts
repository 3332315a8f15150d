import { Monitor } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/live', name: 'live', roles: ['unit', 'district', 'bureau', 'supervisor', 'inspector', 'analyst', 'leader', 'admin'], nav: { group: 'city', order: 15, icon: Monitor }, title: 'live.title', component: () => import('./LivePage.vue') },
]
