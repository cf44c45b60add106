import { setImmediate } from 'node:timers/promises'
import type { InventoryFault, Scope } from '@quayside/contract'
import { columnLetters } from '@quayside/tabular'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Count } from './check-count.ts'

/** Before others have their turn. */
const countsAtAStretch = 5_000

export interface PlacedCount extends Count {
  accountId: string
}

interface Found {
  id: string
  owner_id: string | null
  team_id: string | null
}

/**
 * Gives every count its customer: by number, else by the key of another system; who was merged away is the one he was merged into. Who is out of sight is not known; who is in sight
 * but out of the reach of what the user may write is told apart. The same count twice in a file: the first stays.
 */
export async function placeCounts(
  db: Db,
  user: User,
  counts: readonly Count[],
  column: number | undefined,
): Promise<{ placed: PlacedCount[]; faults: InventoryFault[] }> {
  const known = await findCustomers(db, [...new Set(counts.map(({ customer }) => customer))])
  const seen = new Map<string, number>()
  const placed: PlacedCount[] = []
  const faults: InventoryFault[] = []
  const letter = column === undefined ? null : columnLetters(column + 1)
  for (const [done, count] of counts.entries()) {
    if (done % countsAtAStretch === 0) await setImmediate()
    const found = known.get(count.customer)
    const told = refusal(user, count.customer, found)
    if (told || !found?.[0]) {
      faults.push({ row: count.row, column: letter, ...(told ?? notKnown(count.customer)) })
      continue
    }
    const key = JSON.stringify([found[0].id, count.site, count.sku, count.day])
    const first = seen.get(key)
    if (first !== undefined) {
      faults.push({ row: count.row, column: null, ...repeated(first) })
      continue
    }
    seen.set(key, count.row)
    placed.push({ ...count, accountId: found[0].id })
  }
  return { placed, faults }
}

function refusal(user: User, customer: string, found: readonly Found[] | undefined) {
  const [one, other] = found ?? []
  if (!one) return notKnown(customer)
  if (other)
    return {
      zh: `有几个客户的外部编号都是“${customer}”。请改用客户编号。`,
      en: `Several customers have the key “${customer}”. Write the customer number instead.`,
    }
  if (!mayCount(user, one))
    return {
      zh: `您的角色不能登记客户“${customer}”的库存。`,
      en: `Your roles do not let you record stock of customer “${customer}”.`,
    }
  return null
}

const notKnown = (customer: string) => ({
  zh: `没有编号为“${customer}”的客户，或您看不到该客户。`,
  en: `There is no customer “${customer}” that you can see.`,
})

const repeated = (row: number) => ({
  zh: `与第 ${row} 行重复：同一客户、仓库、货品和日期。`,
  en: `Repeats row ${row}: the same customer, site, SKU and day.`,
})

const scopes: readonly Scope[] = ['none', 'own', 'team', 'all']

/** A count is a row of orders’ right: made, or, where it is there, corrected. So every one of the three rights must reach. */
export function reachOfCounts({ rights }: Pick<User, 'rights'>): Scope {
  const { read, create, change } = rights.modules.orders
  return scopes[Math.min(...[read, create, change].map((scope) => scopes.indexOf(scope)))] ?? 'none'
}

/** The row policies of the table in words for people; they hold below it all the same. */
function mayCount(user: User, { owner_id, team_id }: Found): boolean {
  const reach = reachOfCounts(user)
  if (reach === 'all') return true
  if (reach === 'none') return false
  return owner_id === user.id || (reach === 'team' && team_id !== null && user.teamIds.includes(team_id))
}

/** Of one merged away, number and key lead to the customer he was merged into, whose own go before. */
async function findCustomers(db: Db, keys: readonly string[]): Promise<Map<string, Found[]>> {
  const result = await sql<Found & { written: string; by: 'number' | 'key'; is_merged: boolean }>`
    select a.id, a.owner_id, a.team_id, known.written, known.by, known.is_merged
    from  (select id, number as written, 'number' as by, false as is_merged from accounts
           where  deleted_at is null and number = any (${keys}::text[])
           union
           select merged_into, number, 'number', true from accounts where merged_into is not null and number = any (${keys}::text[])
           union
           select id, external_key, 'key', merged from accounts_known_by(${keys}::text[], '{}')) known
    join   accounts a on a.id = known.id and a.deleted_at is null`.execute(db)
  const found = new Map<string, Found[]>()
  // A number is one customer’s alone, whatever other systems call him.
  for (const [by, merged] of [
    ['number', false],
    ['key', false],
    ['key', true],
    ['number', true],
  ] as const) {
    const rows = result.rows.filter((row) => row.by === by && row.is_merged === merged)
    const fresh = Map.groupBy(
      rows.filter(({ written }) => !found.has(written)),
      ({ written }) => written,
    )
    for (const [written, holders] of fresh) found.set(written, holders)
  }
  return found
}
