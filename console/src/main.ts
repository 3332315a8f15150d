import { createApp } from 'vue'
import App from './app/App.vue'
import { ask } from './app/console'
import { routes } from './app/router'
import { backFromIssuer } from './app/session'
import { dress } from './app/theme'
import { i18n, language, speak, t } from './app/words'
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './app/look.css'

speak(language.value)
dress()
try {
  await ask()
  const back = await backFromIssuer()
  const router = routes()
  createApp(App).use(i18n).use(router).mount('#app')
  if (back) {
    await router.replace(back)
  }
} catch (failed) {
  const said = document.createElement('p')
  said.setAttribute('role', 'alert')
  said.className = 'start-failed'
  said.textContent = t('app.unreachable')
  document.getElementById('app')!.replaceChildren(said)
  console.warn(failed)
}
