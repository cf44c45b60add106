import { PaymentMethod } from '@quayside/contract'
import type { Cells } from './read-row.ts'

/** One entry of a bank's file. */
export interface PaymentDraft {
  row: number
  receivedOn: string
  amountE4: number
  currency: string
  payerName: string | null
  payerAccount: string | null
  reference: string | null
  bankKey: string | null
  customer: string | null
  method: PaymentMethod
}

/** null: money that left the account, which is none of a customer's. */
export function draftPayment(cells: Cells, today: string): PaymentDraft | null {
  const amount = cells.money('amount')
  const out = cells.money('paidOut')
  if ((amount === null || amount === 0) && out !== null && out !== 0) return null
  if (amount === null) return cells.refuse('amount', '没有金额。', 'There is no amount.')
  if (amount < 0) return null
  if (amount === 0) return cells.refuse('amount', '金额须大于 0。', 'An amount must be above 0.')
  const receivedOn =
    cells.day('receivedOn') ?? cells.refuse('receivedOn', '这一格不能为空。', 'This cell must not be empty.')
  if (receivedOn > today) cells.refuse('receivedOn', '日期在将来。', 'The day lies in the future.')
  return {
    row: cells.row,
    receivedOn,
    amountE4: amount,
    currency: cells.currency(),
    payerName: cells.text('payerName', 300),
    payerAccount: cells.text('payerAccount', 60)?.replaceAll(/\s+/g, '') ?? null,
    reference: cells.text('reference', 500),
    bankKey: cells.text('bankKey', 120),
    customer: cells.text('customer', 300),
    method: methodOf(cells.text('method', 60)),
  }
}

const methods: readonly (readonly [PaymentMethod, RegExp])[] = [
  ['acceptance', /承兑|acceptance/i],
  ['alipay', /支付宝|alipay/i],
  ['wechat', /微信|wechat/i],
  ['cheque', /支票|che(que|ck)/i],
  ['cash', /现金|cash/i],
  ['card', /刷卡|card/i],
]

function methodOf(written: string | null): PaymentMethod {
  if (written === null) return 'transfer'
  const known = PaymentMethod.safeParse(written)
  return known.success ? known.data : (methods.find(([, sign]) => sign.test(written))?.[0] ?? 'transfer')
}
