import { expect, test } from 'vitest'
import { gaussLegendre } from './gauss-legendre.ts'

test.each([1, 2, 5, 12, 40])('%d nodes integrate x^k exactly up to degree 2n − 1', (count) => {
  const { nodes, weights } = gaussLegendre(count)
  for (let degree = 0; degree < 2 * count; degree++) {
    const integral = nodes.reduce((sum, node, at) => sum + (weights[at] as number) * node ** degree, 0)
    expect(integral).toBeCloseTo(1 / (degree + 1), 13)
  }
})
