import { LocationInformation } from '@element-plus/icons-vue'
import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/hotspots', name: 'hotspots', roles: ['unit', 'district', 'bureau', 'supervisor', 'inspector', 'analyst', 'leader', 'admin'], nav: { group: 'city', order: 30, icon: LocationInformation }, title: 'hotspots.title', component: () => import('./HotspotsPage.vue') },
]
