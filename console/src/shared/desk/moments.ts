/** Times of forms: Beijing's, whatever the machine's zone. */
const BEIJING = '+08:00'
const OFFSET = 8 * 3_600_000

/** 2026-05-06T11:22 for an <input type="datetime-local">. */
export const toInput = (at: number | string | Date) => new Date(new Date(at).getTime() + OFFSET).toISOString().slice(0, 16)

/** What such an input holds, as RFC 3339; null when it is empty. */
export const fromInput = (value: string) => (value ? `${value.length === 10 ? value + 'T18:00' : value}:00${BEIJING}` : null)

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export type Urgency = 'late' | 'warn' | 'calm' | 'none'

/** Late, or four fifths of the time used (the limit of the services' own warning). */
export function urgency(dueAt: string | null, from: string | null, now: number): Urgency {
  if (!dueAt) return 'none'
  const due = new Date(dueAt).getTime()
  if (due <= now) return 'late'
  const begin = from ? new Date(from).getTime() : due - DAY
  return now >= begin + 0.8 * (due - begin) ? 'warn' : 'calm'
}
