import { z } from 'zod'
import { AmountE4, Currency, Day, Instant } from '../shapes.ts'
import { Tier } from './account-fields.ts'

/** The groups of the RFM grid, as `RFM_SEGMENTS` of packages/analytics names them. */
export const RfmSegment = z.enum([
  'champions',
  'loyal',
  'potentialLoyal',
  'new',
  'promising',
  'needsAttention',
  'aboutToSleep',
  'atRisk',
  'cannotLose',
  'hibernating',
  'lost',
])
export type RfmSegment = z.infer<typeof RfmSegment>
export const NextAction = z.enum([
  'settleComplaint',
  'winBackVolume',
  'planNextStep',
  'keepInTouch',
  'raisePotential',
  'winFirstOrder',
  'completeRecord',
])
export type NextAction = z.infer<typeof NextAction>
/** What an advice follows from; which of them, by kind of action. */
export const NextActionReason = z.strictObject({
  /** The complaint, or the last contact; absent: never. */
  at: Instant.optional(),
  /** The last order before he slipped. */
  since: Day.optional(),
  tier: Tier.optional(),
  /** How often the tier is to be spoken with. */
  everyDays: z.int().optional(),
  potential: z.int().optional(),
  quality: z.int().optional(),
})
export type NextActionReason = z.infer<typeof NextActionReason>

/** What the orders of an account come to. Who may not see behaviour is told no number and no day, who may not see finance no money. */
export const AccountFigures = z.strictObject({
  orders: z.int().nullable(),
  lines: z.int().nullable(),
  amountE4: AmountE4.nullable(),
  /** null where no cost is known. */
  grossProfitE4: AmountE4.nullable(),
  /** Gross profit ÷ revenue, of the lines whose cost is known; the margin of lists and of the page of composition. */
  grossMargin: z.number().nullable(),
  averageOrderE4: AmountE4.nullable(),
  firstOrderOn: Day.nullable(),
  lastOrderOn: Day.nullable(),
})

/** What the analyses say of a customer, worked out over the whole base every hour; see docs on each figure in packages/analytics. */
export const Assessment = z.strictObject({
  on: Day,
  /** Quintiles of recency, frequency and amount, 111 to 555. */
  rfm: z.int().nullable(),
  segment: RfmSegment.nullable(),
  /** Probability that he is still a customer, 0…1. */
  alive: z.number().nullable(),
  /** Purchases expected in the next twelve months. */
  expectedOrders: z.number().nullable(),
  /** Discounted value of what is expected of him; null too for who may not see money. */
  lifetimeValueE4: AmountE4.nullable(),
  currency: Currency.nullable(),
  slippingSince: Day.nullable(),
  /** 0…100. */
  health: z.int().nullable(),
})
export type Assessment = z.infer<typeof Assessment>
