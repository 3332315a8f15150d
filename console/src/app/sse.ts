import { onScopeDispose, ref, type Ref } from 'vue'
import { address, type Service } from './console'
import { authorization, Trouble } from './http'
import { parse, type Arrived } from './event'

export type { Arrived }

export interface Following {
  /** connecting → live; waiting while the line is down and will be tried again; refused for good. */
  state: Ref<'connecting' | 'live' | 'waiting' | 'refused'>
  stop(): void
}

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 30_000
/** The services send a heartbeat every fifteen seconds: a silent line is a dead one. */
const SILENT = 45_000

/** Server-sent events by fetch, so that the token goes in a header; resumes with Last-Event-ID. Ends with the component that began it. */
export function follow(service: Service, path: string, arrived: (event: Arrived) => void, lastEventId: string | null = null): Following {
  const state: Following['state'] = ref('connecting')
  const stopped = new AbortController()
  let last = lastEventId
  let wait = FIRST_WAIT

  async function once(): Promise<void> {
    const line = new AbortController()
    const end = () => line.abort()
    stopped.signal.addEventListener('abort', end)
    let silence = setTimeout(end, SILENT)
    try {
      const answer = await fetch(address(service, path), {
        headers: { Accept: 'text/event-stream', ...authorization(), ...(last ? { 'Last-Event-ID': last } : {}) }, signal: line.signal, cache: 'no-store',
      })
      if (!answer.ok || !answer.body) {
        throw new Trouble(answer.status, 'STREAM', '', '')
      }
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      let rest = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) {
          return
        }
        // The head of the answer says nothing yet: only with its first word has the service found the place it tells from.
        state.value = 'live'
        wait = FIRST_WAIT
        clearTimeout(silence)
        silence = setTimeout(end, SILENT)
        rest = (rest + value).replace(/\r\n?/g, '\n')
        for (let cut = rest.indexOf('\n\n'); cut >= 0; cut = rest.indexOf('\n\n')) {
          const event = parse(rest.slice(0, cut))
          rest = rest.slice(cut + 2)
          if (event.id !== null) {
            last = event.id
          }
          if (event.data !== '') {
            arrived(event)
          }
        }
      }
    } finally {
      clearTimeout(silence)
      stopped.signal.removeEventListener('abort', end)
    }
  }

  async function forever(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await once()
      } catch (broken) {
        if (broken instanceof Trouble && broken.status >= 400 && broken.status < 500 && broken.status !== 429) {
          state.value = 'refused'
          return
        }
      }
      if (!stopped.signal.aborted) {
        state.value = 'waiting'
        await new Promise((done) => setTimeout(done, wait))
        wait = Math.min(LONGEST_WAIT, wait * 2)
      }
    }
  }

  void forever()
  const stop = () => stopped.abort()
  onScopeDispose(stop, true)
  return { state, stop }
}
