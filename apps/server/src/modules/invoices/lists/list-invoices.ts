import type { listInvoices as listRoute } from '@quayside/contract'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { FilterTarget } from '../../accounts/index.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import {
  type InvoiceRecord,
  invoiceColumns,
  overdueDaysSql,
  presentInvoiceRow,
  standingSql,
} from '../papers/invoice-rows.ts'
import { filterOf } from './filter-rows.ts'
import { walkBy } from './walk.ts'

const sorts = {
  issuedOn: { column: 'i.issued_on', type: 'date' },
  dueOn: { column: 'i.due_on', type: 'date' },
  number: { column: 'i.number', type: 'text' },
  total: { column: 'i.total_e4', type: 'bigint' },
  open: { column: 'i.open_e4', type: 'bigint' },
  account: { column: 'a.sort_key', type: 'text' },
} as const

const targets = (today: string): Readonly<Record<string, FilterTarget>> => ({
  number: { kind: 'text', category: 'basic', value: 'i.number' },
  account: { kind: 'text', category: 'basic', value: 'a.name' },
  kind: { kind: 'choice', category: 'basic', value: 'i.kind' },
  standing: { kind: 'choice', category: 'finance', value: `(${standingSql(today)})` },
  fapiaoNumber: { kind: 'text', category: 'finance', value: 'i.fapiao_number' },
  reference: { kind: 'text', category: 'basic', value: 'i.reference' },
  issuedOn: { kind: 'date', category: 'finance', value: 'i.issued_on', time: 'day' },
  dueOn: { kind: 'date', category: 'finance', value: 'i.due_on', time: 'day' },
  currency: { kind: 'text', category: 'finance', value: 'i.currency' },
  total: { kind: 'money', category: 'finance', value: 'i.total_e4' },
  open: { kind: 'money', category: 'finance', value: 'i.open_e4' },
  overdueDays: { kind: 'number', category: 'finance', value: `(${overdueDaysSql(today)})` },
  dunningLevel: { kind: 'number', category: 'finance', value: 'i.dunning_level' },
  owner: { kind: 'person', category: 'basic', value: 'a.owner_id' },
  team: { kind: 'team', category: 'basic', value: 'a.team_id' },
})

export type InvoicesAsked = Omit<z.output<(typeof listRoute)['query']>, 'limit'> & { limit: number }
export type ListedInvoice = InvoiceRecord & { walk_key: string }

export async function findInvoices(db: Db, user: User, asked: InvoicesAsked, now: Date) {
  refuseWithoutFinance(user)
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const today = bind(await companyDay(db, now))
  const walk = walkBy(asked.sort, sorts, 'i.id', asked.cursor, bind)
  const where = [walk.behind, filterOf(asked.filter, targets(today), user, bind)]
  if (asked.accountId) where.push(`i.account_id = ${bind(asked.accountId)}::uuid`)
  if (asked.importId) where.push(`i.import_id = ${bind(asked.importId)}::uuid`)
  if (asked.orderId)
    where.push(`i.id in (select l.invoice_id from invoice_lines l where l.order_id = ${bind(asked.orderId)}::uuid
                union all select c.invoice_id from invoice_lines l join invoice_lines c on c.credits_line_id = l.id where l.order_id = ${bind(asked.orderId)}::uuid)`)
  const search = asked.search?.trim()
  if (search) {
    const text = bind(search)
    where.push(`(starts_with(lower(i.number), lower(${text})) or starts_with(lower(i.reference), lower(${text})) or i.fapiao_number = ${text}
                 or i.external_key = ${text} or position(lower(${text}) in lower(a.name)) > 0)`)
  }
  const text = `
    select ${invoiceColumns(today)}, ${walk.key}
    from   invoices i join accounts a on a.id = i.account_id
    where  ${where.join(' and ')} order by ${walk.order} limit ${asked.limit + 1}`
  const { rows } = await connectionOf(db).query<ListedInvoice>(text, values)
  const page = rows.slice(0, asked.limit)
  return { page, next: rows.length > asked.limit ? walk.next(page.at(-1)) : null }
}

export async function listInvoices(db: Db, user: User, query: InvoicesAsked, now: Date) {
  const { page, next } = await findInvoices(db, user, query, now)
  return { rows: page.map(presentInvoiceRow), next }
}
