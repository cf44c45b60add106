import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { Day } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** What is bought together: all a customer bought in the period, or what stands in one order. */
export const BasketOf = z.enum(['customer', 'order'])
export type BasketOf = z.infer<typeof BasketOf>
/** A lane is `origin → destination`. */
export const BasketItem = z.enum(['service', 'mode', 'category', 'subCategory', 'lane'])
export type BasketItem = z.infer<typeof BasketItem>

/** Above 0: every itemset is in a share above zero of the baskets. */
const Support = z.coerce.number().min(0.000001).max(1)
const Share = z.coerce.number().min(0).max(1)
const Item = z.string().min(1).max(300)

export const AssociationRule = z.strictObject({
  from: z.array(z.string()),
  to: z.string(),
  /** Baskets that hold all of it. */
  count: z.int(),
  /** Baskets that hold the left side. */
  fromCount: z.int(),
  support: z.number(),
  confidence: z.number(),
  lift: z.number(),
  leverage: z.number(),
  /** Null: endless, for a confidence of 1. */
  conviction: z.number().nullable(),
  pValue: z.number(),
  /** Benjamini–Hochberg, for every rule that was tested. */
  adjusted: z.number(),
})
export type AssociationRule = z.infer<typeof AssociationRule>

export const association = analysis('association', {
  summary: 'What is bought together 关联分析 (ANA-14)',
  tells: ['behaviour'],
  query: AnalysisFilter.extend({
    basket: BasketOf.default('customer'),
    items: BasketItem.default('service'),
    support: Support.default(0.01),
    confidence: Share.default(0.3),
    /** Keeps rules whose adjusted p-value is at most this. */
    significance: Share.default(0.05),
    /** Most items of a rule, both sides together. */
    length: z.coerce.number().int().min(2).max(6).default(4),
    /** Rules that hold this item on either side. */
    item: Item.optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    basket: BasketOf,
    items: BasketItem,
    baskets: z.int(),
    /** Lines that name no such item, and so are in no basket. */
    linesWithout: z.int(),
    minimumCount: z.int(),
    /** Items in enough baskets, most frequent first; the first 1,000. */
    itemCounts: z.array(z.strictObject({ item: z.string(), baskets: z.int() })),
    /** Rules with enough support, whatever their confidence: the family p-values are adjusted for. */
    tested: z.int(),
    /** Rules kept, those beyond the limit too. */
    found: z.int(),
    rules: z.array(AssociationRule),
    /** Null when everything fitted: what there was too much of, and the least support tried that would do. */
    tooMany: z
      .strictObject({ reason: z.enum(['tooManyItemsets', 'tooManyRules']), limit: z.int(), support: z.number() })
      .nullable(),
  }),
})

/** Several items in an address: as one JSON array of texts. */
const Items = z
  .string()
  .max(4000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'A JSON array of items is wanted.' })
      return z.NEVER
    }
  })
  .pipe(z.array(Item).min(1).max(5))

export const crossSelling = analysis('cross-selling', {
  summary: 'Customers who buy the left side of a rule and not yet the right 交叉销售 (ANA-14)',
  tells: ['behaviour', 'finance'],
  query: AnalysisFilter.extend({
    items: BasketItem.default('service'),
    left: Items,
    right: Item,
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(100),
  }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    items: BasketItem,
    left: z.array(z.string()),
    right: z.string(),
    /** Customers who buy all of the left side, and of them those who buy the right as well. */
    buyersOfLeft: z.int(),
    buyersOfBoth: z.int(),
    /** Revenue of the right ÷ revenue of the left, among those who buy both; null without any revenue. */
    ratio: z.number().nullable(),
    rows: z.array(
      z.strictObject({
        account: AccountRef,
        /** Of the left side in the period. */
        revenueE4: z.number(),
        /** Confidence × ratio × revenue of the left side. */
        expectedE4: z.number().nullable(),
        lastOrderOn: Day,
      }),
    ),
    next: z.string().nullable(),
    total: z.int(),
  }),
})
