import { Tickets } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/unit', name: 'unit', roles: ['unit', 'district'], nav: { group: 'work', order: 10, icon: Tickets }, title: 'unit.title', component: () => import('./UnitPage.vue') },
]
