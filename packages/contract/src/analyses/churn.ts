import { z } from 'zod'
import { Day } from '../shapes.ts'
import { allInFile, CustomerOf, customersBehind, RowsOfAnswer } from './customers-behind.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** What is watched: each customer, or each customer's dealings in a service, a region, a lane. */
export const ChurnBy = z.enum(['account', 'service', 'region', 'lane'])
export type ChurnBy = z.infer<typeof ChurnBy>
/** Orders less often than his rhythm; or orders as often, but smaller. */
export const ChurnRadarKind = z.enum(['rhythm', 'value'])
export type ChurnRadarKind = z.infer<typeof ChurnRadarKind>

export const ChurnQuery = AnalysisFilter.extend({
  by: ChurnBy.default('account'),
  /** How often an alarm may be false, 0…1. */
  falseAlarms: z.coerce.number().min(0.0001).max(0.5).default(0.05),
  /** `series`: of those who keep their rhythm that share is alarmed about. `alarms`: of the alarms that share is false. */
  of: z.enum(['series', 'alarms']).default('series'),
  /** Without an order for so many days a customer is lost, not slipping. */
  silenceDays: z.coerce.number().int().min(1).max(3650).default(180),
})

export const ChurnRow = CustomerOf.extend({
  /** Service, region or lane; null for the customer as a whole, `-` where it is not given. */
  part: z.string().nullable(),
  /** Chance of this in one who keeps his rhythm; the same for having looked at all. */
  chance: z.number(),
  adjustedChance: z.number(),
  /** Day of the last order in the old rhythm, or of the first smaller order. */
  since: Day,
  lastOrderOn: Day,
  lost: z.boolean(),
  /** Orders a year before and since, season taken out; of the value radar: mean value of an order, ten-thousandths. */
  before: z.number(),
  after: z.number(),
  /** null in the value radar. */
  missingOrders: z.number().nullable(),
  missingE4: z.number(),
})
export type ChurnRow = z.infer<typeof ChurnRow>

const Radar = z.strictObject({
  /** Series with enough orders for a rhythm. */
  watched: z.int(),
  tooFew: z.int(),
  alarms: z.int(),
  slipping: z.int(),
  /** Alarms to be expected if everybody kept his rhythm. */
  expectedFalse: z.number(),
  missingOrders: z.number().nullable(),
  missingE4: z.number(),
  /** By the month since when, oldest first. */
  months: z.array(z.strictObject({ month: Day, alarms: z.int(), missingE4: z.number() })),
  rows: z.array(ChurnRow),
})

export const churn = allInFile(
  analysis('churn', {
    summary: 'Churn radar 流失预警 (ANA-13)',
    tells: ['finance', 'behaviour'],
    query: ChurnQuery.extend(RowsOfAnswer),
    reply: z.strictObject({
      basis: AnalysisBasis,
      asOf: Day,
      by: ChurnBy,
      /** Months of the year, January first; 1 is the mean. */
      season: z.array(z.number()),
      rhythm: Radar,
      value: Radar,
    }),
  }),
)

export const listChurn = customersBehind('churn', 'listChurn', {
  summary: 'Whom the radar alarms about, most money missing first',
  query: ChurnQuery.extend({
    radar: ChurnRadarKind.default('rhythm'),
    state: z.enum(['all', 'slipping', 'lost']).default('all'),
    month: Day.optional(),
    sort: z.enum(['-missing', 'chance', '-since', 'since']).default('-missing'),
  }),
  row: ChurnRow,
})
