import type { Page } from '@/app/pages'

export const pages: Page[] = [
  { path: '/progress', name: 'progress', title: 'claimant.title', component: () => import('./ProgressPage.vue') },
  { path: '/survey/:token', name: 'survey', title: 'claimant.survey', component: () => import('./SurveyPage.vue') },
]
