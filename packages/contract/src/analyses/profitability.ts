import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { ServiceKind } from '../orders/index.ts'
import { Day, Id } from '../shapes.ts'
import { CostDriver } from './cost-pools.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** A bar of a waterfall: 'revenue', 'goods' (cost of the lines), the id of a cost pool, or 'net'. */
export const WaterfallBar = z.strictObject({
  key: z.string(),
  amountE4: z.number(),
  fromE4: z.number(),
  toE4: z.number(),
})
export type WaterfallBar = z.infer<typeof WaterfallBar>

/** What would bring the customer to zero, each by itself; null where it cannot. */
export const Mending = z.strictObject({
  /** How much dearer at the same volume, 0.08 = 8 %. */
  priceRise: z.number().nullable(),
  /** How much more volume, where what is fixed stays. */
  volumeRise: z.number().nullable(),
  /** So many of its orders joined with others. */
  fewerOrders: z.int().nullable(),
  /** Services whose lines cost more than they bring. */
  dropServices: z.array(z.strictObject({ service: ServiceKind, lossE4: z.number() })),
})
export type Mending = z.infer<typeof Mending>

/** Revenue and cost are those of the lines whose cost is known. Net = revenue − cost of the lines − cost to serve. */
export const CustomerProfit = z.strictObject({
  account: AccountRef,
  orders: z.int(),
  revenueE4: z.number(),
  grossProfitE4: z.number(),
  serveE4: z.number(),
  netE4: z.number(),
  /** Net ÷ revenue; null where revenue is not above 0. */
  netMargin: z.number().nullable(),
  /** Share of the customer's lines whose cost is known, 0…1. */
  costKnown: z.number(),
  steps: z.array(WaterfallBar),
  /** null for who earns. */
  mending: Mending.nullable(),
})
export type CustomerProfit = z.infer<typeof CustomerProfit>

export const profitability = analysis('customer-profitability', {
  summary: 'Customer profitability and cost to serve 客户盈利 (ANA-11)',
  tells: ['finance', 'behaviour'],
  query: AnalysisFilter.extend({
    order: z.enum(['worst', 'best']).default('worst'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    /** Months of cost pools that were laid on customers: from the first order within the period to today. */
    costed: z.strictObject({ from: Day, to: Day, months: z.number() }).nullable(),
    pools: z.array(
      z.strictObject({
        id: Id,
        nameZh: z.string(),
        nameEn: z.string(),
        driver: CostDriver,
        /** Laid on the customers shown. */
        laidE4: z.number(),
        /** Of the whole company; null for who does not see all of it. */
        costE4: z.number().nullable(),
      }),
    ),
    /** Pools in another currency: not counted here. */
    otherPools: z.int(),
    revenueE4: z.number(),
    grossProfitE4: z.number(),
    serveE4: z.number(),
    netE4: z.number(),
    netMargin: z.number().nullable(),
    customers: z.int(),
    unprofitable: z.int(),
    /** Sum of what the unprofitable lose, above 0. */
    lossE4: z.number(),
    /** Customers without any line whose cost is known, and the revenue of all such lines: neither earns nor loses as far as is known. */
    unknown: z.strictObject({ customers: z.int(), revenueE4: z.number() }),
    steps: z.array(WaterfallBar),
    /** Customers from the most profitable (share 0…1) and what they earn together, as a share of all that is earned. */
    curve: z.array(z.tuple([z.number(), z.number()])),
    rows: z.array(CustomerProfit),
  }),
})
