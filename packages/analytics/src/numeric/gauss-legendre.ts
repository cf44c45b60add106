export type Quadrature = { readonly nodes: Float64Array; readonly weights: Float64Array }

/**
 * Nodes and weights of Gauss-Legendre quadrature on 0…1, by Newton's method on the Legendre polynomial. Abramowitz & Stegun 25.4.30.
 * @param count nodes, 1 to about 100
 */
export function gaussLegendre(count: number): Quadrature {
  const nodes = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let at = 0; at < count; at++) {
    let node = Math.cos((Math.PI * (at + 0.75)) / (count + 0.5))
    let slope = 1
    for (let round = 0; round < 20; round++) {
      let [before, value] = [1, node]
      for (let degree = 2; degree <= count; degree++) {
        ;[before, value] = [value, ((2 * degree - 1) * node * value - (degree - 1) * before) / degree]
      }
      slope = (count * (before - node * value)) / (1 - node * node)
      const move = value / slope
      node -= move
      if (Math.abs(move) < 1e-15) break
    }
    nodes[at] = (1 - node) / 2
    weights[at] = 1 / ((1 - node * node) * slope * slope)
  }
  return { nodes, weights }
}
