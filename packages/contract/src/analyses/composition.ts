import { z } from 'zod'
import { Currency, Day } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** What customers' dealings are parted by (ANA-1). */
export const CompositionBy = z.enum(['account', 'service', 'mode', 'category', 'region', 'channel'])
export type CompositionBy = z.infer<typeof CompositionBy>

/** Money in ten-thousandths; shares 0…1. Against the period of the same length a year before. */
export const CompositionPart = z.strictObject({
  /** Id of the account, or the text; `-` where it is not given. `*` is everything beyond the rows shown. */
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
})
export type CompositionPart = z.infer<typeof CompositionPart>

export const composition = analysis('composition', {
  summary: 'Composition and gross margin 构成分析 (ANA-1, ANA-2)',
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
      z.strictObject({ month: Day, revenueE4: z.number(), grossProfitE4: z.number().nullable(), currency: Currency }),
    ),
  }),
})
