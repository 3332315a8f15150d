import { Trophy } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/rankings', name: 'rankings', roles: ['unit', 'district', 'bureau', 'supervisor', 'inspector', 'analyst', 'leader', 'admin'], nav: { group: 'city', order: 20, icon: Trophy }, title: 'rankings.title', component: () => import('./RankingsPage.vue') },
]
