import type { listPayments as listRoute } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { FilterTarget } from '../../accounts/index.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { type PaymentRecord, paymentColumns, presentPaymentRow } from '../payments/payment-rows.ts'
import { filterOf } from './filter-rows.ts'
import { walkBy } from './walk.ts'

const sorts = {
  receivedOn: { column: 'p.received_on', type: 'date' },
  number: { column: 'p.number', type: 'text' },
  amount: { column: 'p.amount_e4', type: 'bigint' },
  free: { column: 'p.free_e4', type: 'bigint' },
} as const

const targets: Readonly<Record<string, FilterTarget>> = {
  number: { kind: 'text', category: 'basic', value: 'p.number' },
  account: { kind: 'text', category: 'basic', value: 'a.name' },
  payerName: { kind: 'text', category: 'finance', value: 'p.payer_name' },
  reference: { kind: 'text', category: 'finance', value: 'p.reference' },
  receivedOn: { kind: 'date', category: 'finance', value: 'p.received_on', time: 'day' },
  currency: { kind: 'text', category: 'finance', value: 'p.currency' },
  amount: { kind: 'money', category: 'finance', value: 'p.amount_e4' },
  free: { kind: 'money', category: 'finance', value: 'p.free_e4' },
  method: { kind: 'choice', category: 'finance', value: 'p.method' },
  kind: { kind: 'choice', category: 'finance', value: 'p.kind' },
}

export type PaymentsAsked = Omit<z.output<(typeof listRoute)['query']>, 'limit'> & { limit: number }
export type ListedPayment = PaymentRecord & { walk_key: string }

export async function findPayments(db: Db, user: User, asked: PaymentsAsked) {
  refuseWithoutFinance(user)
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const walk = walkBy(asked.sort, sorts, 'p.id', asked.cursor, bind)
  const where = [walk.behind, filterOf(asked.filter, targets, user, bind)]
  if (asked.accountId) where.push(`p.account_id = ${bind(asked.accountId)}::uuid`)
  if (asked.importId) where.push(`p.import_id = ${bind(asked.importId)}::uuid`)
  if (asked.show === 'free') where.push('p.free_e4 > 0')
  if (asked.show === 'unknown') where.push(`p.account_id is null and p.status = 'recorded'`)
  const search = asked.search?.trim()
  if (search) {
    const text = bind(search)
    where.push(`(starts_with(lower(p.number), lower(${text})) or p.external_key = ${text} or p.payer_account = ${text}
                 or position(lower(${text}) in lower(concat_ws(' ', a.name, p.payer_name, p.reference))) > 0)`)
  }
  const text = `
    select ${paymentColumns}, ${walk.key}
    from   payments p left join accounts a on a.id = p.account_id
    where  ${where.join(' and ')} order by ${walk.order} limit ${asked.limit + 1}`
  const { rows } = await connectionOf(db).query<ListedPayment>(text, values)
  const page = rows.slice(0, asked.limit)
  return { page, next: rows.length > asked.limit ? walk.next(page.at(-1)) : null }
}

export async function listPayments(db: Db, user: User, query: PaymentsAsked) {
  const { page, next } = await findPayments(db, user, query)
  return { rows: page.map(presentPaymentRow), next }
}
