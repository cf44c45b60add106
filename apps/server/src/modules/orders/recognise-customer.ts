import type { CustomerRef, OrderReason } from '@quayside/contract'
import { sortKey } from '@quayside/searchkeys'
import { type Db, prepared } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { reason } from './order-reasons.ts'

export interface Customer {
  id: Id
  number: string
  name: string
  owner_id: Id | null
  team_id: Id | null
  currency: string | null
}

/** Where the company is and what it reckons in: read along with the customer. */
export interface Company {
  time_zone: string
  currency: string
}

interface Found extends Partial<Customer> {
  time_zone: string
  company_currency: string
  deleted_at: Date | null
}

const columns = `f.id, f.number, f.name, f.owner_id, f.team_id, f.currency, f.deleted_at, c.time_zone, c.currency as company_currency`
/** One merged into another leads on to him. Two rows of a name tell that it is not enough. */
const statement = (where: string) => `
  select ${columns} from company c left join lateral (
    select coalesce(w.id, a.id) as id, coalesce(w.number, a.number) as number, coalesce(w.name, a.name) as name,
           case when w.id is null then a.owner_id else w.owner_id end as owner_id,
           case when w.id is null then a.team_id else w.team_id end as team_id,
           case when w.id is null then a.currency else w.currency end as currency,
           case when w.id is null then a.deleted_at else w.deleted_at end as deleted_at
    from   accounts a left join accounts w on w.id = a.merged_into
    where  ${where} order by a.deleted_at nulls first limit 2) f on true`

const byIds = statement('a.id = q.id')
  .replace('select ', 'select q.id as asked, ')
  .replace('from company c', 'from company c cross join unnest($1::uuid[]) q (id)')
const byId = statement('a.id = $1::uuid')
const byNumber = statement('a.number = $1')
const byKey = statement('a.external_key = $1 and a.deleted_at is null')
// By the index of the list first: names are compared among those that sort alike.
const byName = statement('a.deleted_at is null and a.sort_key = $2 and lower(a.name) = lower($1)')
const byCode = statement('a.id = (select k.account_id from account_codes k where k.partner = $1 and k.code = $2)')

export interface Recognised {
  customer: Customer | null
  company: Company
  reasons: OrderReason[]
}

/** Whose order it is, as far as the asker sees customers; merged ones lead on. */
export async function recogniseCustomer(db: Db, ref: CustomerRef, path = '/customer'): Promise<Recognised> {
  return recognised(await look(db, ref), ref, path)
}

/** As recogniseCustomer, for customers called by their id. */
export async function recogniseByIds(db: Db, ids: readonly Id[]): Promise<Map<Id, Recognised>> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) return new Map()
  const rows = await prepared<Found & Record<string, unknown> & { asked: Id }>(db, 'order-customers-by-id', byIds, [
    asked,
  ])
  return new Map(rows.map((row) => [row.asked, recognised([row], { id: row.asked }, '/customer')]))
}

function recognised(rows: readonly Found[], ref: CustomerRef, path: string): Recognised {
  const [row] = rows
  if (!row) throw new TypeError('The company is one row.')
  const company = { time_zone: row.time_zone, currency: row.company_currency }
  const no = (one: OrderReason): Recognised => ({ customer: null, company, reasons: [one] })
  if (!row.id) return no(reason('customerUnknown', path, { text: said(ref) }))
  if (rows.length > 1 && rows[1]?.id !== row.id) return no(reason('customerAmbiguous', path, { text: said(ref) }))
  if (row.deleted_at) return no(reason('customerGone', path, { number: row.number ?? '' }))
  const { id, number = '', name = '', owner_id = null, team_id = null, currency = null } = row
  return { customer: { id, number, name, owner_id, team_id, currency }, company, reasons: [] }
}

function look(db: Db, ref: CustomerRef): Promise<(Found & Record<string, unknown>)[]> {
  if ('id' in ref) return prepared(db, 'order-customer-by-id', byId, [ref.id])
  if ('number' in ref) return prepared(db, 'order-customer-by-number', byNumber, [ref.number])
  if ('externalKey' in ref) return prepared(db, 'order-customer-by-key', byKey, [ref.externalKey])
  if ('code' in ref) return prepared(db, 'order-customer-by-code', byCode, [ref.partner, ref.code])
  return prepared(db, 'order-customer-by-name', byName, [ref.name, sortKey(ref.name)])
}

function said(ref: CustomerRef): string {
  if ('id' in ref) return ref.id
  if ('number' in ref) return ref.number
  if ('externalKey' in ref) return ref.externalKey
  return 'code' in ref ? `${ref.partner} ${ref.code}` : ref.name
}
