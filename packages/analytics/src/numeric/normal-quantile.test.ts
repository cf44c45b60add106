import { expect, test } from 'vitest'
import { normalQuantile, normalTail } from './normal-quantile.ts'

test.each([
  [0.5, 0],
  [0.95, 1.6448536269514722],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.9999, 3.719016485455709],
  [0.1, -1.2815515655446004],
])('of %d', (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 10))

test('series and continued fraction meet', () => expect(normalTail(3 - 1e-13)).toBeCloseTo(normalTail(3 + 1e-13), 11))
