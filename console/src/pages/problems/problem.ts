import type { Basis } from '@/shared/BasisLine.vue'

export interface Rates {
  responseRate: number | null
  resolutionRate: number | null
  satisfactionRate: number | null
  score: number | null
}

export type Counts = Record<string, number>
export type Colour = 'GREEN' | 'YELLOW' | 'RED'

export interface Progress {
  done: number | null
  total: number | null
  rate: number | null
}

export interface Problem extends Rates {
  problemId: string
  themeId: string
  leadUnit: string
  volume: number
  previousVolume: number
  lastYearVolume: number
  tasks: Progress
  policies: Progress
  colour: Colour | null
  counts: Counts
  figure: string
  monthsOverdue?: number | null
  ledgerOpen?: number | null
}

export interface Problems extends Basis {
  items: Problem[]
  total: number
}

export interface Place extends Rates {
  code: string | null
  volume: number
  counts: Counts
  figure: string
}

export interface Drill extends Basis, Problem {
  districts: Place[]
  localities: Place[]
}

/** Change against an earlier volume, 0.12 = 12 % more; nothing to compare with is null. */
export const against = (now: number, before: number): number | null => (before > 0 ? (now - before) / before : null)
