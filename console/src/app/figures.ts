import { language } from './words'

/** Numbers, rates and times as people write them. Beijing time, whatever the machine's. */
const ZONE = 'Asia/Shanghai'
export const NOTHING = '—'

export function number(value: number | null | undefined, digits = 0): string {
  return value == null || Number.isNaN(value) ? NOTHING
    : new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}

/** 0…1 → 98.76% */
export function rate(value: number | null | undefined): string {
  return value == null ? NOTHING : number(value * 100, 2) + '%'
}

/** 0…1 → 87%, where a hundredth says nothing. */
export function percent(value: number | null | undefined): string {
  return value == null ? NOTHING : number(value * 100) + '%'
}

export function score(value: number | null | undefined): string {
  return number(value, 2)
}

/** +12.30%; the sign is part of what it says. */
export function change(now: number, before: number): string | null {
  if (!before) {
    return null
  }
  const by = ((now - before) / before) * 100
  return (by > 0 ? '+' : by < 0 ? '−' : '') + number(Math.abs(by), 1) + '%'
}

type Moment = string | number | Date

function parts(at: Moment): Record<string, string> {
  const found: Record<string, string> = {}
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
  for (const part of format.formatToParts(new Date(at))) {
    found[part.type] = part.value
  }
  return found
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2026年5月6日 11:22 */
export function time(at: Moment | null | undefined): string {
  if (at == null) {
    return NOTHING
  }
  const p = parts(at)
  return `${day(at)} ${p.hour}:${p.minute}`
}

/** 2026年5月6日 */
export function day(at: Moment | null | undefined): string {
  if (at == null) {
    return NOTHING
  }
  const p = parts(at)
  return language.value === 'zh' ? `${p.year}年${Number(p.month)}月${Number(p.day)}日` : `${Number(p.day)} ${MONTHS[Number(p.month) - 1]} ${p.year}`
}

/** 11:22:33 */
export function clock(at: Moment): string {
  const p = parts(at)
  return `${p.hour}:${p.minute}:${p.second}`
}

/** 2026-05 → 2026年5月 */
export function month(period: string): string {
  const [year, of] = period.split('-')
  return language.value === 'zh' ? `${year}年${Number(of)}月` : `${MONTHS[Number(of) - 1]} ${year}`
}

/** 3.5 分; from two hours on as a span. */
export function minutes(value: number | null | undefined): string {
  return value == null ? NOTHING : value > 120 ? span(value * 60_000) : number(value, 1) + (language.value === 'zh' ? ' 分' : ' min')
}

/** 2小时5分 of a span in milliseconds. */
export function span(millis: number): string {
  const minutes = Math.floor(Math.abs(millis) / 60_000)
  const days = Math.floor(minutes / 1_440)
  const hours = Math.floor((minutes % 1_440) / 60)
  const zh = language.value === 'zh'
  const said = [days ? days + (zh ? '天' : ' d') : '', hours ? hours + (zh ? '小时' : ' h') : '', !days ? (minutes % 60) + (zh ? '分' : ' min') : '']
  return said.filter(Boolean).join(zh ? '' : ' ')
}
