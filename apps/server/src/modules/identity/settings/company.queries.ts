import { type Calendar, type Company, CompanyBilling, type PublicCompany } from '@quayside/contract'
import type { Db, Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { mayAdminister } from '../users.policy.ts'

const columns = [
  'name',
  'name_en as nameEn',
  'logo_type as logoType',
  'version',
  'accent_color as accentColor',
  'time_zone as timeZone',
  'currency',
  'country',
  'is_demo as isDemo',
] as const

export async function publicCompany(db: Db): Promise<PublicCompany> {
  const { version, logoType, ...row } = await db.selectFrom('company').select(columns).executeTakeFirstOrThrow()
  return { ...row, logoUrl: logoUrl(logoType, version) }
}

export async function readCompany(db: Db, user: User): Promise<Company> {
  const { logoType, billing, ...row } = await db
    .selectFrom('company')
    .select([...columns, 'billing'])
    .executeTakeFirstOrThrow()
  return {
    ...row,
    billing: CompanyBilling.parse(billing),
    logoUrl: logoUrl(logoType, row.version),
    can: { change: mayAdminister(user, 'change') },
  }
}

const logoUrl = (type: string | null, version: number) => (type ? `/api/company/logo?v=${version}` : null)

/** Locks the one row, so that changes of it take turns. */
export async function lockCompany(tx: Tx): Promise<{ version: number }> {
  return tx.selectFrom('company').select('version').forUpdate().executeTakeFirstOrThrow()
}

export async function readCalendar(db: Db, user: User) {
  const row = await db.selectFrom('company').select(['calendar', 'version']).executeTakeFirstOrThrow()
  return {
    calendar: row.calendar as unknown as Calendar,
    version: row.version,
    can: { change: mayAdminister(user, 'change') },
  }
}
