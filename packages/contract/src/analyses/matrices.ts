import { z } from 'zod'
import { CreditGrade } from '../accounts/index.ts'
import { route } from '../route.ts'
import { Day, Id } from '../shapes.ts'
import { allInFile, CustomerOf, customersBehind, RowsOfAnswer } from './customers-behind.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** Prospect × growth 发展前景 × 成长性, loyalty × credit 忠诚度 × 信用等级, value × cost to serve 价值 × 服务成本. */
export const MatrixKind = z.enum(['prospectGrowth', 'loyaltyCredit', 'valueCost'])
export type MatrixKind = z.infer<typeof MatrixKind>

/** The four types of each matrix, as packages/analytics names them; `unknown`: an axis is not known of the customer. */
export const MatrixCell = z.enum([
  'star',
  'transactional',
  'ageing',
  'eliminate',
  'golden',
  'loyalAtRisk',
  'creditworthy',
  'avoid',
  'demanding',
  'prized',
  'losing',
  'economical',
  'unknown',
])
export type MatrixCell = z.infer<typeof MatrixCell>

/**
 * Where high begins on each axis; without: the usual cut. Prospect: potential 1…5. Growth: 0.1 for 10 %. Loyalty: 0…100. Credit: 1 (D) to
 * 6 (AAA). Value: ten-thousandths. Cost to serve: share of the revenue. Without `from` the year up to `to`.
 */
export const MatrixQuery = AnalysisFilter.extend({
  kind: MatrixKind.default('prospectGrowth'),
  cutX: z.coerce.number().min(-1e15).max(1e15).optional(),
  cutY: z.coerce.number().min(-1e15).max(1e15).optional(),
})

export const MatrixCustomer = CustomerOf.extend({
  cell: MatrixCell,
  /** null: not known. */
  x: z.number().nullable(),
  y: z.number().nullable(),
  creditGrade: CreditGrade.nullable(),
  revenueE4: z.number(),
})
export type MatrixCustomer = z.infer<typeof MatrixCustomer>

const Axis = z.strictObject({
  /** The smallest value that is high; null where nobody is known. */
  cut: z.number().nullable(),
  /** Chosen, the usual value, or the median of the known. */
  rule: z.enum(['chosen', 'usual', 'median']),
  unknown: z.int(),
})

export const matrices = allInFile(
  analysis('matrices', {
    summary: 'Customers in a matrix of four types (ANA-7, ANA-8)',
    tells: ['finance', 'behaviour'],
    query: MatrixQuery.extend(RowsOfAnswer),
    reply: z.strictObject({
      basis: AnalysisBasis,
      kind: MatrixKind,
      from: Day,
      to: Day,
      customers: z.int(),
      revenueE4: z.number(),
      /** Of value × cost to serve: cost pools laid on the customers. 0: the cost of the lines stands in for the cost to serve. */
      pools: z.int(),
      /** Pools of other currencies, which were not laid. */
      otherPools: z.int(),
      x: Axis,
      y: Axis,
      /** All four types and the unknown. */
      cells: z.array(
        z.strictObject({
          key: MatrixCell,
          high: z.strictObject({ x: z.boolean(), y: z.boolean() }).nullable(),
          customers: z.int(),
          revenueE4: z.number(),
          shareOfRevenue: z.number().nullable(),
        }),
      ),
      rows: z.array(MatrixCustomer),
    }),
  }),
)

const ofCell = MatrixQuery.extend({ cell: MatrixCell.optional() })

export const listMatrix = customersBehind('matrices', 'listMatrix', {
  summary: 'The customers of a type',
  query: ofCell.extend({ sort: z.enum(['-revenue', 'revenue', '-x', 'x', '-y', 'y']).default('-revenue') }),
  row: MatrixCustomer,
})

/** As many as a bulk change takes. */
export const listMatrixIds = route('listMatrixIds', 'GET', '/analyses/matrices/account-ids', {
  summary: 'Everybody of a type by id, to act on at once; most revenue first',
  tag: 'Analyses',
  door: { module: 'analyses', action: 'read' },
  cost: 'lookUp',
  query: ofCell,
  reply: z.strictObject({ ids: z.array(Id).max(10_000), total: z.int() }),
})
