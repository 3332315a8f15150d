import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import { learn } from './names'
import { home, pages } from './pages'
import { may, session } from './session'
import { t } from './words'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    open: boolean
  }
}

export function routes() {
  const all: RouteRecordRaw[] = pages.map((page) => ({
    path: page.path, name: page.name, component: page.component as RouteRecordRaw['component'] & {},
    meta: { title: page.title, open: !page.roles },
  }))
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', name: 'home', redirect: () => (session.value ? home(session.value.role) : '/sign-in') },
      ...all,
      { path: '/not-allowed', name: 'not-allowed', component: () => import('@/shared/DeadEnd.vue'), props: { why: 'notAllowed' }, meta: { title: 'app.notAllowed', open: true } },
      { path: '/:rest(.*)*', name: 'not-found', component: () => import('@/shared/DeadEnd.vue'), props: { why: 'notFound' }, meta: { title: 'app.notFound', open: true } },
    ],
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
  })
  router.beforeEach(async (to) => {
    if (to.meta.open) {
      return true
    }
    if (!session.value) {
      return { name: 'sign-in', query: { to: to.fullPath } }
    }
    if (!may(pages.find((p) => p.name === to.name)?.roles)) {
      return { name: 'not-allowed', replace: true }
    }
    await learn().catch(() => undefined)
    return true
  })
  router.afterEach((to) => {
    document.title = (to.meta.title ? t(to.meta.title) + ' · ' : '') + t('app.name')
  })
  return router
}
