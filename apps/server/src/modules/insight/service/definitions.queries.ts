import type { ServiceDefinitions, ServiceTerms } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'

/** The company's row (0250_service_definitions.sql). */
export const companyTermsId = '01990000-0000-7000-8000-0000000000d0'

const columns = [
  's.id',
  's.early_days as earlyDays',
  's.grace_days as graceDays',
  's.attested_by as attestedBy',
  's.note',
  's.version',
] as const

/** Through the row policies: of customers the reader sees. */
export async function listDefinitions(db: Db, user: User): Promise<ServiceDefinitions> {
  const company = await db
    .selectFrom('service_definitions as s')
    .select(columns)
    .where('s.account_id', 'is', null)
    .executeTakeFirstOrThrow()
  const own = await db
    .selectFrom('service_definitions as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .select([...columns, 'a.id as accountId', 'a.number', 'a.name', 'a.owner_id as ownerId', 'a.team_id as teamId'])
    .where('a.deleted_at', 'is', null)
    .orderBy('a.sort_key')
    .orderBy('a.id')
    .limit(500)
    .execute()
  return {
    company: {
      ...company,
      attestedBy: company.attestedBy as ServiceTerms['attestedBy'],
      can: { change: user.rights.modules.analyses.change === 'all' },
    },
    own: own.map(({ accountId, number, name, ownerId, teamId, ...terms }) => ({
      ...terms,
      attestedBy: terms.attestedBy as ServiceTerms['attestedBy'],
      account: { id: accountId, number, name },
      can: { change: mayChangeAccount(user, ownerId, teamId) },
    })),
  }
}

/** What holds for one customer the reader sees; undefined for any other. */
export async function definitionOf(db: Db, user: User, accountId: string) {
  const account = await db
    .selectFrom('accounts')
    .select(['owner_id', 'team_id'])
    .where('id', '=', accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!account) return undefined
  const found = await db
    .selectFrom('service_definitions as s')
    .select([...columns, 's.account_id as accountId'])
    .where((where) => where.or([where('s.account_id', 'is', null), where('s.account_id', '=', accountId)]))
    .execute()
  const terms = (of: string | null) => {
    const row = found.find((one) => one.accountId === of)
    if (!row) return null
    const { accountId: _, ...kept } = row
    return { ...kept, attestedBy: kept.attestedBy as ServiceTerms['attestedBy'] }
  }
  const company = terms(null)
  if (!company) throw new Error('The company has no service definition.')
  return {
    company,
    own: terms(accountId),
    can: { change: mayChangeAccount(user, account.owner_id, account.team_id) },
  }
}

/** As the row policies of the table decide. */
function mayChangeAccount({ id, teamIds, rights }: User, ownerId: string | null, teamId: string | null): boolean {
  const scope = rights.modules.accounts.change
  return (
    scope === 'all' || (scope !== 'none' && (ownerId === id || (scope === 'team' && teamIds.includes(teamId ?? ''))))
  )
}

export interface Terms {
  earlyDays: number | null
  graceDays: number
}
export interface TermsOfAll {
  company: Terms
  own: { accountId: string; terms: Terms }[]
}

/** What lines are judged by. */
export async function termsOfAll(db: Db): Promise<TermsOfAll> {
  const rows = await db.selectFrom('service_definitions').select(['account_id', 'early_days', 'grace_days']).execute()
  const told = rows.map((row) => ({
    accountId: row.account_id,
    terms: { earlyDays: row.early_days, graceDays: row.grace_days },
  }))
  const company = told.find(({ accountId }) => accountId === null)?.terms
  if (!company) throw new Error('The company has no service definition.')
  return {
    company,
    own: told.flatMap(({ accountId, terms }) => (accountId === null ? [] : [{ accountId, terms }])),
  }
}

/** Changes with every change of any definition. */
export async function stateOfTerms(db: Db): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select md5(string_agg(id::text || version::text, ',' order by id)) as state from service_definitions`.execute(db)
  return rows[0]?.state ?? ''
}
