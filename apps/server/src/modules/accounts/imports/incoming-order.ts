import type { Id } from '../../../platform/ids.ts'
import type { LineDraft, OrderDraft } from './row-draft.ts'

export interface OldOrder {
  id: Id
  account_id: Id
  external_key: string
  ordered_on: string
  status: string
  reference: string | null
  import_batch_id: Id | null
  version: number
}
export interface OldLine extends Omit<LineDraft, 'attributes'> {
  id: Id
  account_id: Id
  order_id: Id
  line_no: number
  attributes: Record<string, string>
}

/** An order on its way: new, or existing with what changes. */
export interface Order {
  id: Id
  accountId: Id
  orderedOn: string
  currency: string
  isNew: boolean
  old: OldOrder | null
  draft: OrderDraft
  lines: OldLine[]
  changed: boolean
}

/** By key; hidden: somebody else's, or out of the actor's sight. */
export type Orders = Map<string, Order | 'hidden'>

/** What a file can fill of a line, and an undo puts back. */
export const lineColumns = [
  'external_key',
  'service',
  'mode',
  'category',
  'sub_category',
  'item_code',
  'item',
  'quantity',
  'unit',
  'amount_e4',
  'cost_e4',
  'discount_bp',
  'weight_g',
  'weight_note',
  'freight_e4',
  'freight_note',
  'origin',
  'destination',
  'country',
  'region',
  'vendor',
  'promised_on',
  'shipped_on',
  'delivered_on',
  'attributes',
] as const
