import { computed, ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark'

const THEME = 'jsjb.theme'
const ELDERLY = 'jsjb.elderly'

function first(): Theme {
  const kept = localStorage.getItem(THEME)
  return kept === 'light' || kept === 'dark' ? kept : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export const theme = ref<Theme>(first())
/** 长者模式: larger type, fewer things beside one another. */
export const elderly = ref(localStorage.getItem(ELDERLY) === 'yes')
export const dark = computed(() => theme.value === 'dark')

export function turn(to: Theme): void {
  theme.value = to
  localStorage.setItem(THEME, to)
}

export function turnElderly(on: boolean): void {
  elderly.value = on
  localStorage.setItem(ELDERLY, on ? 'yes' : 'no')
}

export function dress(): void {
  watchEffect(() => {
    const root = document.documentElement
    root.classList.toggle('dark', dark.value)
    root.classList.toggle('elderly', elderly.value)
  })
}

/** A colour of the theme, for what CSS does not reach (charts): --brand. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
