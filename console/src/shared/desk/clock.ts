import { onScopeDispose, ref, type Ref } from 'vue'

let now: Ref<number> | undefined
let users = 0
let timer = 0

/** One ticking clock for all countdowns of a page; it stands still while nobody looks. */
export function useNow(): Ref<number> {
  now ??= ref(Date.now())
  const tick = () => (now!.value = Date.now())
  if (users++ === 0) {
    tick()
    timer = window.setInterval(tick, 1_000)
  }
  onScopeDispose(() => {
    if (--users === 0) window.clearInterval(timer)
  })
  return now
}
