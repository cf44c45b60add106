import type { BodyOf, Payment, refundPayment as refundRoute } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { findInvoice } from '../papers/read-invoice.ts'
import { keepPayments, type NewPayment } from './keep-payments.ts'
import { readPayment } from './read-payment.ts'
import { lockPayment } from './record-payment.ts'

type Asked = z.output<(typeof refundRoute)['body']> & BodyOf<typeof refundRoute>
type Told = Promise<z.input<typeof Payment>>

const conflict = (code: string, zh: string, en: string) =>
  new Refusal(code, 409, en, { extra: inBothLanguages(zh, en) })

/** Gives back what a payment left over; voiding the refund takes it back. */
export async function refundPayment(tx: Tx, user: User, id: Id, asked: Asked, now: Date): Told {
  const row = await lockPayment(tx, user, id, null)
  if (!reaches(user, 'create', row)) throw forbidden()
  if (!row.account_id) throw conflict('payerUnknown', '请先指定付款客户。', 'Say who paid first.')
  refuseBeyond(asked, { leftE4: row.free_e4, from: row.received_on })
  return giveBack(tx, user, asked, now, {
    accountId: row.account_id,
    refundOf: id,
    currency: row.currency,
    payerName: row.payer_name,
    payerAccount: row.payer_account,
  })
}

/** Gives back what a credit note has left: the customer had paid already what it takes back. */
export async function refundCreditNote(tx: Tx, user: User, id: Id, asked: Asked, now: Date): Told {
  refuseWithoutFinance(user)
  await tx.selectFrom('invoices').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  const row = await findInvoice(tx, id, now)
  if (!reaches(user, 'create', row)) throw forbidden()
  if (row.kind !== 'creditNote' || row.status !== 'issued')
    throw conflict('notACreditNote', '只有红字发票的余额可以退款。', 'Only what a credit note has left is given back.')
  refuseBeyond(asked, { leftE4: row.open_e4, from: row.issued_on })
  return giveBack(tx, user, asked, now, {
    accountId: row.account_id,
    refundOfNote: id,
    currency: row.currency,
    payerName: row.buyer.title ?? row.account_name,
    payerAccount: row.buyer.bankAccount ?? null,
  })
}

function refuseBeyond({ amountE4, on }: Asked, { leftE4, from }: { leftE4: number; from: string }): void {
  if (amountE4 > leftE4) throw conflict('beyondLeft', '超过未核销的余额。', 'This is more than is left over.')
  if (on < from)
    throw conflict('beforePayment', '退款日期早于原收款或红字发票。', 'The refund lies before what it gives back.')
}

type Source = Pick<NewPayment, 'accountId' | 'refundOf' | 'refundOfNote' | 'currency' | 'payerName' | 'payerAccount'>

async function giveBack(tx: Tx, user: User, asked: Asked, now: Date, source: Source): Told {
  const [kept] = await keepPayments(
    tx,
    user.id,
    [
      {
        ...source,
        kind: 'refund',
        externalKey: null,
        receivedOn: asked.on,
        amountE4: asked.amountE4,
        method: asked.method ?? 'transfer',
        reference: asked.reference ?? null,
        note: asked.reason,
      },
    ],
    now,
  )
  return readPayment(tx, user, kept?.id as string)
}
