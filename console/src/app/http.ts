import { address, type Service } from './console'
import { leave, session } from './session'
import { language, t } from './words'

/** A "no" of a service (RFC 9457), or that it did not answer; its sentence is for people. */
export class Trouble extends Error {
  constructor(readonly status: number, readonly code: string, private readonly zh: string, private readonly en: string, readonly field: string | null = null) {
    super(code)
  }

  get sentence(): string {
    return this.status === 0 ? t('app.unreachable') : (language.value === 'zh' ? this.zh : this.en) || t('app.failed', { status: this.status })
  }

  get forbidden(): boolean {
    return this.status === 403
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>

export function path(base: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return pairs.length === 0 ? base : base + '?' + pairs.map(([name, value]) => encodeURIComponent(name) + '=' + encodeURIComponent(String(value))).join('&')
}

export function authorization(): Record<string, string> {
  return session.value ? { Authorization: 'Bearer ' + session.value.token } : {}
}

async function trouble(answer: Response): Promise<Trouble> {
  const body = (await answer.json().catch(() => ({}))) as Partial<{ code: string; detail: string; detailEn: string; field: string }>
  if (answer.status === 401 && session.value) {
    leave()
  }
  return new Trouble(answer.status, body.code ?? 'HTTP_' + answer.status, body.detail ?? '', body.detailEn ?? '', body.field ?? null)
}

const pause = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000))

/** An answer may break off in the midst of its body as well: then the service did not answer. */
async function whole<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (broken) {
    if (broken instanceof DOMException && broken.name === 'AbortError') {
      throw broken
    }
    throw new Trouble(0, 'UNREACHABLE', '', '')
  }
}

/** One repetition where the service says when to come back (503 with Retry-After): for questions, and for commands with their key. */
async function send(service: Service, to: string, request: RequestInit, again = true): Promise<Response> {
  const answer = await whole(() => fetch(address(service, to), request))
  const wait = Number(answer.headers.get('Retry-After'))
  if (answer.status === 503 && again && wait > 0 && wait <= 5) {
    await pause(wait)
    return send(service, to, request, false)
  }
  if (!answer.ok) {
    throw await trouble(answer)
  }
  return answer
}

export async function get<T>(service: Service, base: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const answer = await send(service, path(base, query), { headers: { Accept: 'application/json', ...authorization() }, signal: signal ?? null })
  return whole<T>(() => answer.json())
}

/** The same with its ETag: for what a command is to be sent about. */
export async function look<T>(service: Service, base: string, query: Query = {}, signal?: AbortSignal): Promise<{ body: T; etag: string | null }> {
  const answer = await send(service, path(base, query), { headers: { Accept: 'application/json', ...authorization() }, signal: signal ?? null })
  return { body: await whole<T>(() => answer.json()), etag: answer.headers.get('ETag') }
}

const once = new Map<string, Promise<unknown>>()

/** Asked once a session: names, outlines and other things that do not move while one works. */
export function getOnce<T>(service: Service, base: string): Promise<T> {
  const key = service + base
  let found = once.get(key) as Promise<T> | undefined
  if (!found) {
    found = get<T>(service, base).catch((e: unknown) => {
      once.delete(key)
      throw e
    })
    once.set(key, found)
  }
  return found
}

export function forget(): void {
  once.clear()
}

export interface Told<T> {
  /** Null where the answer is empty. With status 202 it is not known yet: read again at `location`. */
  body: T | null
  etag: string | null
  location: string | null
  status: number
}

export interface Telling {
  ifMatch?: string | null
  /** Repeating the command with the same key is the same fact. */
  key?: string
  method?: 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
}

/** A command. */
export async function tell<T>(service: Service, to: string, body: unknown, how: Telling = {}): Promise<Told<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Idempotency-Key': how.key ?? crypto.randomUUID(), ...authorization(), ...how.headers }
  if (how.ifMatch) {
    headers['If-Match'] = how.ifMatch
  }
  const form = body instanceof FormData
  if (body !== undefined && !form && !headers['Content-Type']) {
    headers['Content-Type'] = 'application/json'
  }
  const answer = await send(service, to, { method: how.method ?? 'POST', headers, body: body === undefined ? null : form || typeof body === 'string' || body instanceof Blob ? (body as BodyInit) : JSON.stringify(body) })
  const text = await whole(() => answer.text())
  return { body: text === '' ? null : (JSON.parse(text) as T), etag: answer.headers.get('ETag'), location: answer.headers.get('Location'), status: answer.status }
}

/** A file, saved under the name the service gives it. */
export async function download(service: Service, base: string, query: Query = {}, fallback = 'download'): Promise<void> {
  const answer = await send(service, path(base, query), { headers: authorization() })
  const named = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? /filename="?([^";]+)/i.exec(answer.headers.get('Content-Disposition') ?? '')?.[1]
  const url = URL.createObjectURL(await whole(() => answer.blob()))
  const link = document.createElement('a')
  link.href = url
  link.download = named ? decodeURIComponent(named) : fallback
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A picture or another attachment, as an address that an <img> takes; the caller revokes it. */
export async function blob(service: Service, to: string): Promise<Blob> {
  const answer = await send(service, to, { headers: authorization() })
  return whole(() => answer.blob())
}
