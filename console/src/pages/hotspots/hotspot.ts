export interface Spot {
  kind: 'CELL' | 'COMMUNITY' | 'LOCALITY' | 'CITY'
  code: string | null
  name: string
  en: string | null
}

export interface Hotspot {
  id: string
  rule: string
  ruleName: string
  ruleNameEn: string
  status: 'OPEN' | 'CLOSED'
  categoryName: string | null
  categoryEn: string | null
  categoryPath: string[] | null
  spot: Spot
  districtName: string | null
  districtCode: string | null
  unitCode: string | null
  detectedAt: string
  closesOn: string | null
  evidence: { threshold: string; thresholdEn: string }
  tickets: number
  figure: string
  taskStatus: TaskStatus | null
}

export type TaskStatus = 'PROPOSED' | 'ACCEPTED' | 'COMPLETED' | 'DECLINED'

export interface Task {
  id: string
  status: TaskStatus
  title: string
  categoryName: string | null
  unitCode: string | null
  proposedAt: string
  /** The day by which the unit answers; null when it has. */
  answerBy: string | null
  measures: string | null
  plannedFor: string | null
  completedAt: string | null
  result: string | null
  declines: { unitCode: string; reason: string; at: string }[]
  figure: string | null
}

export const TASKS: Record<TaskStatus, 'info' | 'primary' | 'success' | 'warning'> = { PROPOSED: 'warning', ACCEPTED: 'primary', COMPLETED: 'success', DECLINED: 'info' }

/** What the unit that is asked can do with it; the last word of the path. */
export type Act = 'acceptance' | 'decline' | 'completion'
export const ACTS: Record<TaskStatus, readonly Act[]> = { PROPOSED: ['acceptance', 'decline'], ACCEPTED: ['completion'], COMPLETED: [], DECLINED: [] }
