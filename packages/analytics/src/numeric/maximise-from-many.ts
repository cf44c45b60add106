import { type Maximum, maximise, type Objective } from './maximise.ts'

/**
 * The best maximum reached from the `climbs` most promising of several starts, so that one bad start or a lesser hill does not
 * decide the answer. The first start wins ties.
 */
export function maximiseFromMany(
  objective: Objective,
  starts: readonly (readonly number[])[],
  climbs: number,
): Maximum {
  const unused = new Float64Array(starts[0]?.length ?? 0)
  const promising = starts
    .map((start) => ({ start, value: objective(Float64Array.from(start), unused) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((one, other) => other.value - one.value)
    .slice(0, climbs)
  const reached = promising.map(({ start }) => maximise(objective, start))
  const [first, ...others] = reached
  if (!first) throw new RangeError('The likelihood is not finite at any start.')
  // A hill must be higher by more than rounding to be another one.
  return others.reduce((best, next) => (next.value > best.value + 1e-9 * Math.abs(best.value) ? next : best), first)
}
