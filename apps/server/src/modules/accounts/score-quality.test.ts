import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completenessOf, freshnessOf, type QualityFacts, scoreQuality, validityOf } from './score-quality.ts'

const now = new Date('2026-03-01T00:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const bare: QualityFacts = {
  kind: 'enterprise',
  name: '甲',
  credit_code: null,
  phone: null,
  phone_raw: null,
  email: null,
  website: null,
  industry: null,
  size: null,
  owner_id: null,
  parent_id: null,
  department_head: null,
  birth_date: null,
  goods: [],
  service_needs: [],
  contacts: 0,
  addresses: 0,
  confirmedAt: now,
}
const place = { country: 'CN', province: null, postcode: null, division_code: null }

describe('a record', () => {
  test.each([
    ['a phone that is none', { phone: null, phone_raw: 'call me' }, 'invalid.phone'],
    ['a mail address that is none', { email: 'a@' }, 'invalid.email'],
    ['a credit code with a wrong check character', { credit_code: '91310000132212766A' }, 'invalid.creditCode'],
    ['a postcode of five digits', { addresses: 1, places: [{ ...place, postcode: '20012' }] }, 'invalid.postcode'],
    [
      'a division that does not exist',
      { addresses: 1, places: [{ ...place, division_code: '990101' }] },
      'invalid.division',
    ],
    [
      'a division of another province',
      { addresses: 1, places: [{ ...place, province: '浙江', division_code: '310115' }] },
      'invalid.division',
    ],
  ])('with %s is told so', (_, facts, issue) => {
    const quality = scoreQuality({ ...bare, ...facts }, now)
    expect(quality.issues).toContain(issue)
    expect(quality.validity).toBe(0)
  })

  test.each([
    ['a postcode of its country', { places: [{ ...place, country: 'US', postcode: '94043' }] }],
    ['a division of its province', { places: [{ ...place, province: '上海', division_code: '310115' }] }],
    ['a good phone and mail address', { phone: '+862165966105', email: 'a@b.cn' }],
  ])('with %s is valid', (_, facts) => {
    expect(scoreQuality({ ...bare, addresses: 1, ...facts }, now).validity).toBe(100)
  })

  test.each([
    [0, 100, false],
    [180, 100, false],
    [365, 66, false],
    [366, 66, true],
    [455, 50, true],
    [730, 0, true],
    [5_000, 0, true],
  ])('%i days old is fresh to %i percent', (days, freshness, stale) => {
    const quality = scoreQuality({ ...bare, confirmedAt: daysAgo(days) }, now)
    expect([quality.freshness, quality.issues.includes('stale')]).toEqual([freshness, stale])
  })
})

test('completeness and validity follow from the stored issues, and freshness from the score within its rounding', () => {
  const facts = fc.record({
    kind: fc.constantFrom('enterprise', 'individual', 'department'),
    phone_raw: fc.constantFrom(null, '12'),
    email: fc.constantFrom(null, 'a@b.cn', 'a@'),
    credit_code: fc.constantFrom(null, '91310000132212766M', '91310000132212766A'),
    industry: fc.constantFrom(null, '物流'),
    contacts: fc.nat(2),
    addresses: fc.nat(1),
    age: fc.nat(1_000),
  })
  fc.assert(
    fc.property(facts, ({ age, kind, ...given }) => {
      const credit_code = kind === 'enterprise' ? given.credit_code : null
      const quality = scoreQuality({ ...bare, ...given, kind, credit_code, confirmedAt: daysAgo(age) }, now)
      expect(completenessOf(kind, quality.issues)).toBe(quality.completeness)
      expect(validityOf(kind, quality.issues)).toBe(quality.validity)
      const freshness = freshnessOf(quality.score, quality.completeness, quality.validity)
      expect(Math.abs(freshness - quality.freshness)).toBeLessThanOrEqual(2)
    }),
  )
})
