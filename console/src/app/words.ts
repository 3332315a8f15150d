import { createI18n } from 'vue-i18n'
import { computed } from 'vue'

export type Language = 'zh' | 'en'
type Words = { [key: string]: string | Words }

/** One module a page: src/words/unit.ts exports { zh, en }; its words are unit.… */
const modules = import.meta.glob<{ zh: Words; en: Words }>('../words/*.ts', { eager: true })

const messages: Record<Language, Record<string, Words>> = { zh: {}, en: {} }
for (const [file, module] of Object.entries(modules)) {
  const page = file.replace(/^.*\/|\.ts$/g, '')
  messages.zh[page] = module.zh
  messages.en[page] = module.en
}

const KEPT = 'jsjb.language'

function first(): Language {
  const kept = localStorage.getItem(KEPT)
  return kept === 'zh' || kept === 'en' ? kept : 'zh'
}

export const i18n = createI18n({ legacy: false, locale: first(), fallbackLocale: 'zh', messages: messages as never, missingWarn: false, fallbackWarn: false })

export const language = computed<Language>(() => i18n.global.locale.value as Language)

export function speak(chosen: Language): void {
  i18n.global.locale.value = chosen as never
  localStorage.setItem(KEPT, chosen)
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
}

// The keys are checked by a test (test/words.spec.ts); the library's own types of them are too deep for the compiler.
const global = i18n.global as unknown as { t(key: string, values: Record<string, unknown>): string; te(key: string): boolean }

export function t(key: string, values: Record<string, unknown> = {}): string {
  return global.t(key, values)
}

/** Whether there are words for this key: for codes whose names are ours, such as the name of a figure. */
export function has(key: string): boolean {
  return global.te(key)
}

/** The name in the chosen language; the Chinese one where there is no other. */
export function called(named: { name: string | null; en?: string | null } | undefined | null): string {
  if (!named) {
    return ''
  }
  return (language.value === 'en' ? named.en || named.name : named.name) ?? ''
}
