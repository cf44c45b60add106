import { placesOf } from '../customers/places-of.ts'
import { type AccountColumns, leastOfLargest, type RevenueColumns, tiers } from './known-accounts.ts'
import { rankWanted } from './rank-wanted.ts'

export type Ranked = ReturnType<typeof rankCustomers>

/** Who is wanted, who was biggest, and the best of each tier; over a hundred thousand customers it takes longer than others should wait. */
export function rankCustomers(
  accounts: AccountColumns,
  revenues: RevenueColumns,
  { many, limit }: { many: number; limit: number },
) {
  return {
    wanted: rankWanted(accounts, revenues, limit),
    biggest: biggestOf(revenues, many),
    tiers: tiersOf(accounts, revenues, limit),
  }
}

/** The biggest of the year before, and what they bought since against the same days. */
function biggestOf(revenues: RevenueColumns, many: number) {
  const least = leastOfLargest(revenues.last_year, many)
  const biggest: { key: number; lastYearE4: number; sameDaysE4: number; thisYearE4: number }[] = []
  for (let at = 0; at < revenues.key.length; at++) {
    const lastYearE4 = revenues.last_year[at] as number
    if (lastYearE4 <= 0 || lastYearE4 < least) continue
    const [sameDaysE4, thisYearE4] = [revenues.same_days[at] as number, revenues.this_year[at] as number]
    biggest.push({ key: revenues.key[at] as number, lastYearE4, sameDaysE4, thisYearE4 })
  }
  return biggest
    .sort((one, other) => other.lastYearE4 - one.lastYearE4 || one.key - other.key)
    .slice(0, many)
    .map(({ sameDaysE4, thisYearE4, ...one }, at) => ({
      ...one,
      rank: at + 1,
      sameDaysE4,
      thisYearE4,
      change: sameDaysE4 > 0 ? thisYearE4 / sameDaysE4 - 1 : null,
    }))
}

/** By the tier shown everywhere, so that this page says of nobody what others do not. */
function tiersOf(accounts: AccountColumns, revenues: RevenueColumns, limit: number) {
  const all = revenues.this_year.reduce((sum, revenue) => sum + revenue, 0)
  const placeOf = placesOf(revenues.key)
  const counts = tiers.map((tier) => ({ tier, accounts: 0, revenueE4: 0 }))
  const best: { key: number; tier: (typeof tiers)[number]; revenueE4: number }[] = []
  for (let at = 0; at < accounts.key.length; at++) {
    const count = counts[accounts.tier[at] as number]
    if (!count) continue
    const key = accounts.key[at] as number
    const revenueE4 = revenues.this_year[placeOf(key)] ?? 0
    count.accounts++
    count.revenueE4 += revenueE4
    if (count.tier === 'A') best.push({ key, tier: 'A', revenueE4 })
  }
  return {
    counts: counts.every((count) => count.accounts === 0)
      ? []
      : counts.map((count) => ({ ...count, share: all > 0 ? count.revenueE4 / all : null })),
    rows: best.sort((one, other) => other.revenueE4 - one.revenueE4 || one.key - other.key).slice(0, limit),
  }
}
