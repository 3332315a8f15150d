import { onBeforeUnmount, onMounted, ref, watch } from 'vue'

const KEPT = 'jsjb.keys'
/** Single keys can be switched off (WCAG 2.1.4). */
export const keysOn = ref(localStorage.getItem(KEPT) !== 'no')
watch(keysOn, (on) => localStorage.setItem(KEPT, on ? 'yes' : 'no'))

const isTyping = (e: EventTarget | null) => e instanceof HTMLElement && (e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) && !(e instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(e.type)))

/** Keys of a page, while nobody types and no dialog is open. @param pressed whether it was one of ours */
export function useKeys(pressed: (key: string) => boolean): void {
  const listen = (e: KeyboardEvent) => {
    if (!keysOn.value || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || isTyping(e.target) || document.querySelector('.el-overlay:not([style*="display: none"]) [role=dialog]')) return
    if (pressed(e.key)) e.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}
