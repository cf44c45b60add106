import type { Calendar } from '@quayside/contract'
import type { BusinessCalendar } from '@quayside/worktime'
import type { Db } from '../../../platform/database.ts'
import { asBusinessCalendar } from '../../identity/index.ts'

/** The company's working days around `now`. */
export async function companyCalendar(db: Db, now: Date): Promise<BusinessCalendar> {
  const { calendar, time_zone } = await db
    .selectFrom('company')
    .select(['calendar', 'time_zone'])
    .executeTakeFirstOrThrow()
  const year = now.getUTCFullYear()
  return asBusinessCalendar(calendar as unknown as Calendar, time_zone, { from: year - 1, to: year + 2 })
}
