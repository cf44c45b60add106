import { z } from 'zod'
import { Day } from '../shapes.ts'
import { allInFile, CustomerOf, customersBehind, RowsOfAnswer } from './customers-behind.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** `from`: only customers who first ordered on that day or later; what came before `to` always counts. */
export const LifetimeQuery = AnalysisFilter.extend({
  /** How far ahead. */
  months: z.coerce.number().int().min(1).max(60).default(12),
  /** Discount a year, 0.1 for 10 %. */
  discount: z.coerce.number().min(0).max(1).default(0.1),
  /** Share of the revenue that stays; without it the gross margin of the lines whose cost is known. */
  margin: z.coerce.number().min(0).max(1).optional(),
  /** The last weeks are held back to see what the model would have said of them. */
  holdoutWeeks: z.coerce.number().int().min(4).max(156).default(26),
})

export const LifetimeCustomer = CustomerOf.extend({
  /** Days with an order. */
  purchases: z.int(),
  firstOrderOn: Day,
  lastOrderOn: Day,
  /** Chance that he is still a customer, 0…1. */
  alive: z.number(),
  /** Orders expected in the months ahead. */
  expectedOrders: z.number(),
  /** Expected value of one order. */
  orderValueE4: z.number(),
  /** Customer lifetime value over the months ahead, discounted. */
  lifetimeValueE4: z.number(),
  revenueE4: z.number(),
})
export type LifetimeCustomer = z.infer<typeof LifetimeCustomer>

const Compared = { customers: z.int(), predicted: z.number(), actual: z.number() }

export const lifetime = allInFile(
  analysis('lifetime', {
    summary: 'Customer lifetime value 客户终生价值 (ANA-9)',
    tells: ['finance', 'behaviour'],
    query: LifetimeQuery.extend(RowsOfAnswer),
    reply: z.strictObject({
      basis: AnalysisBasis,
      asOf: Day,
      months: z.int(),
      discount: z.number(),
      margin: z.number(),
      /** Where the margin comes from: chosen, of the lines whose cost is known, or none known so that values are revenue. */
      marginFrom: z.enum(['chosen', 'known', 'none']),
      customers: z.int(),
      oneTime: z.int(),
      /** BG/NBD; null where nobody bought again or no time has passed: nothing can be told. Unit of time: weeks. */
      model: z
        .strictObject({
          r: z.number(),
          alpha: z.number(),
          a: z.number(),
          b: z.number(),
          logLikelihood: z.number(),
          converged: z.boolean(),
          atLimit: z.array(z.enum(['r', 'alpha', 'a', 'b'])),
        })
        .nullable(),
      /** Gamma-Gamma; null where it cannot be fitted: each one's own average counts. Unit of money: the currency's. */
      spend: z
        .strictObject({
          p: z.number(),
          q: z.number(),
          gamma: z.number(),
          meanValueE4: z.number().nullable(),
          /** Of frequency and value; the model takes it for 0. */
          correlation: z.number().nullable(),
          leftOut: z.int(),
        })
        .nullable(),
      alive: z.number(),
      expectedOrders: z.number(),
      lifetimeValueE4: z.number(),
      /** Ten groups by P(alive). */
      aliveBins: z.array(
        z.strictObject({ from: z.number(), to: z.number(), customers: z.int(), lifetimeValueE4: z.number() }),
      ),
      /** Fitted on what was known at `until`, against what came in the weeks since; null where too little was known then. */
      calibration: z
        .strictObject({
          until: Day,
          weeks: z.int(),
          ...Compared,
          /** Mean absolute error per customer, of the model and of "as often as before". */
          error: z.number(),
          errorOfSameRate: z.number(),
          byFrequency: z.array(z.strictObject({ repeats: z.int(), andMore: z.boolean(), ...Compared })),
          /** Chance to order at all, in tenths, against the share who did. */
          byChance: z.array(z.strictObject({ from: z.number(), to: z.number(), ...Compared })),
        })
        .nullable(),
      rows: z.array(LifetimeCustomer),
    }),
  }),
)

export const listLifetime = customersBehind('lifetime', 'listLifetime', {
  summary: 'Customers by lifetime value',
  query: LifetimeQuery.extend({
    /** Tenth of P(alive), 0 the lowest. */
    aliveBin: z.coerce.number().int().min(0).max(9).optional(),
    sort: z
      .enum(['-lifetimeValue', 'lifetimeValue', '-expectedOrders', 'alive', '-alive', '-revenue'])
      .default('-lifetimeValue'),
  }),
  row: LifetimeCustomer,
})
