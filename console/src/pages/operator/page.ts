import { Phone, List } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/operator', name: 'operator', roles: ['operator'], nav: { group: 'work', order: 20, icon: Phone }, title: 'operator.title', component: () => import('./OperatorPage.vue') },
  { path: '/operator-queue', name: 'operator-queue', roles: ['operator', 'dispatcher'], nav: { group: 'work', order: 21, icon: List }, title: 'operator.queue', component: () => import('./QueuePage.vue') },
]
