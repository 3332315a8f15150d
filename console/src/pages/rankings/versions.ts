/** Versions of a locked period, as analytics-service tells them, and what is different between two of them. */
export interface Version { version: number; hash: string; countedAt: string; by: string | null; cause: string | null; published: boolean }
export interface PeriodOf { period: string; status: string; versions: Version[] }
export interface Row { rank: number | null; unitCode: string; volume: number; score: number | null; counts: Record<string, number> }
export interface Locked { version: number; hash: string; lists: { list: string; items: Row[] }[] }
export interface Differences { same: boolean; liveHash: string; items: { list: string; unitCode: string; locked: Row; live: Row; moved: Record<string, number> }[] }

export interface Moved { unitCode: string; before: Pick<Row, 'rank' | 'score'>; after: Pick<Row, 'rank' | 'score'>; figures: [name: string, by: number][] }

/** Units whose rank, score or any figure is another, the best rank first. */
export function between(before: Row[], after: Row[]): Moved[] {
  const now = new Map(after.map((r) => [r.unitCode, r]))
  return before.flatMap((then) => {
    const there = now.get(then.unitCode)
    if (!there) return []
    const figures = Object.keys({ ...then.counts, ...there.counts }).flatMap((name): [string, number][] => {
      const by = (there.counts[name] ?? 0) - (then.counts[name] ?? 0)
      return by === 0 ? [] : [[name, by]]
    })
    return figures.length === 0 && then.rank === there.rank && then.score === there.score ? [] : [{ unitCode: then.unitCode, before: then, after: there, figures }]
  }).sort((a, b) => (a.after.rank ?? Infinity) - (b.after.rank ?? Infinity))
}
