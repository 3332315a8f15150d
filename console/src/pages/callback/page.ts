import { PhoneFilled } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/callback', name: 'callback', roles: ['callback', 'operator'], nav: { group: 'work', order: 30, icon: PhoneFilled }, title: 'callback.title', component: () => import('./CallbackPage.vue') },
]
