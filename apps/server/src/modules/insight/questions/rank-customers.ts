import {
  type AccountColumns,
  accountsOf,
  type KnownAccount,
  type Revenue,
  type RevenueColumns,
  revenuesOfKnown,
  tiers,
} from './known-accounts.ts'
import { rankWanted } from './rank-wanted.ts'

export type Ranked = ReturnType<typeof rankCustomers>

/** Who is wanted, who was biggest, and the best of each tier; over a hundred thousand customers it takes longer than others should wait. */
export function rankCustomers(
  known: AccountColumns,
  sums: RevenueColumns,
  { many, limit }: { many: number; limit: number },
) {
  const accounts = accountsOf(known)
  const revenues = revenuesOfKnown(sums, accounts)
  return {
    wanted: rankWanted(accounts, revenues, limit),
    biggest: biggestOf(revenues, many),
    tiers: tiersOf(accounts, revenues, limit),
  }
}

/** The biggest of the year before, and what they bought since against the same days. */
function biggestOf(revenues: readonly Revenue[], many: number) {
  return revenues
    .filter(({ lastYearE4 }) => lastYearE4 > 0)
    .toSorted((one, other) => other.lastYearE4 - one.lastYearE4 || one.key - other.key)
    .slice(0, many)
    .map(({ key, lastYearE4, sameDaysE4, thisYearE4 }, at) => ({
      key,
      rank: at + 1,
      lastYearE4,
      sameDaysE4,
      thisYearE4,
      change: sameDaysE4 > 0 ? thisYearE4 / sameDaysE4 - 1 : null,
    }))
}

/** By the tier shown everywhere, so that this page says of nobody what others do not. */
function tiersOf(accounts: readonly KnownAccount[], revenues: readonly Revenue[], limit: number) {
  const revenueOf = new Map(revenues.map(({ key, thisYearE4 }) => [key, thisYearE4]))
  const all = revenues.reduce((sum, { thisYearE4 }) => sum + thisYearE4, 0)
  const rows = accounts.flatMap(({ key, tier }) =>
    tier === null ? [] : [{ key, tier, revenueE4: revenueOf.get(key) ?? 0 }],
  )
  const counts = tiers.map((tier) => {
    const members = rows.filter((row) => row.tier === tier)
    const revenueE4 = members.reduce((sum, row) => sum + row.revenueE4, 0)
    return { tier, accounts: members.length, revenueE4, share: all > 0 ? revenueE4 / all : null }
  })
  const best = rows
    .filter(({ tier }) => tier === 'A')
    .toSorted((one, other) => other.revenueE4 - one.revenueE4 || one.key - other.key)
  return { counts: rows.length === 0 ? [] : counts, rows: best.slice(0, limit) }
}
