import { ref } from 'vue'
import { tell, Trouble, type Told } from '@/app/http'
import type { Service } from '@/app/console'
import { t } from '@/app/words'

export interface Notice { tone: 'good' | 'warn' | 'bad'; text: string }
/** @param shown reads what the page shows anew: only then is it said to be done, and the next key is about what is seen */
export interface Command { service: Service; path: string; body: unknown; what: string; etag?: string | null; key?: string; method?: 'POST' | 'PUT'; shown?: () => Promise<unknown> }
export type Came<T> = { how: 'done'; told: Told<T> } | { how: 'refused'; trouble: Trouble } | { how: 'stale'; trouble: Trouble } | { how: 'unknown' }

const AGAIN = [1_000, 2_000, 3_000, 5_000, 8_000]

/**
 * Sends commands as the services want them: with a key, so that a repetition is the same fact, and with the head that was seen. A 202 is
 * never shown as a success: the same command is asked again with the same key until it is known.
 */
export function useCommands() {
  const notice = ref<Notice | null>(null)
  const busy = ref(false)

  async function run<T>(command: Command): Promise<Came<T>> {
    const key = command.key ?? crypto.randomUUID()
    const what = command.what
    busy.value = true
    notice.value = null
    try {
      const how = { key, ifMatch: command.etag ?? null, method: command.method ?? ('POST' as const) }
      let told = await tell<T>(command.service, command.path, command.body, how)
      for (const wait of AGAIN) {
        if (told.status !== 202) break
        notice.value = { tone: 'warn', text: t('unit.pending', { what }) }
        await new Promise((done) => setTimeout(done, wait))
        told = await tell<T>(command.service, command.path, command.body, how)
      }
      if (told.status === 202) {
        notice.value = { tone: 'warn', text: t('unit.pendingStill', { what }) }
        return { how: 'unknown' }
      }
      await command.shown?.()
      notice.value = { tone: 'good', text: t('unit.done', { what }) }
      return { how: 'done', told }
    } catch (failed) {
      const trouble = failed instanceof Trouble ? failed : new Trouble(0, 'UNREACHABLE', '', '')
      const stale = trouble.status === 412
      notice.value = { tone: 'bad', text: stale ? `${trouble.sentence} ${t('unit.reloaded')}` : trouble.sentence }
      return { how: stale ? 'stale' : 'refused', trouble }
    } finally {
      busy.value = false
    }
  }

  return { notice, busy, run, say: (said: Notice | null) => (notice.value = said) }
}
