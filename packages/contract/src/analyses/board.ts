import { z } from 'zod'
import { Tier } from '../accounts/index.ts'
import { Day } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'
import { TargetStanding } from './targets.ts'

/** A service, or null for the whole, whose last whole month lies below what its own past and season let expect. */
export const BelowSeason = z.strictObject({
  service: z.string().nullable(),
  actualE4: z.number(),
  expectedE4: z.number(),
  /** Of the interval of 80 %. */
  lowerE4: z.number(),
})
export type BelowSeason = z.infer<typeof BelowSeason>

/** Each figure comes from the analysis that it opens; money in ten-thousandths, shares 0…1. */
export const board = analysis('board', {
  summary: 'Executive board 决策看板 (ANA-16)',
  tells: ['finance', 'behaviour'],
  query: AnalysisFilter,
  reply: z.strictObject({
    basis: AnalysisBasis,
    revenueE4: z.number(),
    /** Of the same days a year before; null where the period is open. */
    formerRevenueE4: z.number().nullable(),
    orders: z.int(),
    grossProfitE4: z.number().nullable(),
    grossMargin: z.number().nullable(),
    /** Share of the lines whose cost is known. */
    costKnown: z.number().nullable(),
    /** After the cost to serve. */
    contribution: z.strictObject({
      netE4: z.number(),
      netMargin: z.number().nullable(),
      unprofitable: z.int(),
      /** Pools of cost that were laid on customers; without any it is the gross profit. */
      pools: z.int(),
    }),
    months: z.array(
      z.strictObject({
        month: Day,
        revenueE4: z.number(),
        grossProfitE4: z.number().nullable(),
        /** As composition tells them; null without a target. */
        targetRevenueE4: z.number().nullable(),
        targetProfitE4: z.number().nullable(),
      }),
    ),
    otif: z.strictObject({ share: z.number().nullable(), orders: z.int(), kept: z.int(), lateLines: z.int() }),
    retention: z.strictObject({
      from: Day,
      to: Day,
      rate: z.number().nullable(),
      activeAtStart: z.int(),
      activeAtEnd: z.int(),
      new: z.int(),
      wonBack: z.int(),
      lost: z.int(),
      lostLastYearE4: z.number(),
    }),
    tiers: z.strictObject({
      population: z.int(),
      parts: z.array(z.strictObject({ tier: Tier, accounts: z.int(), share: z.number(), revenueE4: z.number() })),
    }),
    /** Null: not known, for no invoice was ever kept. */
    receivablesE4: z.number().nullable(),
    forecast: z
      .array(z.strictObject({ month: Day, mean: z.number(), lower80: z.number(), upper80: z.number() }))
      .nullable(),
    /** Months of history a forecast needs; null: there are enough. */
    forecastNeeds: z.int().nullable(),
    /** As composition and service tell them. */
    targets: z.array(TargetStanding),
    alerts: z.strictObject({
      churn: z.strictObject({ slipping: z.int(), alarms: z.int(), missingE4: z.number() }),
      /** Null where the period is open: there is nothing before all time. */
      tierMoves: z.strictObject({ up: z.int(), down: z.int(), gone: z.int() }).nullable(),
      belowSeason: z.strictObject({
        /** The last month that is over; null without one. */
        month: Day.nullable(),
        /** Series with enough history. */
        checked: z.int(),
        rows: z.array(BelowSeason),
      }),
    }),
  }),
})
