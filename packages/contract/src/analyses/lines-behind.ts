import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { ServiceKind } from '../orders/index.ts'
import { route } from '../route.ts'
import { AmountE4, Currency, Day, Id, PageQuery, pageOf } from '../shapes.ts'
import { AnalysisFilter } from './frame.ts'
import { PivotOnly } from './pivot.ts'

/** An analysis' filter and the part of its answer that was chosen. A dash `-` as text means: not given. */
export const LinesBehind = AnalysisFilter.extend({
  accountId: Id.optional(),
  mode: z.string().max(100).optional(),
  category: z.string().max(200).optional(),
  subCategory: z.string().max(200).optional(),
  channel: z.string().max(40).optional(),
  origin: z.string().max(200).optional(),
  destination: z.string().max(200).optional(),
  /** Of customers whose stock was counted within the days, the lines whose cost is known: what turnover counts as sales. */
  stock: z.enum(['counted']).optional(),
  /** Further conditions by dimension, as a pivot names them. */
  only: PivotOnly.optional(),
})
export type LinesBehind = z.output<typeof LinesBehind>

export const listLinesBehind = route('listLinesBehind', 'GET', '/analyses/lines', {
  summary: 'The order lines behind a figure, newest first',
  tag: 'Analyses',
  door: { module: 'orders', action: 'read' },
  cost: 'lookUp',
  query: LinesBehind.extend(PageQuery),
  reply: pageOf(
    z.strictObject({
      id: Id,
      orderId: Id,
      orderNumber: z.string(),
      account: AccountRef,
      orderedOn: Day,
      service: ServiceKind,
      mode: z.string().nullable(),
      category: z.string().nullable(),
      item: z.string().nullable(),
      region: z.string().nullable(),
      currency: Currency,
      /** Money: null for who may not see it. */
      amountE4: AmountE4.nullable(),
      costE4: AmountE4.nullable(),
    }),
  ),
})
