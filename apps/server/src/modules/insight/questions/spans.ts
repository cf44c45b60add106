import { yearBefore } from '../composition/year-before.ts'

export interface Span {
  from: string
  to: string
}

export interface Spans {
  thisYear: Span
  /** The same days a year before. */
  sameDays: Span
  /** The twelve months before the period begins. */
  lastYear: Span
  /** The twelve months until the period ends. */
  twelveMonths: Span
}

const dayBeside = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Without days: the calendar year until today. */
export function spansOf(filter: { from?: string | undefined; to?: string | undefined }, today: string): Spans {
  const to = filter.to ?? today
  const from = filter.from ?? `${to.slice(0, 4)}-01-01`
  const sameDays = yearBefore(from, to) as Span
  return {
    thisYear: { from, to },
    sameDays,
    lastYear: { from: sameDays.from, to: dayBeside(from, -1) },
    twelveMonths: { from: dayBeside(sameDays.to, 1), to },
  }
}
