import { customersMoved, type MoveLink, TIERS, type Tier, tierMoves } from '@quayside/analytics'
import type { listTierMovers, ReplyOf, readTierMoves } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { tiersByRank } from '../classification/classify-accounts.ts'
import { type Classified, type Ranking, rankAccounts } from '../classification/rank-accounts.ts'
import type { Beholder } from '../frame/visible-to.ts'

/** As many days right before; null where the period has no beginning or no end. */
export function periodBefore({ from, to }: Pick<Classified, 'from' | 'to'>): { from: string; to: string } | null {
  if (!from || !to) return null
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  return { from: shifted(from, -days), to: shifted(from, -1) }
}

const dayMs = 86_400_000
const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

interface Compared {
  before: { from: string; to: string }
  tiersBefore: ReadonlyMap<number, Tier>
  tiersNow: ReadonlyMap<number, Tier>
  now: Ranking
  then: Ranking
}

/** The same question over the period and over the one before, in the same currency. */
async function compared(warehouse: Warehouse, query: Classified, beholder: Beholder): Promise<Compared | null> {
  const before = periodBefore(query)
  if (!before) return null
  const now = await rankAccounts(warehouse, query, beholder)
  const earlier = { ...query, ...before, currency: now.currency }
  const then = await rankAccounts(warehouse, earlier, beholder)
  return { before, now, then, tiersNow: tierOfKey(now, query), tiersBefore: tierOfKey(then, query) }
}

function tierOfKey({ keys, values }: Ranking, query: Classified): Map<number, Tier> {
  const tiers = tiersByRank(values, query)
  return new Map(Array.from(keys, (key, at) => [key, tiers[at] as Tier]))
}

export async function movesBetweenPeriods(
  warehouse: Warehouse,
  query: Classified,
  beholder: Beholder,
): Promise<ReplyOf<typeof readTierMoves>> {
  const both = await compared(warehouse, query, beholder)
  if (!both) return { before: null, links: [], up: 0, down: 0, new: 0, gone: 0, stability: null }
  const { links, up, down, gone, stability, ...moves } = tierMoves(both.tiersBefore, both.tiersNow, TIERS)
  return {
    before: both.before,
    links: links.map((link) => ({ ...link })),
    up,
    down,
    new: moves.new,
    gone,
    stability: stability.share ?? null,
  }
}

/** Who stands behind a link, the largest value of either period first; names come through the row policies. */
export async function moversBetween(
  db: Db,
  warehouse: Warehouse,
  query: Classified,
  beholder: Beholder,
  { from, to }: Pick<MoveLink<Tier>, 'from' | 'to'>,
  page: { fromPlace: number; limit: number },
): Promise<{ rows: ReplyOf<typeof listTierMovers>['rows']; nextPlace: number | null; total: number }> {
  const both = await compared(warehouse, query, beholder)
  if (!both) return { rows: [], nextPlace: null, total: 0 }
  const [now, then] = [valueOfKey(both.now), valueOfKey(both.then)]
  const weight = (key: number) => Math.max(now.get(key) ?? 0, then.get(key) ?? 0)
  const movers = [...customersMoved(both.tiersBefore, both.tiersNow, from, to)].sort(
    (a, b) => weight(b) - weight(a) || a - b,
  )
  const end = page.fromPlace + page.limit
  const accounts = await accountsOf(db, warehouse, movers.slice(page.fromPlace, end))
  return {
    rows: accounts.map(({ key, ...one }) => ({
      ...one,
      value: now.get(key) ?? null,
      valueBefore: then.get(key) ?? null,
    })),
    nextPlace: end < movers.length ? end : null,
    total: movers.length,
  }
}

const valueOfKey = ({ keys, values }: Ranking) => new Map(Array.from(keys, (key, at) => [key, values[at] as number]))

async function accountsOf(db: Db, { engine }: Warehouse, keys: readonly number[]) {
  if (keys.length === 0) return []
  const found = await engine.columns(
    `select account_key as key, account_id::varchar as id from dim_account where account_key in (${keys.join(', ')})`,
  )
  const idOf = new Map((found.key as number[]).map((key, at) => [key, found.id?.[at] as string]))
  const named = await sql<{
    id: string
    number: string
    name: string
    owner_id: string | null
    owner_name: string | null
  }>`
    select a.id, a.number, a.name, a.owner_id, u.name as owner_name
    from   accounts a left join users u on u.id = a.owner_id
    where  a.id = any (${[...idOf.values()]}::uuid[])`.execute(db)
  const byId = new Map(named.rows.map((row) => [row.id, row]))
  return keys.flatMap((key) => {
    const row = byId.get(idOf.get(key) ?? '')
    if (!row) return []
    const { id, number, name, owner_id, owner_name } = row
    return [
      { key, account: { id, number, name }, owner: owner_id && owner_name ? { id: owner_id, name: owner_name } : null },
    ]
  })
}
