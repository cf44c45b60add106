import { type AnalysisPeriod, AnalysisPeriod as Periods } from '@quayside/contract'

export { daysOfPeriod as daysOf } from '@quayside/contract'

export const periods = Periods.options
export type Period = AnalysisPeriod

/** The calendar day it is now in the company's zone. */
export const todayIn = (zone: string, now: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now)
