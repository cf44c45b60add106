import { z } from 'zod'
import { RfmSegment } from '../accounts/assessment.ts'
import { route } from '../route.ts'
import { Day, Id } from '../shapes.ts'
import { allInFile, CustomerOf, customersBehind, RowsOfAnswer } from './customers-behind.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

const Score = z.int().min(1).max(5)

/** Scores 1…5, 5 the best fifth. Money in ten-thousandths. */
export const RfmCustomer = CustomerOf.extend({
  recency: Score,
  frequency: Score,
  monetary: Score,
  segment: RfmSegment,
  daysSinceLast: z.int(),
  lastOrderOn: Day,
  orders: z.int(),
  revenueE4: z.number(),
})
export type RfmCustomer = z.infer<typeof RfmCustomer>

/** Worst value that still has the score, from 1 to 5; null for a score nobody has. */
const Limits = z.array(z.number().nullable()).length(5)
const Part = { customers: z.int(), revenueE4: z.number(), shareOfRevenue: z.number().nullable() }

export const rfm = allInFile(
  analysis('rfm', {
    summary: 'Recency, frequency and amount 客户RFM分析 (ANA-9)',
    tells: ['finance', 'behaviour'],
    query: AnalysisFilter.extend(RowsOfAnswer),
    reply: z.strictObject({
      basis: AnalysisBasis,
      /** Recency is counted up to this day. */
      asOf: Day,
      customers: z.int(),
      revenueE4: z.number(),
      /** All 25 cells of recency × frequency. */
      cells: z.array(z.strictObject({ recency: Score, frequency: Score, ...Part })),
      segments: z.array(z.strictObject({ key: RfmSegment, ...Part })),
      limits: z.strictObject({ daysSinceLast: Limits, orders: Limits, revenueE4: Limits }),
      rows: z.array(RfmCustomer),
    }),
  }),
)

const ofCell = AnalysisFilter.extend({
  recency: z.coerce.number().int().min(1).max(5).optional(),
  frequency: z.coerce.number().int().min(1).max(5).optional(),
  segment: RfmSegment.optional(),
})

export const listRfmIds = route('listRfmIds', 'GET', '/analyses/rfm/account-ids', {
  summary: 'Everybody of a cell or segment of the RFM grid by id, to act on at once; most revenue first',
  tag: 'Analyses',
  door: { module: 'analyses', action: 'read' },
  cost: 'lookUp',
  query: ofCell,
  reply: z.strictObject({ ids: z.array(Id).max(10_000), total: z.int() }),
})

export const listRfm = customersBehind('rfm', 'listRfm', {
  summary: 'The customers of a cell or segment of the RFM grid',
  query: ofCell.extend({
    sort: z.enum(['-revenue', 'revenue', '-orders', 'orders', 'recent', '-recent']).default('-revenue'),
  }),
  row: RfmCustomer,
})
