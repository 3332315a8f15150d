import type { Page } from '@/app/pages'

export const pages: Page[] = [{ path: '/sign-in', name: 'sign-in', title: 'signIn.title', component: () => import('./SignIn.vue') }]
