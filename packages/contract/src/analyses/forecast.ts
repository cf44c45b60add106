import { z } from 'zod'
import { Day } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

export const ForecastMeasure = z.enum(['revenue', 'orders', 'lines'])
export type ForecastMeasure = z.infer<typeof ForecastMeasure>
export const ForecastBy = z.enum(['all', 'account', 'service', 'region', 'lane'])
export type ForecastBy = z.infer<typeof ForecastBy>

/** Null where nothing was tried or nothing changed. */
export const ForecastAccuracy = z.strictObject({
  /** Forecasts whose month is over. */
  count: z.int(),
  /** Percent: 200 · |error| ÷ (|actual| + |forecast|), the mean. */
  smape: z.number().nullable(),
  /** Mean absolute error ÷ that of taking the same month a year before (or the month before, in a short history). */
  mase: z.number().nullable(),
  /** Mean of forecast less actual ÷ mean actual. */
  bias: z.number().nullable(),
  /** Share of actual values within the interval of 80 %. */
  coverage: z.number().nullable(),
})
export type ForecastAccuracy = z.infer<typeof ForecastAccuracy>

const BySteps = z.array(z.strictObject({ step: z.int(), accuracy: ForecastAccuracy }))

/** Values in ten-thousandths of the currency for revenue, counts for orders and lines. */
const Expected = z.strictObject({
  month: Day,
  mean: z.number(),
  lower80: z.number(),
  upper80: z.number(),
  lower95: z.number(),
  upper95: z.number(),
})

export const TrackedForecast = z.strictObject({
  madeOn: Day,
  month: Day,
  /** Months ahead when it was made, from 1. */
  step: z.int(),
  mean: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** Null until the month is over. */
  actual: z.number().nullable(),
})
export type TrackedForecast = z.infer<typeof TrackedForecast>

export const forecast = analysis('forecast', {
  summary: 'What the next months will bring 预测 (ANA-15)',
  tells: ['finance', 'behaviour'],
  query: AnalysisFilter.extend({
    measure: ForecastMeasure.default('revenue'),
    by: ForecastBy.default('all'),
    /** Id of the account, the service, the region or `origin → destination`; the largest when not given. */
    key: z.string().min(1).max(300).optional(),
    horizon: z.coerce.number().int().min(1).max(12).default(6),
  }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    measure: ForecastMeasure,
    by: ForecastBy,
    key: z.string().nullable(),
    label: z.string().nullable(),
    /** What can be chosen, largest first. */
    keys: z.array(z.strictObject({ key: z.string(), label: z.string(), revenueE4: z.number() })),
    /** Months that are over, a month without orders as 0. */
    history: z.array(z.strictObject({ month: Day, value: z.number() })),
    /** The month that runs, so far; not forecast from. */
    running: z.strictObject({ month: Day, value: z.number() }).nullable(),
    /** Months of history that are needed; null: there are enough. */
    needed: z.int().nullable(),
    forecast: z
      .strictObject({
        months: z.array(Expected),
        method: z.string(),
        candidates: z.array(z.strictObject({ name: z.string(), mase: z.number().nullable() })),
        /** Season of twelve months looked for: there are two years of history. */
        seasonal: z.boolean(),
        /** What one day of the Spring Festival's week does to a month's volume; 0: nothing seen. */
        perFestivalDay: z.number(),
        /** The whole procedure tried again as of earlier months. */
        tried: z.strictObject({ origins: z.int(), all: ForecastAccuracy, bySteps: BySteps }),
      })
      .nullable(),
    /** Forecasts kept since; null: of this choice none are kept. */
    tracked: z
      .strictObject({
        since: Day.nullable(),
        rows: z.array(TrackedForecast),
        all: ForecastAccuracy,
        bySteps: BySteps,
      })
      .nullable(),
  }),
})
