/** What the services answer, as far as the working pages use it. Times are RFC 3339 in UTC. */
export type Time = string

export interface Name { code: string; name: string; en: string | null }
export interface UnitName extends Name { kind: UnitKind; parent: string | null; districtCode: string | null; active: boolean }
export type UnitKind = 'CITY_DEPARTMENT' | 'DISTRICT_DEPARTMENT' | 'UTILITY' | 'DISTRICT' | 'LOCALITY' | 'ZONE'
export interface Names {
  version: string; units: UnitName[]; categories: Name[]; problems: Name[]; channels: Name[]; stages: Name[]; deferralReasons: Name[]; exclusionReasons: Name[]
}
export interface List<T> { items: T[]; total: number }

export interface Place { address: string | null; districtCode: string | null; localityCode: string | null; communityCode: string | null; lon: number | null; lat: number | null }
export interface Attendance { acknowledgedAt: Time | null; reportedAt: Time | null; missed: boolean; refused: boolean; released: boolean; rating: number | null }
export interface WhistleTask { number: number; department: string; what: string; dueAt: Time | null; doneAt: Time | null }
export interface Whistle {
  number: number; ground: string; matter: string; by: string; acknowledgeBy: Time | null; reportBy: Time | null
  departments: Record<string, Attendance>; tasks: WhistleTask[]; closed: boolean; reviewed: boolean
  /** Of several localities; null for an ordinary whistle. */
  sides: { localities: string[]; signed?: string[]; lead?: string } | null
}
export interface Objection { number: number; unit: string; suggestedUnit: string; decideBy: Time | null; open: boolean; late: boolean }
export interface Part {
  number: number; kind: 'CO_HANDLING' | 'DUAL_OFFICE' | 'DUAL_COMMUNITY' | 'SUB'; unit: string; name: string | null; matter: string; askedBy: string; dueAt: Time | null
  signedAt: Time | null; stagedAt: Time | null; deliveredAt: Time | null; late: boolean; released: boolean
}
export interface Pause { number: number; used: number; from: Time; until: Time; open: boolean }
export interface Deferral { number: number; status: 'REQUESTED' | 'ENDORSED' | 'REFUSED' | 'APPROVED' | 'EXPIRED' | 'CLEARED'; unit: string; reason: string; promisedBy: Time; milestones: { what: string; by: Time; reportedAt: Time | null }[] }
export interface Consultation { number: number; kind: 'BEFORE_DISPATCH' | 'ON_SITE'; participants: string[]; at: Time; open: boolean }
/** What is owed until a day: a missing item, or an obligation. */
export interface Owed { number: number; what: string; owner: string; dueAt: Time; doneAt: Time | null; failed: boolean }
/** 无错优先; a part that is not there yet is left out. */
export interface NoFault {
  separation?: { innocent: string[]; waiting: string[]; barred: string[]; tracks: { number: number; wrongdoer: string; unit: string; concluded: boolean }[] }
  tolerances?: { number: number; items: Owed[] }[]; commitments?: { number: number; issuer: string; covered: number; obligations: Owed[] }[]
}
export interface SpecialCase { by: string; members: string[]; headcount: number; risk: 'LOW' | 'MEDIUM' | 'HIGH'; taskForce: string[]; speaker: string; rhythm: 'HOURLY' | 'DAILY'; reportBy: Time; missed: boolean; closed: boolean }
/** What of the evidence still asks for something; what is empty is left out. */
export interface Evidence { appointments?: { number: number; at: Time; place: string; kept: boolean }[]; escalations?: { number: number; to: string; decided: boolean }[]; mediation?: 'HELD' | 'SETTLED' | 'CONFIRMED' }
/** A ticket as its unit sees it (dispatch-service). */
export interface Order {
  complaintId: string; ticketNo: string; status: string; statusName: string; problemId: string | null; category: string | null; categoryName: string | null
  localityCode: string | null; unitCode: string | null; unitName: string | null; dueAt: Time | null; grade: string | null; title: string | null; content: string | null
  place: Place | null; confidential: boolean; reportedParty: string | null; round: number | null; hop: number | null
  dispatchedAt: Time | null; signBy: Time | null; contactBy: Time | null; signedAt: Time | null; contactedAt: Time | null; copyTo: string[]; overdue: boolean
  whistles: Whistle[]; objections: Objection[]; duty: { parts: Part[]; consultations: Consultation[]; holders: string[] } | null; pause: Pause | null; deferral: Deferral | null
  noFault: NoFault | null; specialCase: SpecialCase | null; evidence: Evidence | null
}
export interface Orders extends List<Order> { page: number; size: number; counts: Record<string, number>; overdue: number; warn: number }
export interface Template { id: string; version: string; title: string; titleEn: string; outcomes: string[]; text: string }
export interface BulkAnswer { items: { complaintId: string; status: number; problem?: { detail: string; detailEn: string } }[]; total: number; done: number }

export interface Attachment { name: string; mediaType: string; size: number; sha256: string }
/** A complaint as the hotline sees it (intake-service). */
export interface Complaint {
  complaintId: string; ticketNo: string; status: string; statusName: string; channel: string; requestType: string | null; title: string | null; content: string | null
  attachments: Attachment[] | null; claimant: { anonymous: boolean; confidential: boolean; erased: boolean; name: string | null; phone: string | null }
  category: string | null; problemId: string | null; grade: string | null; classification: Classification | null; place: Place; districtCode: string | null; localityCode: string | null
  unitCode: string | null; dueAt: Time | null; receivedAt: Time; reportedParty: string | null; urges: number; supplements: { at: Time; text: string | null }[]; replies: { at: Time; unit: string; text: string }[]
  waiting: { doubts: Doubt[]; candidates: string[]; since: Time } | null; calls: { monthCount: number; yearCount: number } | null
}
export interface ComplaintItem {
  complaintId: string; ticketNo: string; status: string; channel: string; requestType: string | null; title: string | null; category: string | null; grade: string | null
  districtCode: string | null; localityCode: string | null; unitCode: string | null; confidential: boolean; receivedAt: Time
}
export type Doubt = 'CLASSIFICATION' | 'PLACE'
export interface Classification { category: string; problemId: string | null; grade: string; confidence: number; words: string[]; version: string }
export interface Question { code: string; name: string; en: string; type: 'STRING' | 'NUMBER' | 'DATETIME' | 'TEXT' | 'SINGLEVALUELIST' | 'MULTIVALUELIST'; required: boolean; hint: string | null; values: { key: string; name: string; en: string }[] }
export interface Disposition { test: string; outcome: 'DIVERSION' | 'REFUSAL' | 'ANSWER' | 'DISPATCH'; code: string | null; words: string[]; advice: string | null; adviceEn: string | null }
export interface Duplicate { complaintId: string; ticketNo: string; status: string; title: string | null; similarity: number; sameMatter: boolean; why: string[]; receivedAt: Time }
export interface Proposal {
  requestType: string; classification: Classification; location: { place: Place; confidence: number; candidates: string[]; words: string[] }; doubts: Doubt[]
  questions: Question[]; disposition: Disposition[]; duplicates: Duplicate[]
}
export interface Claimant { complaintId: string; anonymous: boolean; confidential: boolean; name: string | null; phone: string | null; email: string | null; title: string | null; content: string | null }

export interface Answers { contacted: boolean; resolved: boolean; partly: boolean; satisfaction: string; channel: string; at: Time }
/** A ticket as supervision sees it. */
export interface Overseen {
  complaintId: string; ticketNo: string; status: string; statusText: string; category: string | null; problemId: string | null; localityCode: string | null; unitCode: string | null
  dueAt: Time | null; round: number; callbackBy: Time | null; claimant: { anonymous: boolean; confidential: boolean; onFile: boolean }
  rounds: { round: number; attempts: number; lastAttempt: string | null; lastAttemptAt: Time | null; answers: Answers | null }[]
  last: Answers | null; exclusions: { number: number; status: string; unit: string; reason: string; fromRates: boolean; fromVolume: boolean }[]
  appeals: { number: number; status: string; by: string; about: string; subject: number }[]
  orders: SupervisionOrder[]; urges: number
}
export interface SupervisionOrder { number: number; level: 'DISTRICT' | 'CITY'; units: string[]; silent: string[]; replyBy: Time | null }
/** The fold of a ticket at supervision, as far as the unit's desk uses it; what is empty is left out. */
export interface Oversight {
  units: string[]; rounds: { round: number; answers: Answers | null }[]
  more: { exclusions?: { number: number; status: string; unit: string }[]; appeals?: { number: number; about: string; subject: number }[]; orders?: { open?: SupervisionOrder[] } } | null
}
export interface TimelineItem { at: Time; loggedAt: Time | null; eventId: string; type: string; name: string; nameEn: string; unit: string | null; unitName: string | null; unitNameEn: string | null; actor: string | null; verdict: 'fact' | 'void'; why: string | null; whyEn: string | null; words: string | null; wordsEn: string | null }
export interface Timeline { complaintId: string; ticketNo: string; status: string; statusText: string; asOf: Time | null; items: TimelineItem[]; related: { complaintId: string; how: string }[] }
export interface HistoryRecord { partition: number; offset: number; sequence: number; id: string; type: string; at: Time; loggedAt: Time; actor: string | null; hash: string; verdict: 'fact' | 'void'; why: string | null; whyEn: string | null }
export type Standing = 'OPEN' | 'AGREES' | 'PARTLY' | 'DIFFERS' | 'VOID'
export interface Said { eventId: string; complaintId: string | null; at: Time; name: string; nameEn: string; words: string | null; wordsEn: string | null }
export interface Claim { kind: string; unit: string; said: Said; claimantSays: Standing; laterShows: Standing; sentence: string; sentenceEn: string; claimant: Said[]; later: Said[] }
export interface History {
  complaintId: string; ticketNo: string | null; status: string | null; unitCode: string | null; asOf: Time | null; facts: number; void: number; head: string | null; quarantine: string | null
  records: HistoryRecord[]; claims: Claim[]; state: Oversight | null; viewedBy: { eventId: string; at: Time; actor: string; fields: string[]; reason: string }[] | null
}
export interface Matter<S> { id: string; status: string; state: S }
export interface ClueState {
  openedAt: Time; at: 'RAISED' | 'ASSIGNED' | 'VERIFIED' | 'DISMISSED'; decidedBy: string | null; decidedAt: Time | null
  raised: { ruleId: string; ruleVersion: number; subject: { kind: string; id: string }; complaint: string | null; units: string[]; category: string | null; problem: string | null; colour: 'WATCH' | 'YELLOW' | 'RED'; conducts: string[]; from: Time; to: Time; figures: Record<string, number> | null }
  assigned: { to: string; note: string | null; dueAt: Time | null } | null; verified: { finding: string; conducts: string[] } | null; dismissed: { reason: string } | null
}
export interface ClueRule { id: string; name: string; nameEn: string; conducts: string[] }
export interface LedgerState { openedAt: Time; standing: string; dueAt: Time; overdue: Time | null; last: string | null; reportedBy: string | null; clearedAt: Time | null; returns: number; about: { kind: string; title: string; goal: string; owner: string; problem: string | null; locality: string | null } }
