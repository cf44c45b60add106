import { z } from 'zod'
import { AccountRef, PersonRef, Tier } from '../accounts/index.ts'
import { route } from '../route.ts'
import { AmountE4, Currency, Day, PageQuery, pageOf } from '../shapes.ts'

const tag = 'Analyses'
const analyses = (action: 'read' | 'export' | 'change') => ({ module: 'analyses', action }) as const

/** ABC(D) classification ABC分类法 (ANA-6): what to rank by, over which period, and where to cut. */
export const ClassificationQuery = z.strictObject({
  measure: z.enum(['amount', 'grossProfit', 'orders', 'lines']).default('amount'),
  scheme: z.enum(['pyramid', 'pareto']).default('pyramid'),
  from: Day.optional(),
  to: Day.optional(),
  currency: Currency.optional(),
  /** Pyramid: shares of customers for A, B, C in percent (source: 1, 5, 20). Pareto: cumulative shares of the measure for A, B, C in percent. */
  cutA: z.coerce.number().min(0).max(100).optional(),
  cutB: z.coerce.number().min(0).max(100).optional(),
  cutC: z.coerce.number().min(0).max(100).optional(),
})
export const TierSummary = z.strictObject({
  tier: Tier,
  accounts: z.int(),
  value: z.number(),
  share: z.number(),
  accountShare: z.number(),
  lowest: z.number().nullable(),
  expectedShare: z.tuple([z.number(), z.number()]).nullable(),
})
export const Classification = z.strictObject({
  measure: z.string(),
  scheme: z.string(),
  from: Day.nullable(),
  to: Day.nullable(),
  currency: Currency,
  population: z.int(),
  withoutOrders: z.int(),
  total: z.number(),
  negative: z.int(),
  tiers: z.array(TierSummary),
  /** Customers ranked by value (share of customers 0–1, cumulative share of the measure 0–1), at most 200 points. */
  curve: z.array(z.tuple([z.number(), z.number()])),
  freshness: z.strictObject({ behindSeconds: z.number(), asOf: z.string() }),
  engine: z.string(),
  queryMilliseconds: z.number(),
  otherCurrencies: z.array(Currency),
})
export type Classification = z.infer<typeof Classification>
export const readClassification = route('readClassification', 'GET', '/classification', {
  summary: 'Who is A, B, C, D',
  tag,
  door: analyses('read'),
  cost: 'lookUp',
  query: ClassificationQuery,
  reply: Classification,
})
export const listTier = route('listTier', 'GET', '/classification/accounts', {
  summary: 'The customers behind a tier, by rank',
  tag,
  door: analyses('read'),
  cost: 'lookUp',
  query: ClassificationQuery.extend({ ...PageQuery, tier: Tier.optional() }),
  reply: pageOf(
    z.strictObject({
      rank: z.int(),
      account: AccountRef,
      owner: PersonRef.nullable(),
      tier: Tier,
      value: z.number(),
      share: z.number(),
      cumulative: z.number(),
      /** Behaviour: null for who may not see it, as is the last order. */
      orders: z.int().nullable(),
      lastOrderOn: Day.nullable(),
      previousTier: Tier.nullable(),
    }),
  ),
})
export const exportTier = route('exportTier', 'GET', '/classification/export', {
  summary: 'The classification as CSV or XLSX',
  tag,
  door: analyses('export'),
  cost: 'export',
  query: ClassificationQuery.extend({
    tier: Tier.optional(),
    format: z.enum(['csv', 'xlsx']).default('xlsx'),
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  }),
  kind: 'stream',
})
export const applyClassification = route('applyClassification', 'PUT', '/classification/tiers', {
  summary: 'Make this classification the tier shown everywhere',
  tag,
  door: analyses('change'),
  cost: 'job',
  body: ClassificationQuery,
  reply: z.strictObject({ accounts: z.int(), moved: z.int() }),
})
export const readWarehouse = route('readWarehouse', 'GET', '/warehouse', {
  summary: 'State of the warehouse: engine, rows, lag',
  tag,
  door: analyses('read'),
  reply: z.strictObject({
    engine: z.string(),
    state: z.enum(['loading', 'following', 'stopped']),
    behindSeconds: z.number(),
    accounts: z.int(),
    orders: z.int(),
    lines: z.int(),
    /** null for who may not see money. */
    amountE4: AmountE4.nullable(),
    lastLoadedAt: z.string().nullable(),
  }),
})
