import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDuplicates } from './find-duplicates.ts'
import { groupDuplicates } from './group-duplicates.ts'
import { matchKeys, mostKeys } from './match-keys.ts'
import type { MatchRecord } from './match-record.ts'

const records: MatchRecord[] = [
  { names: ['上海远洋物流有限公司'], phones: ['021-58888888'] },
  { names: ['上海遠洋物流公司'] },
  { names: ['深圳市顺达货运代理有限公司'], codes: ['91350100M000100Y43'] },
  { names: ['Shunda Forwarding'], codes: ['91350100M000100Y43'] },
  { names: ['深圳顺达货代'] },
  { names: ['青岛海丰仓储有限公司'], phones: ['13800138000'] },
  { names: ['Ocean Star Logistics Co., Ltd.'] },
  { names: ['Oceanstar Logistic Co Ltd'] },
  { kind: 'person', names: ['张伟'], phones: ['13800138000'] },
  { kind: 'person', names: ['張偉'], phones: ['+86 138 0013 8000'] },
]

describe('a scan', () => {
  test('finds the duplicates, and only them', () => {
    const found = findDuplicates(records).pairs.map(({ one, other, verdict }) => `${one} ${other} ${verdict}`)
    expect(found.sort()).toEqual(['0 1 same', '2 3 same', '2 4 probable', '6 7 same', '8 9 same'])
  })

  test('of nothing finds nothing', () => {
    expect(findDuplicates([])).toEqual({ pairs: [], compared: 0 })
    expect(findDuplicates([{}, {}]).pairs.every(({ verdict }) => verdict !== 'same')).toBe(true)
  })

  test('looks past any number of equal records to a neighbour that shares no key', () => {
    const copies = Array.from({ length: 10 }, (): MatchRecord => ({ names: ['Oceanstar Logistics Ltd'] }))
    const found = findDuplicates([...copies, { names: ['Oceanstart Logistics Ltd'] }]).pairs
    expect(found.filter(({ other }) => other === 10)).toHaveLength(10)
    expect(found).toHaveLength(55)
  })

  test('finds the same in every order of the records', () => {
    const many = [
      ...records,
      ...records.slice(0, 4),
      ...Array.from({ length: 20 }, (_, i): MatchRecord => ({ names: [`上海远${i}物流有限公司`] })),
    ]
    const tagged = (list: readonly MatchRecord[]): string[] => {
      const names = list.map((record) => JSON.stringify(record))
      return findDuplicates(list)
        .pairs.map(({ one, other, verdict }) => [names[one], names[other]].sort().join() + verdict)
        .sort()
    }
    const expected = tagged(many)
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: many.length }), (shuffled) => {
        expect(tagged(shuffled)).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })
})

describe('groups', () => {
  test('join what pairs join, however indirectly', () => {
    const same = (one: number, other: number) => ({ one, other, verdict: 'same' as const })
    expect(
      groupDuplicates([same(4, 5), same(0, 2), same(2, 5), same(7, 8), { one: 1, other: 2, verdict: 'probable' }]),
    ).toEqual([
      [0, 2, 4, 5],
      [7, 8],
    ])
  })

  test('are the same for pairs in any order', () => {
    const pair = fc.record({ one: fc.nat(20), other: fc.nat(20), verdict: fc.constant('same' as const) })
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        const groups = groupDuplicates(pairs)
        expect(groupDuplicates([...pairs].reverse())).toEqual(groups)
        const at = (member: number): number => groups.findIndex((group) => group.includes(member))
        for (const { one, other } of pairs) expect(at(one)).toBe(at(other))
        expect(groups.flat().length).toBe(new Set(groups.flat()).size)
      }),
    )
  })
})

describe('keys', () => {
  test('are at most eight', () => {
    const many = Array.from({ length: 9 }, (_, i) => `1380013800${i}`)
    const full: MatchRecord = {
      names: ['上海远洋物流有限公司', 'Ocean Star Logistics'],
      phones: many,
      emails: ['a@example.com', 'b@example.com'],
      codes: many,
      address: { street: '世纪大道100号', city: '上海', postcode: '200120' },
    }
    expect(matchKeys(full)).toHaveLength(mostKeys)
    expect(new Set(matchKeys(full)).size).toBe(mostKeys)
  })

  test.each<[string, MatchRecord, MatchRecord]>([
    ['phone', { phones: ['0755 8888 6666 转 801'] }, { phones: ['+86 755-88886666'] }],
    ['e-mail', { emails: ['Li@Example.com'] }, { emails: [' li@example.com'] }],
    ['credit code', { codes: ['91350100m000100y43'] }, { codes: ['9135 0100 M000 100Y 43'] }],
    ['name core', { names: ['深圳市顺达货运代理有限公司'] }, { names: ['深圳順達貨代'] }],
    ['English words', { names: ['Ocean Star Logistics Co., Ltd.'] }, { names: ['OCEAN STAR LOGISTIC LIMITED'] }],
    ['joined English words', { names: ['Ocean Star Logistics Co., Ltd.'] }, { names: ['Oceanstar Logistics'] }],
    [
      'sound and postcode',
      { givenName: 'Jon', familyName: 'Smith', address: { postcode: '4011' } },
      { familyName: 'Smyth', address: { postcode: '4101' } },
    ],
    ['birth date', { givenName: 'A', birthDate: '1972-08-12' }, { familyName: 'B', birthDate: '19721208' }],
  ])('meet by %s', (_, one, other) => {
    const keys = new Set(matchKeys(one))
    expect(matchKeys(other).some((key) => keys.has(key))).toBe(true)
  })

  test('of a record that says nothing are none', () => {
    expect(matchKeys({})).toEqual([])
    expect(matchKeys({ names: [' '], phones: ['-'], emails: [''], codes: [''], address: {} })).toEqual([])
  })
})
