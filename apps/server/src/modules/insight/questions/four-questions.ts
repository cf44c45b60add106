import { type AccountRef, fourQuestions, type Tier } from '@quayside/contract'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import { accountIds } from '../customers/account-ids.ts'
import { basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { answered } from '../frame/serve-analysis.ts'
import {
  complaintsOf,
  industriesOf,
  type KnownAccount,
  knownAccounts,
  ofKnown,
  type Revenue,
  revenuesOf,
} from './accounts.queries.ts'
import { questionsReport } from './questions-report.ts'
import { rankWanted } from './rank-wanted.ts'
import { spansOf } from './spans.ts'

export const questionsAnalysis = answered(fourQuestions, {
  categories: ['finance', 'behaviour'],
  goodForMs: 20_000,
  besides: ({ read, now, beholder }) =>
    read(async (db) => [await companyDay(db, now), beholder.rights.modules.timeline.read]),
  answer: async ({ warehouse, query, beholder, read, now }) => {
    const { biggest: many, limit, ...filter } = query
    const spans = spansOf(filter, await read((db) => companyDay(db, now)))
    const basis = await basisOf(warehouse, { ...filter, ...spans.thisYear }, beholder)
    const [accounts, sums, complaints] = await Promise.all([
      knownAccounts(warehouse, filter, beholder, spans),
      revenuesOf(warehouse, filter, basis.currency, beholder, spans),
      complaintsOf(warehouse, filter, beholder, spans.lastYear),
    ])
    const revenues = ofKnown(sums, accounts)
    const wanted = rankWanted(accounts, revenues, limit)
    const biggest = biggestOf(revenues, many)
    const tiers = tiersOf(accounts, revenues, limit)
    const shown = wanted.rows
    const ids = await accountIds(
      warehouse,
      [...shown, ...biggest, ...tiers.rows].map(({ key }) => key),
    )
    const names = await read((db) => nameAccounts(db, [...ids.values()]))
    const industries = await industriesOf(
      warehouse,
      shown.map(({ key }) => key),
    )
    const named = <Row extends { key: number }>(rows: readonly Row[]) =>
      rows.flatMap(({ key, ...row }): (Omit<Row, 'key'> & { account: z.infer<typeof AccountRef> })[] => {
        const account = names.get(ids.get(key) ?? '')
        return account ? [{ account, ...row }] : []
      })
    const { thisYear, sameDays, lastYear } = spans
    return {
      basis: basis.told(),
      thisYear,
      sameDays,
      lastYear,
      wanted: {
        candidates: wanted.candidates,
        rows: named(shown.map((one) => ({ ...one, industry: industries.get(one.key) ?? null }))),
      },
      complaints: {
        seen: complaints.seen,
        recorded: complaints.recorded,
        ever: complaints.ever,
        rows: named(
          biggest.flatMap(({ key, rank, lastYearE4 }) => {
            const told = complaints.byAccount.get(key)
            return told && told.complaints >= 2 ? [{ key, ...told, revenueE4: lastYearE4, rank }] : []
          }),
        ).toSorted((one, other) => other.complaints - one.complaints || one.rank - other.rank),
      },
      bought: { ...comparisonOf(biggest), rows: named(biggest) },
      tiers: { counts: tiers.counts, rows: named(tiers.rows) },
    }
  },
  report: questionsReport,
})

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

function comparisonOf(biggest: ReturnType<typeof biggestOf>) {
  const sum = (of: (one: (typeof biggest)[number]) => number) => biggest.reduce((total, one) => total + of(one), 0)
  return {
    less: biggest.filter(({ thisYearE4, sameDaysE4 }) => thisYearE4 > 0 && thisYearE4 < sameDaysE4).length,
    more: biggest.filter(({ thisYearE4, sameDaysE4 }) => thisYearE4 > 0 && thisYearE4 >= sameDaysE4).length,
    none: biggest.filter(({ thisYearE4 }) => thisYearE4 <= 0).length,
    sameDaysE4: sum(({ sameDaysE4 }) => sameDaysE4),
    thisYearE4: sum(({ thisYearE4 }) => thisYearE4),
  }
}

/** By the tier shown everywhere, so that this page says of nobody what others do not. */
function tiersOf(accounts: readonly KnownAccount[], revenues: readonly Revenue[], limit: number) {
  const revenueOf = new Map(revenues.map(({ key, thisYearE4 }) => [key, thisYearE4]))
  const all = revenues.reduce((sum, { thisYearE4 }) => sum + thisYearE4, 0)
  const rows = accounts.flatMap(({ key, tier }) =>
    tier === null ? [] : [{ key, tier, revenueE4: revenueOf.get(key) ?? 0 }],
  )
  const counts = (['A', 'B', 'C', 'D'] as const satisfies readonly Tier[]).map((tier) => {
    const members = rows.filter((row) => row.tier === tier)
    const revenueE4 = members.reduce((sum, row) => sum + row.revenueE4, 0)
    return { tier, accounts: members.length, revenueE4, share: all > 0 ? revenueE4 / all : null }
  })
  const best = rows
    .filter(({ tier }) => tier === 'A')
    .toSorted((one, other) => other.revenueE4 - one.revenueE4 || one.key - other.key)
  return { counts: rows.length === 0 ? [] : counts, rows: best.slice(0, limit) }
}
