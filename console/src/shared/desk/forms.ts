import { ref, shallowRef } from 'vue'
import type { Service } from '@/app/console'
import type { Ask } from './FormDialog.vue'
import type { Came, Command } from './commands'

export interface Formed { title: string; tells?: string; asks: Ask[]; service: Service; path: string; etag?: string | null; body(values: Record<string, any>): unknown }

/** One dialog for the many short commands of a page. @param after what to do when it is a fact, or when the thing has moved on */
export function useForms(run: <T>(command: Command) => Promise<Came<T>>, after: (stale: boolean) => unknown) {
  const form = shallowRef<Formed | null>(null)
  const trouble = ref<string | null>(null)
  let key = ''

  function ask(next: Formed) {
    form.value = next
    trouble.value = null
    key = crypto.randomUUID()
  }

  async function send(values: Record<string, any>) {
    const mine = form.value!
    trouble.value = null
    const came = await run({ service: mine.service, path: mine.path, etag: mine.etag ?? null, body: mine.body(values), what: mine.title, key })
    if (came.how === 'refused' || came.how === 'stale') {
      trouble.value = came.trouble.sentence
      key = crypto.randomUUID()
      if (came.how === 'stale') await after(true)
      return
    }
    form.value = null
    if (came.how === 'done') await after(false)
  }

  return { form, trouble, ask, send, close: () => (form.value = null) }
}
