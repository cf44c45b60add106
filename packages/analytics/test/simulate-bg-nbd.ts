import type { BgNbd, RepeatPurchases } from '../src/index.ts'
import { seededRandom } from './random.ts'

/** Customers as the BG/NBD model tells they behave; ages even over ageFrom … ageTo, times rounded to whole units of `grain`. */
export function simulateBgNbd(
  model: BgNbd,
  options: { customers: number; ageFrom: number; ageTo: number; grain: number; seed: number },
): RepeatPurchases & { later: Float64Array } {
  const { customers, ageFrom, ageTo, grain, seed } = options
  const random = seededRandom(seed)
  const [frequency, recency, age, later] = [0, 1, 2, 3].map(() => new Float64Array(customers)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let at = 0; at < customers; at++) {
    const until = Math.round((ageFrom + random.uniform() * (ageTo - ageFrom)) / grain) * grain
    const rate = random.gamma(model.r) / model.alpha
    const lost = random.beta(model.a, model.b)
    age[at] = until
    for (let time = random.exponential(rate); time <= 2 * until; time += random.exponential(rate)) {
      if (time <= until) {
        frequency[at] = (frequency[at] as number) + 1
        recency[at] = Math.min(until, Math.ceil(time / grain) * grain)
      } else later[at] = (later[at] as number) + 1
      if (random.uniform() < lost) break
    }
  }
  return { frequency, recency, age, later }
}
