import type { TargetMeasure, TargetSpan } from '@quayside/contract'
import { daysBetween } from '../inventory/days-of.ts'

export interface SpanTarget {
  span: TargetSpan
  startsOn: string
  value: number
}

/** Shares hold for every day alike; all else adds up over the days: twice the time, twice the turnover. */
const levels: ReadonlySet<TargetMeasure> = new Set(['grossMargin', 'otif'])

/**
 * The target of a period. A month takes its own target, else its days' share of the year's. A part of a month takes its days' share.
 * `value` is null unless every day has a target; `covered` is the share of the days that have.
 */
export function targetOver(
  measure: TargetMeasure,
  targets: readonly SpanTarget[],
  from: string,
  to: string,
): { value: number | null; covered: number } {
  const known = new Map(targets.map(({ span, startsOn, value }) => [`${span} ${startsOn}`, value]))
  const allDays = daysBetween(from, to)
  const parts = new Map<string, { value: number; days: number; wholeDays: number }>()
  for (const month of monthsOver(from, to)) {
    const found = [
      { key: `month ${month}`, first: month, last: lastOfMonth(month) },
      {
        key: `year ${month.slice(0, 4)}-01-01`,
        first: `${month.slice(0, 4)}-01-01`,
        last: `${month.slice(0, 4)}-12-31`,
      },
    ].find(({ key }) => known.has(key))
    if (!found) continue
    const { value, days, wholeDays } = parts.get(found.key) ?? {
      value: known.get(found.key) as number,
      days: 0,
      wholeDays: daysBetween(found.first, found.last),
    }
    const more = daysBetween(later(month, from), earlier(lastOfMonth(month), to))
    parts.set(found.key, { value, days: days + more, wholeDays })
  }
  let sum = 0
  let coveredDays = 0
  for (const { value, days, wholeDays } of parts.values()) {
    coveredDays += days
    sum += value * (days / (levels.has(measure) ? allDays : wholeDays))
  }
  return {
    value: allDays > 0 && coveredDays === allDays ? sum : null,
    covered: allDays > 0 ? coveredDays / allDays : 0,
  }
}

const later = (one: string, other: string) => (one > other ? one : other)
const earlier = (one: string, other: string) => (one < other ? one : other)

/** First days of the months that a period touches. */
function monthsOver(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = `${from.slice(0, 7)}-01`; month <= to; month = nextMonth(month)) months.push(month)
  return months
}

const dayText = (at: number) => new Date(at).toISOString().slice(0, 10)
const nextMonth = (month: string) => dayText(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1))
export const lastOfMonth = (month: string) => dayText(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0))
