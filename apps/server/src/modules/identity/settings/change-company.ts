import type { Calendar, Company, CompanyChange } from '@quayside/contract'
import type { Updateable } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { changedMeanwhile, forbidden } from '../../../platform/refusal.ts'
import type { DB } from '../../../platform/schema.generated.ts'
import { mayAdminister } from '../users.policy.ts'
import { lockCompany, readCalendar, readCompany } from './company.queries.ts'
import { refuseUnknownCountry } from './holidays.ts'
import type { Picture } from './picture.ts'

/** The company is one row; its events hang on this fixed id. */
export const companyId = '01990000-0000-7000-8000-0000000000c0'

export async function changeCompany(
  tx: Tx,
  user: User,
  version: number,
  change: CompanyChange,
  now: Date,
): Promise<Company> {
  await lockUnchanged(tx, user, version)
  const { nameEn, accentColor, timeZone, billing, ...plain } = change
  await update(
    tx,
    user,
    'company.changed',
    now,
    { is: change },
    {
      ...plain,
      ...(nameEn === undefined ? {} : { name_en: nameEn }),
      ...(accentColor === undefined ? {} : { accent_color: accentColor }),
      ...(timeZone === undefined ? {} : { time_zone: timeZone }),
      ...(billing === undefined ? {} : { billing: JSON.stringify(billing) }),
    },
  )
  return readCompany(tx, user)
}

export async function changeCalendar(tx: Tx, user: User, version: number, calendar: Calendar, now: Date) {
  refuseUnknownCountry(calendar.holidayCountry)
  const before = await lockUnchanged(tx, user, version)
  const data = { was: before.calendar, is: calendar }
  await update(tx, user, 'company.calendarChanged', now, data, { calendar: JSON.stringify(calendar) })
  return readCalendar(tx, user)
}

/** Puts a checked picture in place of the logo; null: the product's own again. */
export async function replaceLogo(tx: Tx, user: User, logo: Picture | null, now: Date): Promise<Company> {
  if (!mayAdminister(user, 'change')) throw forbidden()
  await lockCompany(tx)
  const data = { type: logo?.type ?? null, bytes: logo?.bytes.length ?? 0 }
  await update(tx, user, 'company.logoChanged', now, data, { logo: logo?.bytes ?? null, logo_type: logo?.type ?? null })
  return readCompany(tx, user)
}

async function lockUnchanged(tx: Tx, user: User, version: number) {
  if (!mayAdminister(user, 'change')) throw forbidden()
  const locked = await lockCompany(tx)
  if (locked.version !== version)
    throw changedMeanwhile({ ...(await readCompany(tx, user)), ...(await readCalendar(tx, user)) })
  return readCalendar(tx, user)
}

async function update(
  tx: Tx,
  user: User,
  kind: string,
  now: Date,
  data: Record<string, unknown>,
  values: Updateable<DB['company']>,
): Promise<void> {
  await tx
    .updateTable('company')
    .set((current) => ({ ...values, version: current('version', '+', 1), updated_at: now }))
    .execute()
  await recordEvent(tx, { kind, subject: { type: 'company', id: companyId }, actorId: user.id, at: now, data })
}
