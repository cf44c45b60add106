import { connectionOf, type Database, readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { accountQuality, type DerivedFrom } from '../derive-account.ts'
import type { CheckedPlace, Quality } from '../score-quality.ts'
import { countQuality } from './quality-bands.queries.ts'

interface Facts extends DerivedFrom {
  id: Id
  updated_at: Date
  quality_score: number
  quality_issues: string[]
  contacts: number
  places: CheckedPlace[]
}

export interface Rescored {
  looked: number
  changed: number
}

const batch = 1_000

/**
 * Freshness decays without anybody writing, so at night every live account is scored anew; only the rows whose score or faults
 * moved are written, in small transactions. The version stays: nobody edited anything.
 */
export async function rescoreQuality(
  database: Database,
  now: Date,
  report: (done: number, total: number) => Promise<void>,
): Promise<Rescored> {
  const total = await readAsOwner(database, async (db) => {
    const text = `select greatest(reltuples, 0)::bigint as n from pg_class where oid = 'accounts'::regclass`
    return (await connectionOf(db).query<{ n: number }>(text)).rows[0]?.n ?? 0
  })
  const result: Rescored = { looked: 0, changed: 0 }
  for (let after: Id | null = null; ; ) {
    const facts = await findFacts(database, after)
    const moved = facts.map((one) => ({ one, quality: qualityOf(one, now) })).filter(differs)
    if (moved.length > 0) await keep(database, moved)
    result.looked += facts.length
    result.changed += moved.length
    await report(result.looked, Math.max(total, result.looked))
    after = facts.at(-1)?.id ?? null
    if (facts.length < batch || after === null) break
  }
  await writeAsOwner(database, async (tx) => {
    await countQuality(tx, now)
    await connectionOf(tx).query('update quality_rounds set rescored_at = $1', [now])
  })
  return result
}

async function findFacts(database: Database, after: Id | null): Promise<Facts[]> {
  const text = `
    select a.id, a.kind, a.name, a.credit_code, a.phone, a.phone_raw, a.email, a.website, a.industry, a.size, a.owner_id, a.parent_id,
           a.department_head, a.birth_date, a.goods, a.service_needs, a.verified_at, a.updated_at, a.quality_score, a.quality_issues,
           (select count(*)::int from contacts c where c.account_id = a.id and c.active) as contacts,
           (select coalesce(json_agg(json_build_object('country', d.country, 'province', d.province, 'postcode', d.postcode,
                                                       'division_code', d.division_code)), '[]')
            from addresses d where d.account_id = a.id) as places
    from   accounts a where a.deleted_at is null and ($1::uuid is null or a.id > $1::uuid) order by a.id limit ${batch}`
  return readAsOwner(database, async (db) => (await connectionOf(db).query<Facts>(text, [after])).rows)
}

const qualityOf = (facts: Facts, now: Date): Quality =>
  accountQuality(facts, facts.contacts, facts.places, facts.updated_at, now)

interface Moved {
  one: Facts
  quality: Quality
}

const differs = ({ one, quality }: Moved) =>
  one.quality_score !== quality.score || one.quality_issues.join() !== quality.issues.join()

/** A row somebody changed meanwhile has been scored by that; it is left alone. JavaScript knows instants to the millisecond. */
async function keep(database: Database, moved: readonly Moved[]): Promise<void> {
  const text = `
    update accounts a set quality_score = n.score, quality_issues = string_to_array(n.issues, ',')
    from   unnest($1::uuid[], $2::smallint[], $3::text[], $4::timestamptz[]) as n (id, score, issues, updated_at)
    where  a.id = n.id and date_trunc('milliseconds', a.updated_at) = n.updated_at and a.deleted_at is null`
  const columns = [
    moved.map(({ one }) => one.id),
    moved.map(({ quality }) => quality.score),
    moved.map(({ quality }) => quality.issues.join(',')),
    moved.map(({ one }) => one.updated_at),
  ]
  await writeAsOwner(database, (tx) => connectionOf(tx).query(text, columns))
}
