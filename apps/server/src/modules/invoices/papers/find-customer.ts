import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { type HeldBy, reaches } from '../invoices.policy.ts'

export interface Customer extends HeldBy {
  id: Id
  number: string
  name: string
  payment_days: number | null
  currency: string | null
  tax_title: string | null
  credit_code: string | null
  bank_name: string | null
  bank_account: string | null
}

export async function findCustomers(db: Db, ids: readonly Id[]): Promise<Map<Id, Customer>> {
  const { rows } = await sql<Customer>`
    select a.id, a.number, a.name, a.owner_id, a.team_id, a.payment_days, a.currency, a.tax_title, a.credit_code, a.bank_name, a.bank_account
    from   accounts a where a.id = any (${ids}::uuid[]) and a.deleted_at is null`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** @throws Refusal 422 when there is none in sight, 403 when his documents are not this user's to write */
export async function customerFor(db: Db, user: User, id: Id, path = '/accountId'): Promise<Customer> {
  const customer = (await findCustomers(db, [id])).get(id)
  if (!customer)
    throw new Refusal('unknownCustomer', 422, 'There is no such customer.', {
      errors: [{ path, code: 'unknownCustomer', message: 'There is no such customer.' }],
    })
  if (!reaches(user, 'create', customer))
    throw forbidden('Your roles do not let you write documents for this customer.')
  return customer
}

/** As the invoice names the buyer for ever, whatever becomes of the customer's record. */
export const buyerOf = (customer: Customer) => ({
  title: customer.tax_title || customer.name,
  taxNumber: customer.credit_code,
  bankName: customer.bank_name,
  bankAccount: customer.bank_account,
})

const usualPaymentDays = 30

/** As agreed with the customer; 30 where nothing was. */
export function dueOnFor(customer: Pick<Customer, 'payment_days'>, issuedOn: string): string {
  const due = new Date(`${issuedOn}T00:00:00Z`)
  due.setUTCDate(due.getUTCDate() + (customer.payment_days ?? usualPaymentDays))
  return due.toISOString().slice(0, 10)
}
