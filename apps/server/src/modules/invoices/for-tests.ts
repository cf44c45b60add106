import type { TestDatabase } from '../../../test/harness.ts'
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
