import { describe, expect, it } from 'vitest'
import { parted } from '../src/shared/desk/spoken'

describe('what people wrote in Chinese', () => {
  it('is marked inside an English sentence, from its first character to its last', () => {
    expect(parted('summons Lugu Subdistrict, to report by 05-06 11:52: 路面塌陷，长 16 米。')).toEqual([
      { text: 'summons Lugu Subdistrict, to report by 05-06 11:52: ', lang: undefined }, { text: '路面塌陷，长 16 米。', lang: 'zh-CN' }])
    expect(parted('Street vendors  General, 7 days').map((p) => p.lang)).toEqual([undefined])
    expect(parted('鲁谷街道 A 座、𠮷').map((p) => [p.text, p.lang])).toEqual([['鲁谷街道', 'zh-CN'], [' A ', undefined], ['座、𠮷', 'zh-CN']])
    expect(parted('')).toEqual([])
  })
})
