import * as contract from '@quayside/contract'
import { anAccount, aUser, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

interface Papers {
  accountId: string
  totalE4?: number
  currency?: string
  issuedOn?: string
  dueOn?: string
  kind?: 'invoice' | 'creditNote'
  status?: 'draft' | 'issued'
}

let made = 0

/** An issued invoice as the database takes it, past every action. */
export async function anInvoice(database: TestDatabase, papers: Papers): Promise<string> {
  const { accountId, totalE4 = 100_0000, currency = 'CNY', issuedOn = '2026-01-10', kind = 'invoice' } = papers
  const id = newId()
  await database.owner.query(
    `insert into invoices (id, number, kind, status, account_id, credit_reason, issued_on, due_on, currency, net_e4, total_e4)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      id,
      `T-${++made}-${id.slice(-6)}`,
      kind,
      papers.status ?? 'issued',
      accountId,
      kind === 'creditNote' ? 'correction' : null,
      issuedOn,
      papers.dueOn ?? issuedOn,
      currency,
      totalE4,
    ],
  )
  return id
}

export async function aPayment(
  database: TestDatabase,
  papers: { accountId: string | null; amountE4?: number; currency?: string; receivedOn?: string },
): Promise<string> {
  const { accountId, amountE4 = 100_0000, currency = 'CNY', receivedOn = '2026-01-20' } = papers
  const id = newId()
  await database.owner.query(
    'insert into payments (id, number, account_id, received_on, currency, amount_e4) values ($1, $2, $3, $4, $5, $6)',
    [id, `TP-${++made}-${id.slice(-6)}`, accountId, receivedOn, currency, amountE4],
  )
  return id
}

export const line = (netE4: number, taxBp = 900) => ({ text: '运费', netE4, taxBp })

export type MoneyDesk = Awaited<ReturnType<typeof openMoneyDesk>>

/** A clerk of finance at work on 15 March 2026, and a seller who looks on. */
export async function openMoneyDesk() {
  const database = await testDatabase()
  const clerk = await aUser(database, { roles: ['finance'] })
  const seller = await aUser(database, { roles: ['salesRepresentative'] })
  const api = await testApp(database, { as: clerk, now: new Date('2026-03-15T04:00:00Z') })
  const customer = (more: Record<string, unknown> = {}) =>
    writeAsOwner(database, async (tx) => (await anAccount(tx, { payment_days: 30, ...more })).id)
  const write = async (accountId: string, more: Record<string, unknown> = {}) => {
    const usual = { accountId, issuedOn: '2026-02-01', currency: 'CNY', lines: [line(1000_0000)], issue: true }
    return (await api.call(contract.createInvoice, { body: { ...usual, ...more } as never })).body
  }
  const pay = async (accountId: string | null, amountE4: number, more: Record<string, unknown> = {}) => {
    const usual = { accountId, receivedOn: '2026-03-01', currency: 'CNY', amountE4 }
    return (await api.call(contract.createPayment, { body: { ...usual, ...more } as never })).body
  }
  const read = async (id: string) => (await api.call(contract.readInvoice, { params: { id } })).body
  const settle = (paymentId: string, parts: { invoiceId: string; amountE4: number }[]) =>
    api.call(contract.allocate, { body: { source: { paymentId }, parts } })
  return { database, api, seller, customer, write, pay, read, settle }
}
