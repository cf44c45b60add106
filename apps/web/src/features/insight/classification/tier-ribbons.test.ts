import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ribbonsOf } from './tier-ribbons.ts'

const names = { left: ['A', 'B', 'C', 'new'], right: ['A', 'B', 'C', 'gone'] }

test('ribbons fill their bars to the last unit and bars do not overlap', () => {
  const link = fc.record({
    from: fc.constantFrom(...names.left),
    to: fc.constantFrom(...names.right),
    customers: fc.integer({ min: 1, max: 1e6 }),
  })
  const links = fc.uniqueArray(link, { minLength: 1, selector: ({ from, to }) => `${from}>${to}` })
  fc.assert(
    fc.property(links, (given) => {
      const { left, right, ribbons } = ribbonsOf(given, names, 240)
      expect(ribbons).toHaveLength(given.length)
      for (const [bars, side] of [
        [left, 'left'],
        [right, 'right'],
      ] as const) {
        for (const [at, bar] of bars.entries()) {
          const mine = ribbons.filter((ribbon) => (side === 'left' ? ribbon.from : ribbon.to) === bar.name)
          const filled = mine.reduce((sum, ribbon) => sum + ribbon[side][1] - ribbon[side][0], 0)
          expect(filled).toBeCloseTo(bar.height, 6)
          const next = bars[at + 1]
          if (next) expect(bar.top + bar.height).toBeLessThan(next.top)
        }
        const last = bars.at(-1)
        expect((last?.top ?? 0) + (last?.height ?? 0)).toBeCloseTo(240, 6)
      }
    }),
  )
})
