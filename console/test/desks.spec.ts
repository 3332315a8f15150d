import { describe, expect, it } from 'vitest'
import { blank as blankCall, firstSentence, isPhone, request } from '@/pages/operator/draft'
import { blank, body, isWhole } from '@/pages/callback/answers'
import { fromInput, toInput, urgency } from '@/shared/desk/moments'
import { evidenceOf, readEvidence } from '@/shared/desk/evidence'

describe('times of forms are Beijing’s', () => {
  it('goes there and back', () => {
    expect(toInput('2026-05-06T03:22:00Z')).toBe('2026-05-06T11:22')
    expect(fromInput('2026-05-06T11:22')).toBe('2026-05-06T11:22:00+08:00')
    expect(fromInput('2026-05-06')).toBe('2026-05-06T18:00:00+08:00')
    expect(fromInput('')).toBeNull()
  })

  it('warns at four fifths of the time and says late from the limit on', () => {
    const from = '2026-05-01T00:00:00Z', due = '2026-05-11T00:00:00Z'
    expect(urgency(due, from, Date.parse('2026-05-08T23:59:59Z'))).toBe('calm')
    expect(urgency(due, from, Date.parse('2026-05-09T00:00:00Z'))).toBe('warn')
    expect(urgency(due, from, Date.parse(due))).toBe('late')
    expect(urgency(null, from, 0)).toBe('none')
  })
})

describe('a call', () => {
  it('is titled by its first sentence, and is the same complaint however often it is sent', () => {
    expect(firstSentence('鲁谷街道路灯不亮。晚上看不见')).toBe('鲁谷街道路灯不亮')
    const draft = { ...blankCall(), content: '路灯不亮。', phone: '138 0000-0000', category: '030201' }
    expect(request(draft, 'call-1', '2026-05-06T03:22:00Z', null)).toEqual(request(draft, 'call-1', '2026-05-06T03:22:00Z', null))
    expect(request(draft, 'call-1', 'x', null)).toMatchObject({ channelMessageId: 'call-1', title: '路灯不亮', claimant: { phone: '13800000000' }, place: null, disposition: null })
    expect(isPhone('12a45')).toBe(false)
    expect(isPhone('')).toBe(true)
  })

  it('is answered, passed on or declined when the operator says so', () => {
    const found = { test: 'EMERGENCY', outcome: 'DIVERSION', code: 'FIRE_119', words: [], advice: '请撤离', adviceEn: null } as const
    expect(request({ ...blankCall(), content: '着火', disposition: { ...found, words: [] } }, 'c', 'x', null).disposition).toEqual({ kind: 'DIVERSION', text: '请撤离', item: null, target: 'FIRE_119', ground: null })
  })
})

describe('a callback', () => {
  it('is whole with three answers, and in part is not resolved', () => {
    const answers = { ...blank(), contacted: true, result: 'PARTLY', satisfaction: 'SATISFIED' } as const
    expect(isWhole(blank())).toBe(false)
    expect(isWhole(answers)).toBe(true)
    expect(body(answers)).toMatchObject({ resolved: false, partly: true, reasons: [], reports: [] })
    expect(isWhole({ ...answers, report: 'RUDENESS' })).toBe(false)
  })
})

it('evidence names what is stored, and what is not stays a name', () => {
  const sha256 = 'a'.repeat(64)
  expect(readEvidence(evidenceOf({ name: '处理后.jpg', sha256 }))).toEqual({ name: '处理后.jpg', sha256 })
  expect(readEvidence('处理后照片.jpg')).toEqual({ name: '处理后照片.jpg', sha256: null })
})
