export interface Spot {
  kind: 'CELL' | 'COMMUNITY' | 'LOCALITY' | 'CITY'
  code: string | null
  name: string
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
  dueAt: string | null
  measures: string | null
  plannedFor: string | null
  completedAt: string | null
  result: string | null
  figure: string | null
}

export const TASKS: Record<TaskStatus, 'info' | 'primary' | 'success' | 'warning'> = { PROPOSED: 'warning', ACCEPTED: 'primary', COMPLETED: 'success', DECLINED: 'info' }
