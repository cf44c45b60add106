import { dayAt } from '@quayside/worktime'

/** What customers are told of an expected arrival: none whose day has passed where the company is. */
export const stillExpected = (at: Date | null, { timeZone, now }: { timeZone: string; now: Date }): Date | null =>
  at && dayAt(at, timeZone) >= dayAt(now, timeZone) ? at : null
