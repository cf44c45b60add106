import { z } from 'zod'
import { AmountE4, Currency, Day } from '../shapes.ts'

/** Derived from orders; absent where the reader may not see finance. */
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
export const NextAction = z.enum([
  'settleComplaint',
  'winBackVolume',
  'planNextStep',
  'keepInTouch',
  'raisePotential',
  'winFirstOrder',
  'completeRecord',
])

export const AccountFigures = z.strictObject({
  orders: z.int(),
  lines: z.int(),
  amountE4: AmountE4,
  /** null where no cost is known. */
  grossProfitE4: AmountE4.nullable(),
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
