import { z } from 'zod'
import { Currency, Day } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'
import { TargetStanding } from './targets.ts'

/** What customers' dealings are parted by (ANA-1). */
export const CompositionBy = z.enum([
  'account',
  'service',
  'mode',
  'category',
  'region',
  'channel',
  'tier',
  'owner',
  'team',
])
export type CompositionBy = z.infer<typeof CompositionBy>

/** Money in ten-thousandths; shares 0…1. Against the period of the same length a year before. */
export const CompositionPart = z.strictObject({
  /** Id of the account, owner or team, or the text; `-` where it is not given. `*` is everything beyond the rows shown. */
  key: z.string(),
  label: z.string(),
  lines: z.int(),
  orders: z.int(),
  revenueE4: z.number(),
  /** Of lines whose cost is known. */
  grossProfitE4: z.number().nullable(),
  /** Gross profit ÷ revenue of the lines whose cost is known; null without any. */
  grossMargin: z.number().nullable(),
  shareOfRevenue: z.number().nullable(),
  /** 客户贡献率: gross profit ÷ gross profit of all. */
  shareOfProfit: z.number().nullable(),
  /** Revenue of the year before; null where the period has no beginning or end. */
  formerRevenueE4: z.number().nullable(),
  formerGrossMargin: z.number().nullable(),
  /**
   * 商品周转率, times in the period: sales at cost ÷ average stock at cost of the customers whose stock was counted. Stock has neither
   * service nor place: parts by these hold their sales against all of it. null without stock counts, and for `*`.
   */
  turnover: z.number().nullable(),
  formerTurnover: z.number().nullable(),
  /** 交叉比率: gross margin × turnover, both of the customers whose stock was counted. */
  crossRatio: z.number().nullable(),
  /** 贡献比率: cross ratio × share of sales among the customers whose stock was counted. */
  contributionRatio: z.number().nullable(),
  /** Targets of the service, tier, owner or team; of the total, that of what the question asks for. */
  targets: z.array(TargetStanding),
})
export type CompositionPart = z.infer<typeof CompositionPart>

export const composition = analysis('composition', {
  summary: 'Composition and gross margin 构成分析 (ANA-1, ANA-2)',
  tells: ['finance'],
  query: AnalysisFilter.extend({
    by: CompositionBy.default('service'),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    by: CompositionBy,
    former: z.strictObject({ from: Day, to: Day }).nullable(),
    total: CompositionPart,
    /** Share of the lines whose cost is known, 0…1. */
    costKnown: z.number().nullable(),
    parts: z.array(CompositionPart),
    months: z.array(
      z.strictObject({
        month: Day,
        revenueE4: z.number(),
        grossProfitE4: z.number().nullable(),
        currency: Currency,
        /** Of the days of the month that lie in the period; null without a target. */
        targetRevenueE4: z.number().nullable(),
        targetProfitE4: z.number().nullable(),
      }),
    ),
  }),
})
