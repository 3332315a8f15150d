export interface Answer {
  contacted: boolean
  resolved: boolean
  partly: boolean
  satisfaction: 'SATISFIED' | 'BASICALLY_SATISFIED' | 'DISSATISFIED' | null
}

/** A ticket as analytics counts it. */
export interface Ticket {
  complaintId: string
  ticketNo: string | null
  status: string | null
  problemId: string | null
  districtCode: string | null
  localityCode: string | null
  unitCode: string | null
  dueAt: string | null
  channel: string | null
  requestType: string | null
  category: string | null
  receivedAt: string | null
  dispatchedAt: string | null
  signedAt: string | null
  contactedAt: string | null
  repliedAt: string | null
  reportedAt: string | null
  closedAt: string | null
  changedAt: string | null
  round: number
  hops: number
  whistles: number
  firstAnswer: Answer | null
  finalAnswer: Answer | null
  period: string | null
  figures: string[]
  quarantine: string | null
}

export const FINISHED = new Set(['CLOSED', 'WITHDRAWN', 'ANSWERED', 'DIVERTED', 'DECLINED', 'LINKED', 'REPLIED', 'AWAITING_CALLBACK', 'CALLED_BACK'])
