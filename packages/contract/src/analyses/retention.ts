import { z } from 'zod'
import { Day } from '../shapes.ts'
import { allInFile, CustomerOf, customersBehind, RowsOfAnswer } from './customers-behind.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** What became of customers in the period. */
export const RetentionMove = z.enum(['retained', 'lost', 'wonBack', 'new', 'newLost'])
export type RetentionMove = z.infer<typeof RetentionMove>

/** Without `from` the year up to `to`. */
export const RetentionQuery = AnalysisFilter.extend({
  /** Without an order for so many days a customer is lost. */
  silenceDays: z.coerce.number().int().min(1).max(3650).default(180),
})

export const RetentionCustomer = CustomerOf.extend({
  move: RetentionMove,
  firstOrderOn: Day,
  lastOrderOn: Day,
  lostOn: Day.nullable(),
  /** Of the year before the customer's last order. */
  lastYearE4: z.number(),
})
export type RetentionCustomer = z.infer<typeof RetentionCustomer>

export const retention = allInFile(
  analysis('retention', {
    summary: 'Customers kept and lost 客户保留与流失 (COL-5, ANA-13)',
    tells: ['finance', 'behaviour'],
    query: RetentionQuery.extend(RowsOfAnswer),
    reply: z.strictObject({
      basis: AnalysisBasis,
      from: Day,
      to: Day,
      /** Active through so many days after the last order, lost from the next day on. */
      silenceDays: z.int(),
      activeAtStart: z.int(),
      activeAtEnd: z.int(),
      retentionRate: z.number().nullable(),
      buyers: z.int(),
      repeatRate: z.number().nullable(),
      meanTenureDays: z.number().nullable(),
      medianTenureDays: z.number().nullable(),
      moves: z.array(z.strictObject({ move: RetentionMove, customers: z.int(), lastYearE4: z.number() })),
      rows: z.array(RetentionCustomer),
    }),
  }),
)

export const listRetention = customersBehind('retention', 'listRetention', {
  summary: 'Customers kept, lost, won back and new in the period',
  query: RetentionQuery.extend({ move: RetentionMove.optional() }),
  row: RetentionCustomer,
})
