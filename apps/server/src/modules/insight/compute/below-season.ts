import { expectNext } from './forecast-months.ts'

export interface LastMonths {
  /** Months of each series, oldest first; the last is held against what the others let expect. */
  histories: readonly Float64Array[]
  /** For each series, kinds of special days of its months. */
  calendars: readonly (readonly Float64Array[])[]
}

export interface Expected {
  mean: number
  lower: number
}

/** What the months before let expect of the last one, its season and festivals counted. */
export const expectLast = ({ histories, calendars }: LastMonths): Expected[] =>
  histories.map((history, at) => expectNext(history.slice(0, -1), calendars[at] ?? []))
