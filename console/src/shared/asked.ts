import { onScopeDispose, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue'
import { Trouble } from '@/app/http'

/** A question to a service: its answer, or why there is none. After a failure the last answer stays, marked stale. */
export interface Asked<T> {
  data: Ref<T | null>
  loading: Ref<boolean>
  trouble: Ref<Trouble | null>
  /** When the answer that is shown came. */
  at: Ref<number | null>
  again(): Promise<void>
}

/**
 * @param on asks again when one of these changes, and then forgets the old answer
 * @param every asks again after so many milliseconds, while the page is looked at
 */
export function useAsked<T>(question: (signal: AbortSignal) => Promise<T>, on: WatchSource[] = [], every = 0): Asked<T> {
  const data = shallowRef<T | null>(null)
  const loading = ref(false)
  const trouble = shallowRef<Trouble | null>(null)
  const at = ref<number | null>(null)
  let running: AbortController | null = null

  async function again(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    try {
      const answer = await question(mine.signal)
      if (running === mine) {
        data.value = answer
        at.value = Date.now()
        trouble.value = null
      }
    } catch (failed) {
      if (running === mine && !(failed instanceof DOMException)) {
        trouble.value = failed instanceof Trouble ? failed : new Trouble(0, 'UNREACHABLE', '', '')
        if (!(failed instanceof Trouble)) {
          console.error(failed)
        }
      }
    } finally {
      if (running === mine) {
        loading.value = false
      }
    }
  }

  if (on.length) {
    watch(on, () => {
      data.value = null
      at.value = null
      void again()
    })
  }
  if (every > 0) {
    const timer = setInterval(() => {
      if (!document.hidden && !loading.value) {
        void again()
      }
    }, every)
    onScopeDispose(() => clearInterval(timer))
  }
  onScopeDispose(() => running?.abort())
  void again()
  return { data: data as Ref<T | null>, loading, trouble, at, again }
}
