const dayMilliseconds = 86_400_000

export const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMilliseconds)
const daysSeen = new Map<number, string>()
/** A period has a few hundred days and is asked for millions of times. */
export function dayOf(number: number): string {
  let day = daysSeen.get(number)
  if (day === undefined) {
    day = new Date(number * dayMilliseconds).toISOString().slice(0, 10)
    daysSeen.set(number, day)
  }
  return day
}

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })

/** Day number of the Spring Festival 春节 of a Gregorian year: the first day of the first lunar month. */
export function springFestival(year: number): number {
  const january20 = dayNumber(`${year}-01-20`)
  for (let day = january20; day < january20 + 35; day++) if (lunar.format(day * dayMilliseconds) === '1/1') return day
  throw new RangeError(`No Spring Festival found in ${year}.`)
}

/** Freight before the festival is brought forward, stops for about ten days, and comes back over two weeks. */
function festivalFactor(day: number, festival: number): number {
  const away = day - festival
  if (away < -24 || away > 22) return 1
  if (away < -7) return 1.35
  if (away < -2) return 0.7
  if (away <= 7) return 0.04
  return 0.25 + (0.75 * (away - 7)) / 15
}

const weekday = [0.35, 1.15, 1.1, 1.1, 1.1, 1.15, 0.7]

/** How busy each day of a period is for a trade, as the running total that sampling needs; `months` are twelve factors from January. */
export function busyDays(from: number, to: number, months: readonly number[], yearlyGrowth: number): Float64Array {
  const total = new Float64Array(to - from + 2)
  const festivals = new Map<number, number>()
  for (let day = from; day <= to; day++) {
    const date = new Date(day * dayMilliseconds)
    const year = date.getUTCFullYear()
    if (!festivals.has(year)) festivals.set(year, springFestival(year))
    const factor =
      (weekday[date.getUTCDay()] as number) *
      (months[date.getUTCMonth()] as number) *
      festivalFactor(day, festivals.get(year) as number) *
      (1 + yearlyGrowth) ** ((day - from) / 365)
    total[day - from + 1] = (total[day - from] as number) + factor
  }
  return total
}

/** The day (offset from the period's first) where a running total passes `mark`. */
export function dayAtMark(total: Float64Array, mark: number): number {
  let low = 0
  let high = total.length - 1
  while (low < high - 1) {
    const middle = (low + high) >> 1
    if ((total[middle] as number) <= mark) low = middle
    else high = middle
  }
  return low
}
