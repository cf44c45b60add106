import type { InvoiceRow } from '@quayside/contract'
import type { z } from 'zod'
import type { Id } from '../../../platform/ids.ts'

export interface InvoiceRecord {
  id: Id
  number: string
  kind: 'invoice' | 'creditNote'
  status: 'draft' | 'issued' | 'void'
  standing: string
  account_id: Id
  account_number: string
  account_name: string
  owner_id: Id | null
  team_id: Id | null
  fapiao_number: string | null
  reference: string | null
  issued_on: string
  due_on: string
  overdue_days: number
  currency: string
  net_e4: number
  tax_e4: number
  total_e4: number
  settled_e4: number
  open_e4: number
  dunning_level: number
  version: number
}

/** Where a document `i` stands on the day bound at `today`. */
export const standingSql = (today: string): string => `
  case when i.status <> 'issued' then i.status
       when i.open_e4 = 0 then 'paid'
       when i.disputed_at is not null then 'disputed'
       when i.kind = 'invoice' and i.due_on < ${today}::date then 'overdue'
       when i.settled_e4 > 0 then 'partlyPaid'
       else 'open' end`

export const overdueDaysSql = (today: string): string => `
  case when i.kind = 'invoice' and i.open_e4 > 0 then greatest(0, ${today}::date - i.due_on) else 0 end`

/** Of `invoices i` beside its account `a`. */
export const invoiceColumns = (today: string): string => `
  i.id, i.number, i.kind, i.status, ${standingSql(today)} as standing, i.account_id, a.number as account_number, a.name as account_name,
  a.owner_id, a.team_id, i.fapiao_number, i.reference, i.issued_on, i.due_on, ${overdueDaysSql(today)} as overdue_days, i.currency,
  i.net_e4, i.tax_e4, i.total_e4, i.settled_e4, i.open_e4, i.dunning_level, i.version`

export const presentInvoiceRow = (row: InvoiceRecord): z.input<typeof InvoiceRow> => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  status: row.status,
  standing: row.standing as never,
  account: { id: row.account_id, number: row.account_number, name: row.account_name },
  fapiaoNumber: row.fapiao_number,
  reference: row.reference,
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  overdueDays: row.overdue_days,
  currency: row.currency,
  netE4: row.net_e4,
  taxE4: row.tax_e4,
  totalE4: row.total_e4,
  openE4: row.open_e4,
  dunningLevel: row.dunning_level,
  version: row.version,
})
