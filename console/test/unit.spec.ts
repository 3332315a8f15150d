import { describe, expect, it, vi } from 'vitest'
import type { Order, Part } from '@/api/types'

const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
vi.stubGlobal('localStorage', storage)
vi.stubGlobal('sessionStorage', storage)
vi.mock('@/app/names', () => {
  const units: Record<string, object> = { '110107011': { kind: 'LOCALITY', districtCode: '110107' }, '110107002': { kind: 'LOCALITY', districtCode: '110107' }, '110107': { kind: 'DISTRICT', districtCode: '110107' } }
  return { unit: (code: string) => units[code], unitName: (code: string) => `name of ${code}`, names: { value: { units: [] } } }
})

const { ACTIONS, faultOf, initials, missing } = await import('@/pages/unit/actions')
const { GROUPS } = await import('@/pages/unit/action')
const { has } = await import('@/app/words')
type Desk = import('@/pages/unit/action').Desk

const STREET = '110107011', OTHER = '110107002'
const desk = (over: Partial<Desk> = {}): Desk => ({ unit: STREET, user: 'zhang', now: Date.parse('2026-05-06T03:22:00Z'), choices: { deferralReasons: [], exclusionReasons: [] }, oversight: null, ...over })
const order = (over: Partial<Order> = {}): Order => ({
  complaintId: 'c', ticketNo: 'RX', status: 'SIGNED', statusName: '', problemId: null, category: null, categoryName: null, localityCode: STREET, unitCode: STREET, unitName: null, dueAt: '2026-05-13T10:00:00Z', grade: null, title: null, content: null,
  place: { address: '六合园南门', districtCode: '110107', localityCode: STREET, communityCode: null, lon: null, lat: null }, confidential: false, reportedParty: null, round: 1, hop: 1, dispatchedAt: null, signBy: null, contactBy: null,
  signedAt: '2026-05-06T03:00:00Z', contactedAt: null, copyTo: [], overdue: false, whistles: [], objections: [], duty: null, pause: null, deferral: null, noFault: null, specialCase: null, evidence: null, ...over,
})
const part = (over: Partial<Part>): Part => ({ number: 1, kind: 'CO_HANDLING', unit: STREET, name: null, matter: '清运', askedBy: OTHER, dueAt: null, signedAt: null, stagedAt: null, deliveredAt: null, late: false, released: false, ...over })
const duty = (...parts: Part[]) => ({ parts, consultations: [], holders: [] })
const offered = (o: Order, d: Desk) => ACTIONS.filter((a) => a.offered(o, d)).map((a) => a.id)
const action = (id: string) => ACTIONS.find((a) => a.id === id)!

/** A ticket to which everything has happened, so that every action has something to ask about. */
const owed = { number: 1, what: '房产证', owner: '开发商', dueAt: '2026-06-01T10:00:00Z', doneAt: null, failed: false }
const busy = order({
  place: { ...order().place!, communityCode: '110107011001' }, duty: { parts: [part({}), part({ number: 2, signedAt: '2026-05-06T03:00:00Z' })], consultations: [{ number: 1, kind: 'ON_SITE', participants: [OTHER], at: '2026-05-06T03:00:00Z', open: true }], holders: [] },
  noFault: { separation: { innocent: ['1号楼'], waiting: ['1号楼'], barred: [], tracks: [{ number: 1, wrongdoer: '开发商', unit: STREET, concluded: false }] }, tolerances: [{ number: 1, items: [owed] }], commitments: [{ number: 1, issuer: STREET, covered: 1, obligations: [owed] }] },
  specialCase: { by: STREET, members: [], headcount: 40, risk: 'HIGH', taskForce: [], speaker: '李', rhythm: 'DAILY', reportBy: '2026-05-07T03:00:00Z', missed: false, closed: false },
  evidence: { appointments: [{ number: 1, at: '2026-05-07T03:00:00Z', place: '六合园', kept: false }], escalations: [{ number: 1, to: STREET, decided: false }], mediation: 'HELD' }, deferral: { number: 1, status: 'APPROVED', unit: STREET, reason: 'x', promisedBy: '', milestones: [{ what: '招标', by: '', reportedAt: null }] },
  pause: { number: 1, used: 1, from: '', until: '', open: true },
  whistles: [
    { number: 1, ground: 'EMERGENCY', matter: '塌陷', by: STREET, acknowledgeBy: null, reportBy: '2026-05-06T04:00:00Z', departments: { [STREET]: { acknowledgedAt: null, reportedAt: null, missed: false, refused: false, released: false, rating: null } }, tasks: [{ number: 1, department: STREET, what: '围挡', dueAt: null, doneAt: null }], closed: false, reviewed: false, sides: null },
    { number: 2, ground: 'EMERGENCY', matter: '交界', by: OTHER, acknowledgeBy: null, reportBy: null, departments: {}, tasks: [], closed: false, reviewed: false, sides: { localities: [OTHER, STREET], signed: [OTHER] } },
    { number: 3, ground: 'EMERGENCY', matter: '旧', by: STREET, acknowledgeBy: null, reportBy: '2026-05-01T04:00:00Z', departments: {}, tasks: [], closed: true, reviewed: false, sides: null },
  ],
})
const overseen = desk({ oversight: { units: [STREET], rounds: [{ round: 1, answers: null }], more: { orders: { open: [{ number: 1, level: 'DISTRICT', units: [STREET], silent: [STREET], replyBy: '2026-05-08T03:00:00Z' }, { number: 2, level: 'DISTRICT', units: [STREET], silent: [], replyBy: null }] }, exclusions: [{ number: 1, status: 'REFUSED', unit: STREET }] } } })

describe('the table of what a unit can do', () => {
  it('has a name, a heading and the labels of its fields for every action', () => {
    const absent: string[] = []
    for (const a of ACTIONS) {
      if (!has(`unit.do.${a.id}`)) absent.push(`do.${a.id}`)
      if (!a.first) expect(GROUPS, a.id).toContain(a.group)
      for (const f of a.fields(busy, overseen)) {
        for (const label of [...(f.kind === 'template' ? [] : [f.label ?? f.name]), ...(f.columns ?? []).map((c) => c.label)]) if (!has(`unit.field.${label}`)) absent.push(`${a.id}: field.${label}`)
        for (const o of f.options ?? []) if (o.label.includes('unit.')) absent.push(`${a.id}: ${o.label}`)
      }
    }
    expect(absent).toEqual([])
    expect(new Set(ACTIONS.map((a) => a.id)).size).toBe(ACTIONS.length)
    const keys = ACTIONS.flatMap((a) => a.key ?? [])
    expect(new Set(keys).size, 'a key is one action').toBe(keys.length)
  })

  it('shows little before the order is signed for', () => {
    expect(offered(order({ signedAt: null, status: 'DISPATCHED' }), desk())).toEqual(['sign', 'object'])
    expect(offered(order({ status: 'CLOSED' }), desk())).toEqual(['exclude'])
  })

  it('offers what is owed at once, and only to whom it is owed', () => {
    const now = offered(busy, overseen)
    for (const id of ['keep', 'settle', 'decideEscalation', 'supplyItem', 'serve', 'pursue', 'fulfil', 'reportCase', 'concludeConsultation', 'coSign', 'partSign', 'partResult', 'answerOrder', 'appeal']) expect(now, id).toContain(id)
    expect(now).not.toContain('confirm')
    const stranger = offered(busy, desk({ unit: OTHER }))
    for (const id of ['keep', 'settle', 'supplyItem', 'serve', 'pursue', 'fulfil', 'answerOrder', 'appeal', 'handDown']) expect(stranger, id).not.toContain(id)
  })
})

describe('parts', () => {
  it('a co-handling is accepted on its own path, an office’s or a committee’s part by the desk of the street', () => {
    const o = order({ duty: duty(part({ number: 1, unit: OTHER }), part({ number: 2, kind: 'DUAL_OFFICE', name: '城管办' }), part({ number: 3, kind: 'DUAL_COMMUNITY', unit: '110107011001' })) })
    const sign = action('partSign')
    expect(sign.fields(o, desk())[0]!.options!.map((x) => x.value)).toEqual(['2', '3'])
    expect(sign.path(o, { whichPart: '3' }, desk())).toBe('parts/3/signature')
    expect(sign.path(o, { whichPart: '1' }, desk({ unit: OTHER }))).toBe('co-handlings/1/acceptance')
    expect(action('partStage').path(o, { whichPart: '1' }, desk())).toBe('co-handlings/1/stage-report')
  })

  it('dual dispatch needs to know the community of the ticket, and waits for the one before', () => {
    expect(offered(order(), desk())).not.toContain('dual')
    const known = order({ place: { ...order().place!, communityCode: '110107011001' } })
    expect(offered(known, desk())).toContain('dual')
    expect(action('dual').body({ office: '城管办', property: '', matter: '占道', dueAt: '' }, known, desk())).toEqual({ office: '城管办', community: '110107011001', property: null, matter: '占道', dueAt: null })
    expect(offered({ ...known, duty: duty(part({ kind: 'DUAL_OFFICE' })) }, desk())).not.toContain('dual')
  })
})

describe('what is written down', () => {
  it('money goes in fen, people and lines apart', () => {
    expect(action('settle').body({ parties: '甲，乙\n丙', yuan: 1234.56, terms: '分期' }, order(), desk())).toEqual({ parties: ['甲', '乙', '丙'], amountFen: 123456, terms: '分期' })
    expect(action('deliberate').body({ deliberation: 'FORUM', parties: '居民', opinions: '要停车位，也要绿地\n安静', decision: '划线', tasks: '' }, order(), desk())).toMatchObject({ opinions: ['要停车位，也要绿地', '安静'], tasks: [] })
  })

  it('every row of a list is asked for in full, where the list is required', () => {
    const tolerate = action('tolerate'), fields = tolerate.fields(order(), desk()), values = initials(fields)
    values.matter = '先行通水'
    expect(missing(fields, values)?.name).toBe('items')
    values.items = [{ what: '产权证明', owner: '物业', dueAt: '2026-06-01', consequence: '停止办理' }]
    expect(missing(fields, values)).toBeUndefined()
    expect(tolerate.body(values, order(), desk())).toEqual({ matter: '先行通水', items: [{ what: '产权证明', owner: '物业', dueAt: '2026-06-01T18:00:00+08:00', consequence: '停止办理' }] })
    expect(action('concludeConsultation').body({ attended: [OTHER], minutes: '定', divisions: [{ unit: '', part: '', by: '' }] }, busy, desk())).toEqual({ attended: [OTHER], minutes: '定', chosenUnit: STREET, bindingDesignation: false, divisions: [] })
  })
})

describe('what would be left out or cut without a word', () => {
  it('a row that is begun is filled in, or emptied', () => {
    const fields = action('concludeConsultation').fields(busy, desk()), values = initials(fields)
    values.minutes = '定'
    expect(missing(fields, values), 'no row is begun').toBeUndefined()
    values.divisions = [{ unit: '', part: '西侧巡查', by: '2026-06-01' }]
    expect(missing(fields, values)?.name).toBe('divisions')
    expect(faultOf(missing(fields, values)!, values)).toBe('unit.rowWhole')
    values.divisions = [{ unit: OTHER, part: '西侧巡查', by: '' }]
    expect(missing(fields, values), 'the day may be left out').toBeUndefined()
  })

  it('a rating is a whole number, money is not', () => {
    const rate = [{ name: 'timeliness', kind: 'number', required: true, most: 30 }] as const, yuan = action('settle').fields(order(), desk())
    expect(missing([...rate], { timeliness: 29.9 })?.name).toBe('timeliness')
    expect(faultOf(rate[0], { timeliness: 29.9 })).toBe('unit.whole')
    expect(missing([...rate], { timeliness: 29 })).toBeUndefined()
    expect(missing(yuan, { parties: '甲', yuan: 12.5, terms: '分期' })).toBeUndefined()
  })
})

describe('what a unit says to supervision', () => {
  const answers = { contacted: true, resolved: false, partly: false, satisfaction: 'DISSATISFIED', channel: 'PHONE', at: '' }
  const about = (oversight: Desk['oversight']) => { const d = desk({ oversight }); return offered(order(), d).includes('appeal') ? action('appeal').fields(order(), d)[0]!.options!.map((x) => x.value) : [] }

  it('appeals the latest answered callback and a refused exclusion, each once', () => {
    const rounds = [{ round: 1, answers }, { round: 2, answers }, { round: 3, answers: null }]
    expect(about({ units: [STREET], rounds, more: null })).toEqual(['CALLBACK/2'])
    expect(about({ units: [OTHER], rounds, more: null })).toEqual([])
    expect(about({ units: [STREET], rounds, more: { exclusions: [{ number: 1, status: 'REFUSED', unit: STREET }], appeals: [{ number: 1, about: 'CALLBACK', subject: 2 }] } })).toEqual(['EXCLUSION_REFUSED/1'])
    expect(about({ units: [STREET], rounds: [], more: { exclusions: [{ number: 1, status: 'REFUSED', unit: STREET }, { number: 2, status: 'PROPOSED', unit: STREET }] } })).toEqual([])
  })

  it('brings recordings or pictures, at least one', () => {
    const d = desk({ oversight: { units: [STREET], rounds: [{ round: 1, answers }], more: null } }), fields = action('appeal').fields(order(), d), values = initials(fields)
    values.appealGround = '录音中诉求人表示满意'
    expect(missing(fields, values)?.name).toBe('recordings')
    values.evidence = ['录音.jpg#' + 'a'.repeat(64)]
    expect(missing(fields, values)).toBeUndefined()
    values.recordings = '录音 20260506-17\n录音 20260507-02'
    expect(action('appeal').body(values, order(), d)).toEqual({ about: 'CALLBACK', subject: 1, ground: '录音中诉求人表示满意', recordings: ['录音 20260506-17', '录音 20260507-02', ...values.evidence] })
  })

  it('a district closes what it ordered when all have answered, and orders of those below it', () => {
    const district = desk({ unit: '110107', oversight: overseen.oversight })
    expect(offered(order(), district)).toEqual(expect.arrayContaining(['closeOrder', 'supervise', 'remind']))
    expect(action('closeOrder').fields(order(), district)[0]!.options!.map((x) => x.value)).toEqual(['2'])
    expect(offered(order(), overseen)).not.toContain('supervise')
  })
})
