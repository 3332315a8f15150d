import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'

// The services of a running deploy/up, for `npm run dev`: ANALYTICS=http://127.0.0.1:8084.
const analytics = process.env.ANALYTICS ?? 'http://127.0.0.1:8084'

export default defineConfig({
  // A component of Element Plus is imported with its style where a template names it; nothing else of the library is in the bundle.
  plugins: [vue(), Components({ resolvers: [ElementPlusResolver({ importStyle: 'css' })], dirs: [], dts: false })],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: { target: 'es2022', outDir: 'dist', assetsDir: 'assets', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': analytics } },
  test: { include: ['test/**/*.spec.ts'] },
})
