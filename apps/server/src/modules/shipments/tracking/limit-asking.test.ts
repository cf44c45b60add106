import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limitAsking, networkOf } from './limit-asking.ts'

const addressOf = (n: number) => `${1 + (n >>> 24)}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`

test('who tried out too much stays out for his minute, however many others ask meanwhile', () => {
  const limit = limitAsking()
  for (let n = 0; n < 30; n++) expect(limit.count('203.0.113.9', 1_000_000)).toBe(0)
  expect(limit.count('203.0.113.9', 1_000_000)).toBe(60)
  let refused = 0
  for (let n = 0; n < 100_000; n++) if (limit.count(addressOf(n), 1_020_000) > 0) refused++
  expect(limit.count('203.0.113.9', 1_030_000)).toBe(30)
  // All these asked once each: no honest one waits for their sake.
  expect(refused).toBe(0)
  expect(limit.count('203.0.113.9', 1_060_000)).toBe(0)
})

test('a count never falls below what a network asked in its minute', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 300 }), (asked) => {
      const limit = limitAsking(3)
      const seen = new Map<number, number>()
      for (const one of asked) {
        const times = (seen.get(one) ?? 0) + 1
        seen.set(one, times)
        const wait = limit.count(addressOf(one), 0)
        if (times > 3) expect(wait).toBeGreaterThan(0)
      }
    }),
    { numRuns: 20 },
  )
})

test('a whole /64 is one network however its addresses are written', () => {
  const ours = ['2001:db8::5', '2001:db8::ffff:1', '2001:0db8:0:0:1:2:3:4', '2001:db8:0:0::7', '2001:DB8::9%eth0']
  expect(new Set(ours.map(networkOf)).size).toBe(1)
  expect(networkOf('2001:db8:0:1::5')).not.toBe(networkOf('2001:db8::5'))
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('::1')).toBe('0:0:0:0')
})
