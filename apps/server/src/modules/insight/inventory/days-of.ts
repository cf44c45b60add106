const dayMs = 86_400_000

/** Days from one to the other, both counted; none where the first is later. */
export const daysBetween = (first: string, last: string): number =>
  Math.max(0, Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1)

/** Days of a month that lie between the two. */
export function daysOfMonth(month: string, first: string, last: string): number {
  const end = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)
  return daysBetween(month > first ? month : first, end < last ? end : last)
}
