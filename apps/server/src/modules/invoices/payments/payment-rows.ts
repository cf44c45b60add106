import type { PaymentRow } from '@quayside/contract'
import type { z } from 'zod'
import type { Id } from '../../../platform/ids.ts'

export interface PaymentRecord {
  id: Id
  number: string
  kind: 'received' | 'refund'
  status: 'recorded' | 'void'
  account_id: Id | null
  account_number: string | null
  account_name: string | null
  owner_id: Id | null
  team_id: Id | null
  received_on: string
  currency: string
  amount_e4: number
  allocated_e4: number
  refunded_e4: number
  free_e4: number
  method: string
  payer_name: string | null
  payer_account: string | null
  reference: string | null
  version: number
}

/** Of `payments p` beside its account `a`, if one is known. */
export const paymentColumns = `
  p.id, p.number, p.kind, p.status, p.account_id, a.number as account_number, a.name as account_name, a.owner_id, a.team_id,
  p.received_on, p.currency, p.amount_e4, p.allocated_e4, p.refunded_e4, p.free_e4, p.method, p.payer_name, p.payer_account, p.reference,
  p.version`

export const presentPaymentRow = (row: PaymentRecord): z.input<typeof PaymentRow> => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  status: row.status,
  account: row.account_id
    ? { id: row.account_id, number: row.account_number ?? '', name: row.account_name ?? '' }
    : null,
  receivedOn: row.received_on,
  currency: row.currency,
  amountE4: row.amount_e4,
  allocatedE4: row.allocated_e4,
  refundedE4: row.refunded_e4,
  freeE4: row.free_e4,
  method: row.method as never,
  payerName: row.payer_name,
  payerAccount: row.payer_account,
  reference: row.reference,
  version: row.version,
})
