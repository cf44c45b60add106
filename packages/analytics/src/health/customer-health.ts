export type HealthSigns = {
  /** Probability that he is still a customer, 0…1 (see `bgNbdProbabilityAlive`). */
  readonly alive?: number | undefined
  /** He orders in his own rhythm: false where the churn radar raises an alarm; undefined where there is no rhythm to tell from. */
  readonly inRhythm?: boolean | undefined
  /** Revenue of the last twelve months ÷ that of the twelve before, 0 or more; undefined without the twelve before. */
  readonly growth?: number | undefined
  /** Complaints of the last half year; undefined where complaints are not recorded. */
  readonly complaints?: number | undefined
}

const WEIGHTS = { alive: 40, inRhythm: 30, growth: 20, complaints: 10 } as const
/** Half the revenue of a year before is as bad as growth gets, half as much again as good. */
const [SHRUNK, GROWN] = [0.5, 1.5]
/** Two complaints in half a year weigh fully. */
const MANY_COMPLAINTS = 2

/**
 * Health of a customer 客户健康度, 0…100: whether he is still one (40), keeps his rhythm (30), buys as much as a year before (20) and is
 * content (10). What is not known takes no part: the rest is weighed as if it were all. Quayside's own index; the parts follow the
 * sources' questions (who buys less, who complained, who is silent).
 * @returns undefined where nothing is known
 * @throws {RangeError} for a sign out of its range
 * @example customerHealth({ alive: 0.9, inRhythm: true, growth: 1, complaints: 0 }) // 86
 */
export function customerHealth({ alive, inRhythm, growth, complaints }: HealthSigns): number | undefined {
  check('alive', alive, 1)
  check('growth', growth, Infinity)
  check('complaints', complaints, Infinity)
  const parts = [
    [WEIGHTS.alive, alive],
    [WEIGHTS.inRhythm, inRhythm === undefined ? undefined : Number(inRhythm)],
    [WEIGHTS.growth, growth === undefined ? undefined : between((growth - SHRUNK) / (GROWN - SHRUNK))],
    [WEIGHTS.complaints, complaints === undefined ? undefined : between(1 - complaints / MANY_COMPLAINTS)],
  ] as const
  let [sum, weight] = [0, 0]
  for (const [of, sign] of parts) {
    if (sign === undefined) continue
    sum += of * sign
    weight += of
  }
  return weight === 0 ? undefined : Math.round((100 * sum) / weight)
}

const between = (value: number) => Math.min(1, Math.max(0, value))

function check(name: string, value: number | undefined, most: number): void {
  if (value !== undefined && !(value >= 0 && value <= most))
    throw new RangeError(`${name} must be 0${most === Infinity ? ' or more' : `…${most}`}, not ${value}.`)
}
