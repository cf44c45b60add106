import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowsDrawn, windowOf } from './row-window.ts'

const places = fc.record({
  scrolledPx: fc.nat(8_000_000),
  seenPx: fc.integer({ min: 0, max: 3_000 }),
  rowPx: fc.constantFrom(32, 40),
  count: fc.nat(200_000),
})

test('every row that is seen is drawn', () => {
  fc.assert(
    fc.property(places, ({ scrolledPx, seenPx, rowPx, count }) => {
      const { first, end } = windowOf(scrolledPx, rowsDrawn(seenPx, rowPx), rowPx, count)
      const seen = { first: Math.floor(scrolledPx / rowPx), end: Math.ceil((scrolledPx + seenPx) / rowPx) }
      expect(first).toBeLessThanOrEqual(Math.max(0, Math.min(seen.first, count - 1)))
      expect(end).toBeGreaterThanOrEqual(Math.min(seen.end, count))
    }),
  )
})

test('as many are drawn wherever one is, so that rows which leave make room for those which come', () => {
  fc.assert(
    fc.property(places, ({ scrolledPx, seenPx, rowPx, count }) => {
      const drawn = rowsDrawn(seenPx, rowPx)
      const { first, end } = windowOf(scrolledPx, drawn, rowPx, count)
      expect(end - first).toBe(Math.min(drawn, count))
    }),
  )
})

test('before the rows beyond the edges follow, those on the first screen are all there', () => {
  fc.assert(
    fc.property(places, ({ seenPx, rowPx, count }) => {
      const { first, end } = windowOf(0, rowsDrawn(seenPx, rowPx, 0), rowPx, count)
      expect(first).toBe(0)
      expect(end).toBeGreaterThanOrEqual(Math.min(Math.ceil(seenPx / rowPx), count))
    }),
  )
})
