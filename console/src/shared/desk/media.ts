import { onScopeDispose, ref, type Ref } from 'vue'

export function useMediaQuery(query: string): Ref<boolean> {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const changed = () => (matches.value = list.matches)
  list.addEventListener('change', changed)
  onScopeDispose(() => list.removeEventListener('change', changed))
  return matches
}
