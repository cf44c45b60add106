import type { Rights } from '@quayside/contract'
import { connectionOf, type Db, type Tx } from '../../../platform/database.ts'

/** Accounts of one holder and kind with the same faults. */
export interface QualityGroup {
  owner_id: string | null
  team_id: string | null
  kind: string
  issues: string[]
  /** Below the score at which a record is to be verified. */
  poor: boolean
  accounts: number
  /** The sum. */
  score: number
}

/** A record scoring less is to be looked at, whatever its faults. */
export const poorBelow = 60
/** Up to this many accounts are counted when asked for. */
const countedLive = 50_000

const groups = `
  select owner_id, team_id, kind, quality_issues as issues, quality_score < ${poorBelow} as poor, count(*) as accounts, sum(quality_score) as score
  from   accounts where deleted_at is null
  group  by owner_id, team_id, kind, quality_issues, quality_score < ${poorBelow}`

/** Counted over the accounts the reader sees: along the index of his own, or over a large base from the last count. */
export async function findQualityGroups(
  db: Db,
  { modules }: Rights,
  now: Date,
): Promise<{ groups: QualityGroup[]; asOf: Date }> {
  const counted = modules.accounts.read === 'all' ? await lastCount(db) : null
  const text = counted ? 'select owner_id, team_id, kind, issues, poor, accounts, score from quality_bands' : groups
  const { rows } = await connectionOf(db).query<QualityGroup>(text)
  return { groups: rows, asOf: counted ?? now }
}

async function lastCount(db: Db): Promise<Date | null> {
  const text = `
    select case when (select reltuples from pg_class where oid = 'accounts'::regclass) > ${countedLive} then counted_at end as counted_at
    from   quality_rounds`
  const { rows } = await connectionOf(db).query<{ counted_at: Date | null }>(text)
  return rows[0]?.counted_at ?? null
}

/** Counts the whole base anew. As the owner. */
export async function countQuality(tx: Tx, now: Date): Promise<void> {
  const client = connectionOf(tx)
  await client.query('lock table quality_bands in share row exclusive mode')
  await client.query('delete from quality_bands')
  await client.query(`insert into quality_bands (owner_id, team_id, kind, issues, poor, accounts, score) ${groups}`)
  await client.query('update quality_rounds set counted_at = $1', [now])
}
