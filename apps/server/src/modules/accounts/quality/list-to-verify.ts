import type { ReplyOf, listToVerify as route } from '@quayside/contract'
import { z } from 'zod'
import { connectionOf, type Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import { reference } from '../present-account.ts'
import { poorBelow } from './quality-bands.queries.ts'

type Query = z.output<(typeof route)['query']>
type Reply = ReplyOf<typeof route>

/** `at` fixes the order over the pages: urgency grows with time. */
const Position = z.strictObject({ priority: z.number(), id: z.uuid(), at: z.iso.datetime() })
type Position = z.infer<typeof Position>

interface Row {
  id: string
  number: string
  name: string
  quality_score: number
  quality_issues: string[]
  owner_id: string | null
  owner_name: string | null
  verified_at: Date | null
  updated_at: Date
  version: number
  priority: number
}

/** Over all accounts the work list looks at the customers worth most and the records that are worst; of one's own, at each. */
const mostByValue = 5_000
const worstByScore = 2_000

/** What to verify next: value × staleness, worst of the best customers first. */
export async function listToVerify(db: Db, user: User, query: Query, now: Date): Promise<Reply> {
  const after = query.cursor ? decodeCursor(Position, query.cursor) : null
  const at = after?.at ?? now.toISOString()
  const rows = await findRows(db, user, query, at, after)
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
  return {
    rows: rows.slice(0, query.limit).map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      qualityScore: row.quality_score,
      issues: row.quality_issues,
      owner: reference(row.owner_id, row.owner_name),
      verifiedAt: row.verified_at?.toISOString() ?? null,
      updatedAt: row.updated_at.toISOString(),
      version: row.version,
    })),
    next: last ? encodeCursor({ priority: last.priority, id: last.id, at }) : null,
  }
}

async function findRows(
  db: Db,
  user: User,
  { owner, issue, limit }: Query,
  at: string,
  after: Position | null,
): Promise<Row[]> {
  const values: unknown[] = [at, limit + 1]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = [`a.deleted_at is null`, `(a.quality_score < ${poorBelow} or ${faulty})`]
  if (owner !== 'all') where.push(`a.owner_id = ${bind(owner === 'me' ? user.id : owner)}::uuid`)
  else if (user.rights.modules.accounts.read === 'all') where.push(`a.id in (${notable})`)
  if (issue) where.push(`${bind(issue)}::text = any (a.quality_issues)`)
  const behind = after ? `where (-r.priority, r.id) > (-${bind(after.priority)}::float8, ${bind(after.id)}::uuid)` : ''
  const text = `
    with rated as (
      select a.id, a.number, a.name, a.quality_score, a.quality_issues, a.owner_id, a.verified_at, a.updated_at, a.version,
             round((${worthOf(user)} * ${staleness})::numeric, 6)::float8 as priority
      from   accounts a left join account_figures f on f.account_id = a.id
      where  ${where.join(' and ')})
    select r.*, u.name as owner_name from rated r left join users u on u.id = r.owner_id
    ${behind} order by r.priority desc, r.id limit $2`
  return (await connectionOf(db).query<Row>(text, values)).rows
}

const faulty = `a.quality_issues && array['stale', 'invalid.phone', 'invalid.email', 'invalid.creditCode', 'invalid.postcode', 'invalid.division']`

const notable = `
  select account_id from (select account_id from account_figures order by amount_e4 desc, account_id desc limit ${mostByValue}) best
  union all
  select id from (select id from accounts where deleted_at is null order by quality_score, id limit ${worstByScore}) worst`

/**
 * Ten times the turnover is one step more, so that the largest customer does not drown all others. Who may not read money gets the
 * order by tier, which everybody sees: the list must not tell amounts.
 */
const worthOf = ({ rights }: User): string =>
  rights.categories.finance.read
    ? '(1 + log(greatest(1, coalesce(f.amount_e4, 0) / 10000.0)))'
    : `(case f.tier when 'A' then 5 when 'B' then 4 when 'C' then 3 when 'D' then 2 else 1 end)`

/** Years since the data were last changed or confirmed, and what the score lacks. */
const staleness = `(extract(epoch from greatest($1::timestamptz - greatest(a.updated_at, a.verified_at), interval '0')) / 31557600.0 + (100 - a.quality_score) / 100.0)`
