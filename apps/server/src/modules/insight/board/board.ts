import {
  type Analysis,
  board,
  ClassificationFilter,
  churn,
  composition,
  forecast,
  profitability,
  type ReplyOf,
  retention,
  serviceKpis,
} from '@quayside/contract'
import { companyDay } from '../../../platform/company-day.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { churnAnalysis } from '../churn/churn.ts'
import { retentionAnalysis } from '../churn/retention.ts'
import { classifyAccounts, tiersTold } from '../classification/classify-accounts.ts'
import { movesBetweenPeriods } from '../classification/move-between-periods.ts'
import { compositionAnalysis } from '../composition/composition.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { forecastAnalysis } from '../forecast/forecast.ts'
import { basisOf } from '../frame/basis.ts'
import { type Asked, answered, type ServedAnalysis } from '../frame/serve-analysis.ts'
import { type Beholder, sightOfLines, visibleTo } from '../frame/visible-to.ts'
import { profitabilityAnalysis } from '../profitability/profitability.ts'
import { serviceAnalysis } from '../service/service-kpis.ts'
import { stateOfTargets } from '../targets/standings.ts'
import { belowSeason } from './below-season.ts'
import { boardReport } from './board-report.ts'

/** Of those that the page of the forecast shows: how wide an interval is depends on how far ahead is tried. */
const monthsShown = 3

/** Every figure is asked of the analysis that its card opens: nothing is worked out twice, or differently. */
export const boardAnalysis = answered(board, {
  goodForMs: 30_000,
  besides: ({ read, now }) => read(async (db) => [await stateOfTargets(db), await companyDay(db, now)]),
  answer: async (asked) => {
    const { warehouse, query, beholder, read, now } = asked
    const basis = await basisOf(warehouse, query, beholder)
    const today = await read((db) => companyDay(db, now))
    const filter = { ...query, currency: basis.currency }
    const ranked = ClassificationFilter.parse(filter)
    const sight = { beholder, modules: sightOfLines }
    const { from: _, ...sinceEver } = filter
    const { to: __, ...ahead } = sinceEver
    const everBasis = await basisOf(warehouse, sinceEver, beholder)
    const [parts, net, kpis, kept, radar, coming, tiers, moves, receivablesE4, below] = await Promise.all([
      ask(asked, composition, compositionAnalysis, { ...filter, by: 'service' }),
      ask(asked, profitability, profitabilityAnalysis, { ...filter, limit: 1 }),
      ask(asked, serviceKpis, serviceAnalysis, { ...filter, by: 'service' }),
      ask(asked, retention, retentionAnalysis, { ...filter, rows: 0 }),
      ask(asked, churn, churnAnalysis, { ...sinceEver, rows: 0 }),
      ask(asked, forecast, forecastAnalysis, ahead),
      classifyAccounts(warehouse, ranked, sight).then(tiersTold),
      movesBetweenPeriods(warehouse, ranked, sight),
      receivables(warehouse, basis.currency, beholder),
      keepWorkedOut(asked, 'belowSeason', [sinceEver, today], () => belowSeason(warehouse, everBasis, today, query.to)),
    ])
    const moved = (move: string) => kept.moves.find((one) => one.move === move)
    return {
      basis: basis.told(),
      revenueE4: parts.total.revenueE4,
      formerRevenueE4: parts.total.formerRevenueE4,
      orders: parts.total.orders,
      grossProfitE4: parts.total.grossProfitE4,
      grossMargin: parts.total.grossMargin,
      costKnown: parts.costKnown,
      contribution: {
        netE4: net.netE4,
        netMargin: net.netMargin,
        unprofitable: net.unprofitable,
        pools: net.pools.length,
      },
      months: parts.months.map(({ currency: ___, ...month }) => month),
      otif: {
        share: kpis.total.otifShare,
        orders: kpis.total.orders,
        kept: kpis.total.otif,
        lateLines: kpis.total.late,
      },
      retention: {
        from: kept.from,
        to: kept.to,
        rate: kept.retentionRate,
        activeAtStart: kept.activeAtStart,
        activeAtEnd: kept.activeAtEnd,
        new: (moved('new')?.customers ?? 0) + (moved('newLost')?.customers ?? 0),
        wonBack: moved('wonBack')?.customers ?? 0,
        lost: moved('lost')?.customers ?? 0,
        lostLastYearE4: moved('lost')?.lastYearE4 ?? 0,
      },
      tiers: {
        population: tiers.population,
        parts: tiers.tiers.map(({ tier, accounts, share, value }) => ({ tier, accounts, share, revenueE4: value })),
      },
      receivablesE4,
      forecast:
        coming.forecast?.months.slice(0, monthsShown).map(({ lower95: _low, upper95: _high, ...month }) => month) ??
        null,
      forecastNeeds: coming.needed,
      targets: [...parts.total.targets, ...kpis.targets],
      alerts: {
        churn: {
          slipping: radar.rhythm.slipping,
          alarms: radar.rhythm.alarms,
          missingE4: radar.rhythm.missingE4,
        },
        tierMoves: moves && { up: moves.up, down: moves.down, gone: moves.gone },
        belowSeason: below,
      },
    }
  },
  report: boardReport,
})

/** Another analysis' answer, kept as if its own page had asked. */
async function ask<A extends Analysis>(
  asked: Asked<unknown>,
  { read }: A,
  analysis: ServedAnalysis,
  question: Record<string, unknown>,
): Promise<ReplyOf<A['read']>> {
  return (await analysis.answer({ ...asked, query: read.query.parse(question) })) as ReplyOf<A['read']>
}

/** Open amounts of all invoices; null while no invoice was ever kept. */
async function receivables({ engine }: Warehouse, currency: string, beholder: Beholder): Promise<number | null> {
  const known = await engine.columns('select count(*)::integer as invoices from fact_invoice')
  if (Number(known.invoices?.[0] ?? 0) === 0) return null
  const found = await engine.columns(
    `select coalesce(sum(i.open_e4), 0)::double precision as open
     from   fact_invoice i join dim_account d on d.account_key = i.account_key
     where  not d.is_gone and i.currency = $currency and ${visibleTo(beholder, ['accounts', 'orders', 'analyses'])}`,
    { currency },
  )
  return Number(found.open?.[0] ?? 0)
}
