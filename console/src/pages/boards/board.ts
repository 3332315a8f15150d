/** A board said as data: what to ask, and how its answer is laid out. The names of columns are the names in the answer. */
export type Cell = 'text' | 'number' | 'rate' | 'score' | 'change' | 'decimal' | 'minutes' | 'time' | 'day' | 'yes' | 'unit' | 'district' | 'month' | 'stage' | 'class' | 'figure' | 'gain' | 'status' | 'ticket' | 'year' | 'days'
export type Row = Record<string, unknown>

export interface Column {
  /** Path in the row: rates.score */
  of: string
  as: Cell
  /** Name of the figure it opens, where that is not the name of the number. */
  opens?: string
}

export interface Section {
  key: string
  kind: 'tiles' | 'table' | 'lines' | 'bars'
  /** Path in the answer; empty is the answer itself. */
  rows: string
  columns: Column[]
  /** What heads a row, or the axis of a chart. */
  head?: Column
  wide?: boolean
}

export interface Board {
  key: string
  path: string
  by: 'period' | 'day' | 'year' | 'none'
  unit?: 'any' | 'locality'
  sections: Section[]
  /** Name of its export, where that is not its own. */
  exported?: string
  /** Answered in pages of so many, with a total. */
  pages?: number
}

/** "received:figure score:score volume:figure>received" */
function columns(text: string): Column[] {
  return text.split(' ').filter(Boolean).map((word) => {
    const [of, rest = 'text'] = word.split(':') as [string, string?]
    const [as, opens] = rest.split('>') as [Cell, string?]
    return opens ? { of, as, opens } : { of, as }
  })
}

function section(key: string, kind: Section['kind'], rows: string, shown: string, head = '', wide = false): Section {
  const first = columns(head)[0]
  return { key, kind, rows, columns: columns(shown), ...(first ? { head: first } : {}), wide }
}

const RATES = 'responseRate:rate resolutionRate:rate satisfactionRate:rate score:score'
const WHISTLE = 'whistles:figure summoned:figure acknowledgedInTime:figure acknowledgedLate:figure reportedInTime:figure reportedLate:figure missed:figure refused:figure rating:decimal'

export const BOARDS: Board[] = [
  { key: 'daily', path: '/api/boards/daily', by: 'day', sections: [
    section('total', 'tiles', '', 'volume:figure>received previousVolume:number change:change'),
    section('answers', 'tiles', 'answers', 'valid:figure resolved:figure dissatisfied:figure ' + RATES),
    section('categories', 'table', 'categories', 'received:figure share:rate', 'name:text'),
    section('enterprises', 'table', 'enterprises', 'received:figure', 'name:text'),
    section('top', 'table', 'top', 'received:figure valid:figure ' + RATES, 'name:text', true),
    section('bottom', 'table', 'bottom', 'received:figure valid:figure ' + RATES, 'name:text', true),
  ] },
  { key: 'urgent', path: '/api/boards/urgent', by: 'day', sections: [
    section('classes', 'table', 'classes', 'volume:figure>received previousVolume:number change:change completed:figure valid:figure ' + RATES, 'name:text', true),
    section('items', 'table', 'classes.*.items', 'categoryName:text status:stage unitName:text localityName:text receivedAt:time dueAt:time overdue:yes', 'ticketNo:ticket', true),
  ] },
  { key: 'units', path: '/api/boards/units/{code}', by: 'period', unit: 'any', exported: 'unit', sections: [
    section('card', 'tiles', '', 'rank:number rankGain:gain volume:figure>received ' + RATES),
    section('counts', 'tiles', 'counts', 'completed:figure valid:figure contacted:figure resolved:figure satisfied:figure basically:figure dissatisfied:figure overdueFeedback:figure'),
    section('months', 'lines', 'months', 'responseRate:rate resolutionRate:rate satisfactionRate:rate', 'period:month'),
    section('volumes', 'bars', 'months', 'volume:number', 'period:month'),
    section('objections', 'tiles', 'objections', 'raised:figure upheld:figure rejected:figure open:figure late:figure'),
    section('whistles', 'tiles', 'whistles', 'whistles:figure summoned:figure reportedInTime:figure missed:figure refused:figure rating:decimal'),
    section('units', 'table', 'units', 'rank:number volume:figure>received ' + RATES, 'name:text', true),
  ] },
  { key: 'classes', path: '/api/boards/classes', by: 'period', sections: [
    section('classes', 'table', 'items.*.items', 'unitCode:district class:class rank:number rankGain:gain volume:figure>received score:score monthsInClass:number', 'name:text', true),
  ] },
  { key: 'localities', path: '/api/boards/localities/{code}', by: 'none', unit: 'locality', exported: 'locality-history', sections: [
    section('years', 'table', 'years', 'volume:figure>received rank:number ranked:number ' + RATES, 'year:year', true),
    section('rank', 'lines', 'months', 'rank:number', 'period:month'),
    section('volumes', 'bars', 'months', 'volume:number', 'period:month'),
  ] },
  { key: 'population', path: '/api/boards/population', by: 'period', sections: [
    section('city', 'tiles', 'city', 'volume:number population:number per10k:decimal'),
    section('per10k', 'bars', 'items', 'per10k:decimal', 'name:text', true),
    section('items', 'table', 'items', 'rank:number volume:figure>received population:number per10k:decimal lastYearVolume:number lastYearPer10k:decimal', 'name:text', true),
  ] },
  { key: 'livelihood', path: '/api/boards/livelihood', by: 'period', sections: [
    section('index', 'tiles', '', 'index:score lastYearIndex:score'),
    section('scores', 'bars', 'items', 'score:score', 'name:text', true),
    section('items', 'table', 'items', 'volume:figure>received lastYearVolume:number change:change ' + RATES, 'name:text', true),
  ] },
  { key: 'dispatching', path: '/api/boards/dispatching', by: 'period', sections: [
    section('total', 'tiles', '', 'dispatched:figure firstTimeRight:figure firstTimeRightRate:rate redirected:figure'),
    section('minutes', 'tiles', 'minutes', 'p50:minutes p90:minutes p95:minutes p99:minutes max:minutes within6:number within6Rate:rate'),
    section('objections', 'tiles', 'objections', 'raised:figure upheld:figure rejected:figure open:figure late:figure'),
    section('hops', 'table', 'hops', 'tickets:number', 'hops:text'),
    section('gaps', 'table', 'gaps.categories', 'tickets:figure>gaps', 'name:text'),
    section('units', 'table', 'units', 'raised:figure upheld:figure rejected:figure open:figure late:figure upheldRate:rate', 'name:text', true),
  ] },
  { key: 'whistles', path: '/api/boards/whistles', by: 'period', sections: [
    section('total', 'tiles', 'total', 'whistles:figure rate:rate ' + WHISTLE.replace('whistles:figure ', '') + ' solved:figure unsolved:figure open:figure'),
    section('grounds', 'table', 'grounds', WHISTLE, 'name:text', true),
    section('districts', 'table', 'districts', 'rate:rate withinBand:yes ' + WHISTLE, 'name:text', true),
    section('localities', 'table', 'localities', 'rate:rate withinBand:yes ' + WHISTLE, 'name:text', true),
    section('departments', 'table', 'departments', WHISTLE.replace('whistles:figure ', ''), 'name:text', true),
  ] },
  { key: 'ledger', path: '/api/boards/ledger', by: 'period', sections: [
    section('entries', 'tiles', 'entries', 'total:figure open:figure goalReported:figure overdue:figure cleared:figure returned:figure'),
    section('deferrals', 'tiles', 'deferrals', 'requested:figure awaiting:figure refused:figure inForce:figure cleared:figure expired:figure dueIn30Days:figure'),
    section('ages', 'table', 'ages', 'open:number', 'from:days'),
    section('items', 'table', 'items', 'ownerName:text status:status openedAt:day dueAt:day ageDays:number overdue:yes tickets:figure', 'title:text', true),
    section('owners', 'table', 'owners', 'total:figure open:figure overdue:figure cleared:figure returned:figure', 'name:text'),
    section('reasons', 'table', 'deferrals.reasons', 'requested:figure awaiting:figure inForce:figure cleared:figure expired:figure', 'name:text'),
    section('deferring', 'table', 'deferrals.units', 'requested:figure awaiting:figure refused:figure inForce:figure cleared:figure expired:figure', 'name:text', true),
    section('reentry', 'tiles', 'deferrals.reentry', 'kept:figure broken:figure valid:figure ' + RATES),
  ] },
  { key: 'enterprises', path: '/api/boards/enterprises', by: 'period', pages: 50, sections: [
    section('items', 'table', 'items', 'mainCategoryName:text tickets:figure previous:number valid:figure resolved:figure ' + RATES + ' interviews:figure sanctions:figure watch:yes', 'name:text', true),
  ] },
  { key: 'knowledge', path: '/api/boards/knowledge', by: 'period', sections: [
    section('total', 'tiles', '', 'inquiries:figure answered:figure unanswered:figure answeredRate:rate'),
    section('questions', 'table', 'questions', 'unanswered:figure', 'name:text'),
    section('owners', 'table', 'owners', 'items:number stale:number', 'name:text'),
    section('items', 'table', 'items', 'unitName:text version:text validFrom:day ageDays:number stale:yes answers:figure', 'title:text', true),
  ] },
  { key: 'annual', path: '/api/boards/annual', by: 'year', sections: [
    section('total', 'tiles', '', 'volume:figure>received lastYearVolume:number change:change ' + RATES),
    section('volumes', 'bars', 'months', 'volume:number', 'period:month'),
    section('months', 'lines', 'months', 'responseRate:rate resolutionRate:rate satisfactionRate:rate', 'period:month'),
    section('districts', 'table', 'districts', 'rank:number volume:figure>received lastYearVolume:number change:change per10k:decimal ' + RATES, 'name:text', true),
    section('categories', 'table', 'categories', 'volume:figure>received share:rate change:change ' + RATES, 'name:text', true),
    section('subjects', 'table', 'subjects', 'volume:figure>received share:rate change:change ' + RATES, 'name:text', true),
    section('problems', 'table', 'problems', 'volume:figure>received lastYearVolume:number change:change ' + RATES, 'name:text', true),
    section('channels', 'table', 'channels', 'volume:figure>received share:rate', 'name:text'),
  ] },
]

/** A path in an answer; `a.*.b` is every b of every a, with the words of a about itself beside them. */
export function at(answer: unknown, path: string): unknown {
  if (path === '') {
    return answer
  }
  const star = path.indexOf('.*.')
  if (star >= 0) {
    const outer = at(answer, path.slice(0, star))
    return Array.isArray(outer) ? outer.flatMap((one: Row) => ((at(one, path.slice(star + 3)) as Row[] | undefined) ?? []).map((row) => ({ class: one.class, ...row }))) : []
  }
  return path.split('.').reduce<unknown>((value, name) => (value == null ? undefined : (value as Row)[name]), answer)
}

export function rowsOf(section: Section, answer: unknown): Row[] {
  const found = at(answer, section.rows)
  const rows = Array.isArray(found) ? (found as Row[]) : found == null ? [] : [found as Row]
  // A year before there were tickets says nothing.
  return section.head?.as === 'year' ? rows.filter((row) => Number(row.volume) > 0) : rows
}

/** The name of a row in the language of the page: nameEn or en beside name. */
export function headOf(section: Section, row: Row): { name: string | null; en: string | null } {
  const of = section.head?.of ?? 'name'
  return { name: row[of] == null ? null : String(row[of]), en: (row[of + 'En'] ?? (of === 'name' ? row.en : null) ?? null) as string | null }
}
