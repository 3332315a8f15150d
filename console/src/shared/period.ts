import { ref, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { watch } from 'vue'
import { here } from '@/app/console'

/** The period of the address (?period=2026-05), so that a page can be sent to somebody; without it the one to begin with. */
export function usePeriod(): Ref<string> {
  const route = useRoute()
  const router = useRouter()
  const period = ref(typeof route.query.period === 'string' ? route.query.period : here().shown)
  watch(period, (chosen) => void router.replace({ query: { ...route.query, period: chosen } }))
  return period
}
