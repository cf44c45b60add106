import { Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'

type Said = readonly [code: string, zh: string, en: string]

/** What the guards of the tables mean for a person: two at once, or a document that is there already. */
const said: Readonly<Record<string, Said>> = {
  invoices_one_fapiao: [
    'fapiaoTaken',
    '该发票号码已登记在另一张发票上。',
    'Another invoice bears this fapiao number already.',
  ],
  invoices_external_key_key: [
    'externalKeyTaken',
    '该外部编号的发票已存在。',
    'There is an invoice with this external key already.',
  ],
  payments_external_key_key: [
    'externalKeyTaken',
    '该银行流水号的收款已存在。',
    'There is a payment with this key of the bank already.',
  ],
  invoice_lines_bill_once: [
    'alreadyBilled',
    '其中有订单行已开过发票。',
    'Some of these order lines are on another invoice already.',
  ],
  allocations_of_payment: [
    'allocatedAlready',
    '该收款已核销过这张发票。请先撤销原核销。',
    'This payment settles that invoice already. Take the former allocation back first.',
  ],
  allocations_of_credit_note: [
    'allocatedAlready',
    '该红字发票已冲抵过这张发票。请先撤销。',
    'This credit note settles that invoice already. Take the former allocation back first.',
  ],
  invoice_lines_fee_once: [
    'alreadyBilled',
    '其中有订单的变更/取消费已开过发票。',
    'The fee of one of these orders is on another invoice already.',
  ],
  credit_notes_within_invoice: [
    'beyondInvoice',
    '超过该发票尚未红冲的金额。',
    'This is more than is left of the invoice.',
  ],
  allocations_sides: [
    'otherCustomerOrCurrency',
    '收款与发票须属于同一客户、同一币种。',
    'Payment and invoice must be of one customer and one currency.',
  ],
}
const beyond: Said = [
  'beyondOpen',
  '金额超过未收或未核销的余额，可能刚被他人核销。请刷新后重试。',
  'This is more than is open or left over; somebody may have settled it just now. Look again.',
]

/** @throws Refusal 409 for what a guard of the tables refused; anything else as it came */
export function refusedByDatabase(error: unknown): never {
  const { code, constraint = '' } = error as { code?: string; constraint?: string }
  const known =
    said[constraint] ?? (code === '23514' && /^(invoices|payments)_check/.test(constraint) ? beyond : undefined)
  if (!known || (code !== '23505' && code !== '23514')) throw error
  const [name, zh, en] = known
  throw new Refusal(name, 409, en, { extra: inBothLanguages(zh, en), cause: error })
}
