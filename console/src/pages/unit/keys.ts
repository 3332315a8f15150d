import { onBeforeUnmount, onMounted, ref, watch } from 'vue'

const KEPT = 'jsjb.keys'
/** Single keys can be switched off (WCAG 2.1.4). */
export const keysOn = ref(localStorage.getItem(KEPT) !== 'no')
watch(keysOn, (on) => localStorage.setItem(KEPT, on ? 'yes' : 'no'))

const isTyping = (e: EventTarget | null) => e instanceof HTMLElement && (e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) && !(e instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(e.type)))

/** Keys of a page, while nobody types. @param pressed whether it was one of ours; none is while a dialog of the page is open */
export function useKeys(pressed: (key: string) => boolean): void {
  const listen = (e: KeyboardEvent) => {
    if (!keysOn.value || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || isTyping(e.target)) return
    if (pressed(e.key)) e.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}
