import { type AccountRef, fourQuestions } from '@quayside/contract'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import { computeOf } from '../compute/index.ts'
import { accountIds } from '../customers/account-ids.ts'
import { dayText } from '../customers/as-of.ts'
import { basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { answered } from '../frame/serve-analysis.ts'
import { complaintsOf, industriesOf, knownAccounts, revenuesOf } from './accounts.queries.ts'
import { questionsReport } from './questions-report.ts'
import type { Ranked } from './rank-customers.ts'
import { spansOf } from './spans.ts'

export const questionsAnalysis = answered(fourQuestions, {
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
    const { wanted, biggest, tiers } = await computeOf('rankCustomers', accounts, sums, { many, limit })
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
            if (!told || told.complaints < 2) return []
            const lastOn = dayText(told.lastDay)
            return [{ key, complaints: told.complaints, lastOn, revenueE4: lastYearE4, rank }]
          }),
        ).toSorted((one, other) => other.complaints - one.complaints || one.rank - other.rank),
      },
      bought: { ...comparisonOf(biggest), rows: named(biggest) },
      tiers: { counts: tiers.counts, rows: named(tiers.rows) },
    }
  },
  report: questionsReport,
})

function comparisonOf(biggest: Ranked['biggest']) {
  const sum = (of: (one: (typeof biggest)[number]) => number) => biggest.reduce((total, one) => total + of(one), 0)
  return {
    less: biggest.filter(({ thisYearE4, sameDaysE4 }) => thisYearE4 > 0 && thisYearE4 < sameDaysE4).length,
    more: biggest.filter(({ thisYearE4, sameDaysE4 }) => thisYearE4 > 0 && thisYearE4 >= sameDaysE4).length,
    none: biggest.filter(({ thisYearE4 }) => thisYearE4 <= 0).length,
    sameDaysE4: sum(({ sameDaysE4 }) => sameDaysE4),
    thisYearE4: sum(({ thisYearE4 }) => thisYearE4),
  }
}
