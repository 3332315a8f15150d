import type { Disposition } from '@/api/types'

/** What the operator has typed. Null: the system's proposal stands. */
export interface Draft {
  content: string; title: string; name: string; phone: string; anonymous: boolean; confidential: boolean; address: string; localityCode: string | null
  category: string | null; requestType: string | null; party: string; answers: Record<string, string | string[]>; disposition: Disposition | null; photos: string[]
}

export const blank = (): Draft => ({
  content: '', title: '', name: '', phone: '', anonymous: false, confidential: false, address: '', localityCode: null, category: null, requestType: null, party: '', answers: {}, disposition: null, photos: [],
})

const PHONE = /^\+?\d{5,20}$/
export const bare = (phone: string) => phone.replace(/[\s\-()（）—]/g, '')
export const isPhone = (phone: string) => phone.trim() === '' || PHONE.test(bare(phone))

/** The first sentence, cut where people would. */
export function firstSentence(content: string): string {
  const sentence = content.trim().split(/[。！？!?\n]/)[0]!.trim()
  return Array.from(sentence).slice(0, 40).join('')
}

const place = (d: Draft) => (d.address.trim() || d.localityCode ? { address: d.address.trim() || null, localityCode: d.localityCode } : null)

/** The body of POST /api/proposals. */
export const asked = (d: Draft) => ({ title: d.title.trim() || null, content: d.content.trim() || null, category: d.category, requestType: d.requestType, phone: isPhone(d.phone) ? bare(d.phone) || null : null, place: place(d) })

/** The body of POST /api/complaints. @param id of this call: repeating it is the same complaint */
export function request(d: Draft, id: string, calledAt: string, requestType: string | null) {
  const answers = Object.fromEntries(Object.entries(d.answers).map(([code, value]) => [code, (Array.isArray(value) ? value : [value]).map((v) => String(v).trim()).filter(Boolean)] as const).filter(([, values]) => values.length > 0))
  const found = d.disposition
  return {
    channel: 'PHONE', channelMessageId: id, requestType: found?.outcome === 'ANSWER' ? 'INQUIRY' : (d.requestType ?? requestType), title: d.title.trim() || firstSentence(d.content), content: d.content.trim(),
    claimant: { name: d.name.trim() || null, phone: bare(d.phone) || null, anonymous: d.anonymous, confidential: d.confidential }, place: place(d), calledAt, category: d.category, reportedParty: d.party.trim() || null,
    attachments: d.photos.map((p) => { const [, name, sha256] = /^(.*)#([0-9a-f]{64})$/s.exec(p)!; return { name, sha256 } }), answers: Object.keys(answers).length ? answers : null,
    disposition: !found ? null : { kind: found.outcome, text: found.advice, item: found.outcome === 'ANSWER' ? found.code : null, target: found.outcome === 'DIVERSION' ? found.code : null, ground: found.outcome === 'REFUSAL' ? found.code : null },
  }
}
