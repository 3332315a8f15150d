/** What the claimant said, as the agent writes it down. Null: not asked yet. */
export interface Answers {
  contacted: boolean | null; result: 'RESOLVED' | 'PARTLY' | 'UNRESOLVED' | null; satisfaction: 'SATISFIED' | 'BASICALLY_SATISFIED' | 'DISSATISFIED' | null
  process: 'SATISFIED' | 'BASICALLY_SATISFIED' | 'DISSATISFIED' | null; reasons: string; report: '' | 'PRESSURE' | 'RUDENESS' | 'RETALIATION'; reportWords: string
}

export const blank = (): Answers => ({ contacted: null, result: null, satisfaction: null, process: null, reasons: '', report: '', reportWords: '' })
export const isWhole = (a: Answers) => a.contacted !== null && a.result !== null && a.satisfaction !== null && (!a.report || a.reportWords.trim() !== '')

/** In part is not resolved. */
export const body = (a: Answers) => ({
  contacted: a.contacted, resolved: a.result === 'RESOLVED', partly: a.result === 'PARTLY', satisfaction: a.satisfaction, processSatisfaction: a.process, channel: 'PHONE',
  reasons: a.reasons.trim() ? [a.reasons.trim()] : [], reports: a.report ? [{ kind: a.report, words: a.reportWords.trim() }] : [],
})
