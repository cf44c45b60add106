/** Months from the first to the last day, both included; a part of a month counts by its days. 0 when they are the wrong way round. */
export function monthsBetween(from: string, to: string): number {
  if (from > to) return 0
  const [firstYear, firstMonth, firstDay] = from.split('-').map(Number) as [number, number, number]
  const [lastYear, lastMonth, lastDay] = to.split('-').map(Number) as [number, number, number]
  const length = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
  const whole = (lastYear - firstYear) * 12 + lastMonth - firstMonth
  const before = (firstDay - 1) / length(firstYear, firstMonth)
  return whole - before + lastDay / length(lastYear, lastMonth)
}
