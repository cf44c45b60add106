import type { ReportLocale } from '@quayside/contract'
import type { Db } from '../database.ts'
import type { Letterhead } from './report-pdf.ts'

/** Whose report it is, for the top of its pages. */
export async function letterheadOf(db: Db, now: Date, locale: ReportLocale): Promise<Letterhead> {
  const { name, name_en, logo, logo_type, time_zone } = await db
    .selectFrom('company')
    .select(['name', 'name_en', 'logo', 'logo_type', 'time_zone'])
    .executeTakeFirstOrThrow()
  return {
    company: (locale === 'en' && name_en) || name,
    logo: logo_type === 'image/png' ? logo : null,
    madeAt: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: time_zone }).format(
      now,
    ),
  }
}
