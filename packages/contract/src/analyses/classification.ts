import { z } from 'zod'
import { Tier } from '../accounts/index.ts'
import { route } from '../route.ts'
import { Currency, Day, Id, PageQuery, pageOf } from '../shapes.ts'
import { allInFile, CustomerOf, customersBehind, RowsOfAnswer } from './customers-behind.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

export const ClassificationMeasure = z.enum(['amount', 'grossProfit', 'orders', 'lines'])
export type ClassificationMeasure = z.infer<typeof ClassificationMeasure>

/** The category of data that what a customer comes to belongs to. */
export const categoryOfMeasure = (measure: ClassificationMeasure): 'finance' | 'behaviour' =>
  measure === 'amount' || measure === 'grossProfit' ? 'finance' : 'behaviour'

const ranking = {
  measure: ClassificationMeasure.default('amount'),
  scheme: z.enum(['pyramid', 'pareto']).default('pyramid'),
  /** Pyramid: shares of customers for A, B, C in percent (source: 1, 5, 20). Pareto: cumulative shares of the measure for A, B, C in percent. */
  cutA: z.coerce.number().min(0).max(100).optional(),
  cutB: z.coerce.number().min(0).max(100).optional(),
  cutC: z.coerce.number().min(0).max(100).optional(),
}

/** ABC(D) classification ABC分类法 (ANA-6) of everything: what to rank by, over which period, and where to cut. */
export const ClassificationQuery = z.strictObject({
  from: Day.optional(),
  to: Day.optional(),
  currency: Currency.optional(),
  ...ranking,
})
/** The same of what an analysis is narrowed to. */
export const ClassificationFilter = AnalysisFilter.extend(ranking)

const Class = z.enum(['A', 'B', 'C', 'D'])
export const TierMoveFrom = Class.or(z.literal('new'))
export const TierMoveTo = Class.or(z.literal('gone'))
export const TierMoves = z.strictObject({
  before: z.strictObject({ from: Day, to: Day }),
  links: z.array(z.strictObject({ from: TierMoveFrom, to: TierMoveTo, customers: z.int() })),
  up: z.int(),
  down: z.int(),
  new: z.int(),
  gone: z.int(),
  /** Customers who kept their tier ÷ customers in both periods; null without any. */
  stability: z.number().nullable(),
})

/** Money in ten-thousandths, orders and lines as counts; shares 0…1. */
export const ClassifiedCustomer = CustomerOf.extend({
  /** Place in the ranking, from 1. */
  rank: z.int(),
  /** What this ranking says; `tier` is what the customer carries now. */
  ranked: Tier,
  value: z.number(),
  share: z.number(),
  cumulative: z.number(),
  /** Behaviour: null for who may not see it, as is the last order. */
  orders: z.int().nullable(),
  lastOrderOn: Day.nullable(),
})
export type ClassifiedCustomer = z.infer<typeof ClassifiedCustomer>

export const classification = allInFile(
  analysis('classification', {
    summary: 'Who is A, B, C, D 客户ABCD分类 (ANA-6)',
    // The list behind it may be narrowed to a potential.
    tells: ({ measure, potential }: { measure: ClassificationMeasure; potential?: number }) =>
      potential === undefined ? [categoryOfMeasure(measure)] : [categoryOfMeasure(measure), 'behaviour'],
    query: ClassificationFilter.extend({
      /** Whom the answer names: everybody, or those of one tier. */
      tier: Tier.optional(),
      ...RowsOfAnswer,
    }),
    reply: z.strictObject({
      basis: AnalysisBasis,
      measure: ClassificationMeasure,
      scheme: z.enum(['pyramid', 'pareto']),
      population: z.int(),
      withoutOrders: z.int(),
      total: z.number(),
      negative: z.int(),
      tiers: z.array(
        z.strictObject({
          tier: Tier,
          accounts: z.int(),
          value: z.number(),
          share: z.number(),
          accountShare: z.number(),
          lowest: z.number().nullable(),
          expectedShare: z.tuple([z.number(), z.number()]).nullable(),
        }),
      ),
      /** Customers ranked by value (share of customers 0–1, cumulative share of the measure 0–1), at most 200 points. */
      curve: z.array(z.tuple([z.number(), z.number()])),
      /** Against the period before; null where the period has no beginning or no end: there is nothing before all time. */
      moves: TierMoves.nullable(),
      /** The second axis 发展潜力: 1 to 5 as people judged it, 0 not judged. Behaviour: null for who may not see it. */
      potential: z.array(z.strictObject({ tier: Tier, potential: z.int(), accounts: z.int() })).nullable(),
      tier: Tier.nullable(),
      rows: z.array(ClassifiedCustomer),
    }),
  }),
)

const ofTier = ClassificationFilter.extend({
  tier: Tier.optional(),
  /** 0: not judged. */
  potential: z.coerce.number().int().min(0).max(5).optional(),
})

export const listClassified = customersBehind('classification', 'listClassified', {
  summary: 'The customers behind a tier, by rank',
  query: ofTier,
  row: ClassifiedCustomer,
})

/** As many as a bulk change takes. */
export const listClassifiedIds = route('listClassifiedIds', 'GET', '/analyses/classification/account-ids', {
  summary: 'Everybody of a tier by id, to act on at once; by rank',
  tag: 'Analyses',
  door: { module: 'analyses', action: 'read' },
  cost: 'lookUp',
  query: ofTier,
  reply: z.strictObject({ ids: z.array(Id).max(10_000), total: z.int() }),
})

export const listTierMovers = route('listTierMovers', 'GET', '/analyses/classification/movers', {
  summary: 'The customers behind a move between tiers, the largest first',
  tag: 'Analyses',
  door: { module: 'analyses', action: 'read' },
  cost: 'lookUp',
  query: ClassificationFilter.extend({ ...PageQuery, moveFrom: TierMoveFrom, moveTo: TierMoveTo }),
  reply: pageOf(CustomerOf.extend({ value: z.number().nullable(), valueBefore: z.number().nullable() })),
})

export const applyClassification = route('applyClassification', 'PUT', '/classification/tiers', {
  summary: 'Make this classification the tier shown everywhere',
  tag: 'Analyses',
  door: { module: 'analyses', action: 'change' },
  cost: 'job',
  body: ClassificationQuery,
  /** `before`: what stood until now; applied again, it takes this back. */
  reply: z.strictObject({ accounts: z.int(), moved: z.int(), before: ClassificationQuery }),
})
