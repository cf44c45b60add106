import { connectionOf, type Db, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { MatchFacts, ToldReason } from './match-facts.ts'

export interface Held {
  owner_id: Id | null
  team_id: Id | null
}

export interface PairRow {
  id: Id
  score: number
  verdict: 'same' | 'probable'
  reasons: ToldReason[]
  state: 'open' | 'dismissed' | 'merged'
  found_at: Date
  low: { id: Id; number: string; name: string; live: boolean } & Held
  high: { id: Id; number: string; name: string; live: boolean } & Held
}

const side = (a: string) =>
  `json_build_object('id', ${a}.id, 'number', ${a}.number, 'name', ${a}.name, 'owner_id', ${a}.owner_id, 'team_id', ${a}.team_id, 'live', ${a}.deleted_at is null)`

const columns = `
  select p.id, p.score::float8 as score, p.verdict, p.reasons, p.state, p.found_at, ${side('l')} as low, ${side('h')} as high
  from   duplicate_pairs p
  join   accounts l on l.id = p.low_id
  join   accounts h on h.id = p.high_id`

export interface PairsWanted {
  state: PairRow['state']
  accountId: Id | undefined
  after: { score: number; id: Id } | null
  limit: number
}

/** Likeliest first. A pair with one side in the bin waits there with it; of a merged one the loser always is. */
export async function findPairs(db: Db, { state, accountId, after, limit }: PairsWanted): Promise<PairRow[]> {
  const values: unknown[] = [state, limit]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['p.state = $1']
  if (state !== 'merged') where.push('l.deleted_at is null and h.deleted_at is null')
  if (accountId) {
    const account = bind(accountId)
    where.push(`(p.low_id = ${account} or p.high_id = ${account})`)
  }
  if (after) {
    const [score, id] = [bind(after.score), bind(after.id)]
    where.push(`(p.score < ${score}::real or (p.score = ${score}::real and p.id > ${id}))`)
  }
  const text = `${columns} where ${where.join(' and ')} order by p.score desc, p.id limit $2`
  return (await connectionOf(db).query<PairRow>(text, values)).rows
}

export async function findPair(db: Db, id: Id): Promise<PairRow | undefined> {
  return (await connectionOf(db).query<PairRow>(`${columns} where p.id = $1`, [id])).rows[0]
}

/** Lower id first; empty unless the actor sees both. */
export async function findPairFacts(tx: Tx, id: Id): Promise<MatchFacts[]> {
  const text = 'select f as facts from duplicate_pair_facts($1) f'
  const { rows } = await connectionOf(tx).query<{ facts: MatchFacts }>(text, [id])
  return rows.map((row) => row.facts).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** What hangs on an account and the reader may see. */
export async function countHangers(db: Db, id: Id): Promise<Record<string, number>> {
  const text = `
    select (select count(*)::int from contacts where account_id = $1) as contacts,
           (select count(*)::int from addresses where account_id = $1) as addresses,
           (select count(*)::int from interactions where account_id = $1 and deleted_at is null) as interactions,
           (select count(*)::int from follow_ups where account_id = $1) as "followUps",
           (select count(*)::int from attachments where account_id = $1) as attachments,
           (select count(*)::int from orders where account_id = $1) as orders,
           (select count(*)::int from accounts where parent_id = $1 and deleted_at is null) as children`
  const { rows } = await connectionOf(db).query<Record<string, number>>(text, [id])
  return rows[0] ?? {}
}
