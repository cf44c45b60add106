import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRecords } from './compare-records.ts'
import { matchLabel } from './match-labels.ts'
import type { MatchRecord, MatchVerdict } from './match-record.ts'
import { defaultSettings } from './match-settings.ts'
import { prepareRecord } from './prepare-record.ts'

const verdict = (one: MatchRecord, other: MatchRecord): MatchVerdict => compareRecords(one, other).verdict
const named = (...names: string[]): MatchRecord => ({ names })

describe('names of Chinese companies alone', () => {
  test.each<[string, string, MatchVerdict]>([
    ['上海远洋物流有限公司', '上海远洋物流公司', 'same'],
    ['上海远洋物流有限公司', '上海市远洋物流有限公司', 'same'],
    ['上海远洋物流有限公司', '上海远洋国际物流有限公司', 'same'],
    ['上海远洋物流有限公司', '远洋物流（上海）有限公司', 'same'],
    ['上海远洋物流有限公司', '上海远洋物流股份有限公司', 'same'],
    ['普洛斯（上海）物流有限公司', '上海普洛斯物流有限公司', 'same'],
    ['普洛斯(上海)物流有限公司', '普洛斯（上海）物流有限公司', 'same'],
    ['上海遠洋物流有限公司', '上海远洋物流有限公司', 'same'],
    ['深圳市順達貨運代理有限公司', '深圳市顺达货运代理有限公司', 'same'],
    ['Ａ１物流（深圳）有限公司', 'A1物流(深圳)有限公司', 'same'],
    ['广东省深圳市南山区顺达货运代理有限公司', '深圳顺达货代有限公司', 'same'],
    ['上海中谷海运集团股份有限公司', '上海中谷海运有限公司', 'same'],
    ['上海远洋物流有限公司北京分公司', '上海远洋物流有限公司北京市分公司', 'same'],
    ['青岛市东安电子有限公司', '青岛东安电子公司', 'same'],
    ['深圳市顺达货运代理有限公司', '深圳顺达货代', 'probable'],
    ['深圳市顺达货运代理有限公司', '深圳顺达', 'probable'],
    ['深圳市顺达货运代理有限公司', '顺达货代', 'different'],
    ['上海远洋物流有限公司', '上海远航物流有限公司', 'different'],
    ['上海远洋物流有限公司', '北京远洋物流有限公司', 'different'],
    ['上海远洋物流有限公司', '上海远洋贸易有限公司', 'different'],
    ['上海远洋物流有限公司', '上海东方物流有限公司', 'different'],
    ['上海远洋物流有限公司北京分公司', '上海远洋物流有限公司上海分公司', 'different'],
    ['顺丰速运北京分公司', '顺丰速运上海分公司', 'different'],
    ['上海远洋物流有限公司北京分公司', '上海远洋物流有限公司', 'different'],
    ['上海第一物流有限公司', '上海第二物流有限公司', 'different'],
  ])('%s and %s are %s', (one, other, expected) => expect(verdict(named(one), named(other))).toBe(expected))
})

describe('names of English companies alone', () => {
  test.each<[string, string, MatchVerdict]>([
    ['Ocean Star Logistics Co., Ltd.', 'OCEAN STAR LOGISTICS LIMITED', 'same'],
    ['Ocean Star Logistics Co., Ltd.', 'Oceanstar Logistic Co Ltd', 'same'],
    ['Café d’Or GmbH', 'Cafe d Or GmbH', 'same'],
    ['A.P. Moller Shipping Ltd', 'AP Moller Shipping Limited', 'same'],
    ['Kuehne + Nagel Inc', 'Kuehne Nagel Inc.', 'same'],
    ['Intl Freight Fwd Blue Whale Ltd', 'Blue Whale International Freight Forwarding Ltd', 'same'],
    ['Ocean Star Logistics Co., Ltd.', 'Ocean Star', 'different'],
    ['Ocean Star Logistics Co., Ltd.', 'Ocean Star Trading Co., Ltd.', 'different'],
    ['Ocean Star Logistics Co., Ltd.', 'Pacific Star Logistics Co., Ltd.', 'different'],
    ['Blue Whale Logistics Ltd Beijing Branch', 'Blue Whale Logistics Ltd Shanghai Branch', 'different'],
    ['Global Logistics Ltd', 'Global Shipping Ltd', 'different'],
  ])('%s and %s are %s', (one, other, expected) => expect(verdict(named(one), named(other))).toBe(expected))

  test('names in two scripts say nothing against each other', () => {
    expect(compareRecords(named('上海远洋物流有限公司'), named('Ocean Logistics')).reasons).toEqual([])
    const both = named('上海远洋物流有限公司', 'Shanghai Yuanyang Logistics Co., Ltd.')
    expect(verdict(both, named('Shanghai Yuanyang Logistics Ltd'))).toBe('same')
  })
})

describe('what else is known of a company', () => {
  const ocean = { names: ['上海远洋物流有限公司'] }
  const sail = { names: ['上海远航物流有限公司'] }

  test('the same credit code is the same company whatever its name', () => {
    expect(verdict({ ...ocean, codes: ['91350100M000100Y43'] }, { ...sail, codes: ['9135 0100 m000 100y 43'] })).toBe(
      'same',
    )
    expect(
      verdict(
        { names: ['甲'], codes: ['91350100M000100Y43'] },
        { names: ['Otherwise Ltd'], codes: ['91350100M000100Y43'] },
      ),
    ).toBe('same')
  })

  test('another credit code makes the same name doubtful', () => {
    expect(verdict({ ...ocean, codes: ['91350100M000100Y43'] }, { ...ocean, codes: ['91110000600037341L'] })).not.toBe(
      'same',
    )
  })

  test('a shared phone makes a name one character off worth a look, not an entirely different name', () => {
    expect(verdict({ ...ocean, phones: ['021-58888888'] }, { ...sail, phones: ['+86 21 5888 8888 转 8'] })).toBe(
      'probable',
    )
    expect(
      verdict({ ...ocean, phones: ['021-58888888'] }, { names: ['苏州金鼎化工有限公司'], phones: ['02158888888'] }),
    ).toBe('different')
  })

  test('a branch that gives the number of its head office is worth a look, not the same', () => {
    const phones = ['021-58888888']
    expect(verdict({ ...ocean, phones }, { names: ['上海远洋物流有限公司北京分公司'], phones })).toBe('probable')
  })

  test('two firms at one address with one switchboard are two', () => {
    const address = { street: '2880 Las Vegas Blvd. S', city: 'Las Vegas' }
    const desk = { address, phones: ['702-734-0410'] }
    expect(verdict({ names: ['Circus Circus'], ...desk }, { names: ['The Steak House'], ...desk })).toBe('different')
  })

  test('another house number speaks against, another spelling of the street does not', () => {
    const at = (street: string): MatchRecord => ({ names: ['Valentino'], address: { street, city: 'Santa Monica' } })
    expect(verdict(at('3115 Pico Blvd.'), at('3115 pico boulevard'))).toBe('same')
    expect(verdict(at('3115 Pico Blvd.'), at('88 Pico Blvd.'))).toBe('probable')
  })

  test('Chinese addresses agree with or without their divisions', () => {
    const at = (street: string): MatchRecord => ({ names: ['远洋物流'], address: { street } })
    const found = compareRecords(at('上海市浦东新区世纪大道100号'), at('世纪大道 100 号'))
    expect(found.reasons.filter(({ field }) => field.startsWith('street')).map(({ similarity }) => similarity)).toEqual(
      [1, 1],
    )
  })
})

describe('people', () => {
  const zhang = { kind: 'person', names: ['张伟'] } as const
  const anna = { givenName: 'Anna', familyName: 'Keller', birthDate: '1972-08-12' }

  test('a name alone is only worth a look', () => {
    expect(verdict(zhang, { ...zhang, birthDate: '1980-01-02' })).toBe('probable')
    expect(verdict({ givenName: 'Anna', familyName: 'Keller' }, { ...anna })).toBe('probable')
  })

  test.each<[string, MatchRecord]>([
    ['given and family name exchanged', { givenName: 'Keller', familyName: 'Anna', birthDate: '1972-08-12' }],
    ['day and month exchanged', { ...anna, birthDate: '1972-12-08' }],
    ['a digit of the year wrong', { ...anna, birthDate: '1973-08-12' }],
    ['a letter left out', { ...anna, familyName: 'Keler' }],
    ['the name in one piece', { kind: 'person', names: ['Keller, Anna'], birthDate: '1972/8/12' }],
  ])('%s does not make another person', (_, record) => expect(verdict(anna, record)).toBe('same'))

  test('another birth date makes a namesake, another given name a relative', () => {
    expect(verdict(anna, { ...anna, birthDate: '1951-03-30' })).toBe('different')
    const home = { phones: ['13800138000'], address: { street: '世纪大道100号', city: '上海', postcode: '200120' } }
    expect(
      verdict({ givenName: '伟', familyName: '张', ...home }, { givenName: '丽娜', familyName: '张', ...home }),
    ).toBe('different')
  })

  test('a Chinese name with the same mobile is the same person, in traditional characters too', () => {
    const phones = ['138 0013 8000']
    expect(verdict({ ...zhang, phones }, { kind: 'person', names: ['張偉先生'], phones: ['+8613800138000'] })).toBe(
      'same',
    )
    expect(verdict({ ...zhang, phones }, { kind: 'person', familyName: '张', givenName: '伟', phones })).toBe('same')
    expect(verdict({ ...zhang, phones }, { kind: 'person', names: ['李娜'], phones })).toBe('different')
  })

  test('names that only sound alike agree when the settings can read', () => {
    const reading = (text: string): string => text.replace(/[玮伟]/g, 'wei').replace('张', 'zhang')
    const other: MatchRecord = { kind: 'person', names: ['张玮'] }
    expect(compareRecords(zhang, other).verdict).toBe('different')
    const heard = compareRecords(
      { ...zhang, phones: ['13800138000'] },
      { ...other, phones: ['13800138000'] },
      { ...defaultSettings, reading },
    )
    expect(heard.verdict).toBe('same')
  })
})

describe('any two records', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '上海远洋物流有限公司',
      '深圳顺达货代',
      'Ocean Star Ltd',
      '中山路100号',
      '100 Main St.',
      '',
      'anna',
      '張偉',
      '200120',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  const record: fc.Arbitrary<MatchRecord> = fc.record(
    {
      names: fc.array(text, { maxLength: 2 }),
      givenName: text,
      familyName: text,
      kind: fc.constantFrom('enterprise', 'person'),
      address: fc.record(
        { street: text, suburb: text, city: text, region: text, postcode: text },
        { requiredKeys: [] },
      ),
      phones: fc.array(fc.oneof(text, fc.constantFrom('13800138000', '+8613800138001')), { maxLength: 2 }),
      emails: fc.array(text, { maxLength: 2 }),
      codes: fc.array(fc.oneof(text, fc.constant('91350100M000100Y43')), { maxLength: 2 }),
      birthDate: fc.oneof(text, fc.constantFrom('1972-08-12', '19721208')),
      category: text,
    },
    { requiredKeys: [] },
  )

  test('compare the same both ways', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        const there = compareRecords(one, other)
        const back = compareRecords(other, one)
        expect(back.score).toBeCloseTo(there.score, 9)
        expect(back.verdict).toBe(there.verdict)
      }),
      // Found by chance once: half alike against nothing to compare, a tie.
      {
        numRuns: 500,
        examples: [
          [
            { names: ['𥐝Έ'], familyName: '100 Main St.' },
            { names: ['200120'], familyName: '上海远洋物流有限公司' },
          ],
        ],
      },
    )
  })

  test('score 1 with themselves and never more', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        expect(compareRecords(one, structuredClone(one)).score).toBe(1)
        expect(compareRecords(one, structuredClone(one)).verdict).not.toBe('different')
        const { score } = compareRecords(one, other)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  test.each(['a ', '远洋', '100号', '(', "'s ", '13800138000'])(
    'are compared at once though "%s" stands in them ten thousand times',
    (piece) => {
      const long = piece.repeat(10_000)
      const fields = {
        names: [long],
        phones: [long],
        emails: [long],
        codes: [long],
        address: { street: long, city: long },
      }
      const start = process.cpuUsage()
      expect(compareRecords(fields, { ...fields, names: [`${long}x`, `x${long}`] }).score).toBeGreaterThanOrEqual(0)
      expect(process.cpuUsage(start).user).toBeLessThan(1_000_000)
    },
  )

  test('give the same result prepared', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        expect(compareRecords(prepareRecord(one), prepareRecord(other))).toEqual(compareRecords(one, other))
      }),
    )
  })

  test('do not count a field only one of them has', () => {
    const one = { names: ['上海远洋物流有限公司'], phones: ['13800138000'], birthDate: '', emails: [] }
    const fields = compareRecords(one, { names: ['上海远洋物流公司'], emails: ['a@example.com'] }).reasons.map(
      ({ field }) => field,
    )
    expect(fields).not.toContain('phone')
    expect(fields).not.toContain('email')
  })

  test.each(['none', 'bad@x', '无', '@'])('are not taken for one customer by the mail address %s', (email) => {
    const one = { names: ['宁波金锚船务有限公司'], emails: [email] }
    const other = { names: ['厦门白帆国际货运有限公司'], emails: [email] }
    expect(compareRecords(one, other)).toEqual(compareRecords({ ...one, emails: [] }, { ...other, emails: [] }))
  })

  test('get reasons that a person can read in both languages', () => {
    const { reasons, verdict } = compareRecords({ names: ['上海远洋物流有限公司'] }, { names: ['上海远航物流公司'] })
    expect(reasons.map(({ field }) => matchLabel(field, 'zh-CN'))).toContain('名称中的行业')
    expect(matchLabel(verdict, 'en')).toBe('Different')
  })

  test('get their reasons strongest first, and the score from them', () => {
    const { reasons, score } = compareRecords(
      { names: ['深圳市顺达货运代理有限公司'], phones: ['13800138000'] },
      { names: ['深圳顺达货代'], phones: ['13800138000'] },
    )
    const strengths = reasons.map(({ weight }) => Math.abs(weight))
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a))
    const bits = reasons.reduce((sum, { weight }) => sum + weight, defaultSettings.priorBits)
    expect(score).toBeCloseTo(1 / (1 + 2 ** -bits), 9)
  })
})
