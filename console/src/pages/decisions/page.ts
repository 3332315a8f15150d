import { Checked } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/decisions', name: 'decisions', roles: ['bureau', 'district', 'dispatcher'], nav: { group: 'work', order: 40, icon: Checked }, title: 'decisions.title', component: () => import('./DecisionsPage.vue') },
]
