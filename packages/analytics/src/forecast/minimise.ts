type Vertex = { readonly x: Float64Array; readonly value: number }

/**
 * Simplex search of Nelder & Mead (1965) for the few parameters of a smoothing model; the objective brings what lies outside its
 * bounds back itself. Same start, same result.
 */
export function minimise(
  objective: (x: Float64Array) => number,
  start: readonly number[],
  steps: readonly number[],
  rounds: number,
): Float64Array {
  const vertex = (x: Float64Array): Vertex => {
    const value = objective(x)
    return { x, value: Number.isFinite(value) ? value : Number.MAX_VALUE }
  }
  const simplex = [vertex(Float64Array.from(start))]
  for (const [at, step] of steps.entries()) {
    simplex.push(vertex(Float64Array.from(start, (value, k) => (k === at ? value + step : value))))
  }
  for (let round = 0; round < rounds; round++) {
    simplex.sort((a, b) => a.value - b.value)
    if (isFlat(simplex)) break
    improve(simplex, vertex)
  }
  return simplex.reduce((best, each) => (each.value < best.value ? each : best)).x
}

const isFlat = (simplex: readonly Vertex[]) => {
  const [best, worst] = [simplex[0] as Vertex, simplex.at(-1) as Vertex]
  return worst.value - best.value <= 1e-8 * Math.abs(best.value)
}

function improve(simplex: Vertex[], vertex: (x: Float64Array) => Vertex): void {
  const last = simplex.length - 1
  const [best, second, worst] = [simplex[0] as Vertex, simplex[last - 1] as Vertex, simplex[last] as Vertex]
  const centre = centreOf(simplex, last)
  const away = (factor: number) => {
    const x = new Float64Array(centre.length)
    for (let k = 0; k < x.length; k++) x[k] = beyond(centre[k] as number, worst.x[k] as number, factor)
    return vertex(x)
  }
  const reflected = away(1)
  if (reflected.value < best.value) {
    const expanded = away(2)
    simplex[last] = expanded.value < reflected.value ? expanded : reflected
  } else if (reflected.value < second.value) simplex[last] = reflected
  else {
    const contracted = away(reflected.value < worst.value ? 0.5 : -0.5)
    if (contracted.value < Math.min(worst.value, reflected.value)) simplex[last] = contracted
    else
      for (let k = 1; k <= last; k++)
        simplex[k] = vertex((simplex[k] as Vertex).x.map((x, i) => (x + (best.x[i] as number)) / 2))
  }
}

const beyond = (centre: number, worst: number, factor: number) => centre + factor * (centre - worst)

/** Of all but the last, the worst. */
function centreOf(simplex: readonly Vertex[], last: number): Float64Array {
  const centre = new Float64Array((simplex[last] as Vertex).x.length)
  for (let k = 0; k < centre.length; k++) {
    let sum = 0
    for (let at = 0; at < last; at++) sum += (simplex[at] as Vertex).x[k] as number
    centre[k] = sum / last
  }
  return centre
}

export const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
