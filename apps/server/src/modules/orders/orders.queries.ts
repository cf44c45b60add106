import { connectionOf, type Db, prepared } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'

export interface OrderRecord {
  id: Id
  number: string
  account_id: Id
  account_number: string
  account_name: string
  external_key: string | null
  ordered_on: string
  currency: string
  channel: string
  status: string
  reference: string | null
  attributes: Record<string, unknown>
  version: number
  lines: number
  amount_e4: number
}

const orderColumns = `
  o.id, o.number, o.account_id, a.number as account_number, a.name as account_name, o.external_key, o.ordered_on, o.currency, o.channel,
  o.status, o.reference, o.attributes, o.version, s.lines, s.amount_e4`
const withSums = `
  join   accounts a on a.id = o.account_id
  cross  join lateral (select count(*) as lines, coalesce(sum(l.amount_e4), 0)::bigint as amount_e4 from order_lines l where l.order_id = o.id) s`

export interface OrdersWanted {
  accountId?: Id | undefined
  batch?: Id | undefined
  from?: string | undefined
  to?: string | undefined
  status?: string | undefined
  search?: string | undefined
  after: { on: string; id: Id } | null
  limit: number
}

/** Newest first; only the orders of the page are summed. A search is for the beginning of a number, a key or a reference. */
export async function findOrders(db: Db, wanted: OrdersWanted): Promise<OrderRecord[]> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['true']
  if (wanted.accountId) where.push(`o.account_id = ${bind(wanted.accountId)}`)
  if (wanted.batch) where.push(`o.import_batch_id = ${bind(wanted.batch)}`)
  if (wanted.from) where.push(`o.ordered_on >= ${bind(wanted.from)}`)
  if (wanted.to) where.push(`o.ordered_on <= ${bind(wanted.to)}`)
  if (wanted.status) where.push(`o.status = ${bind(wanted.status)}`)
  if (wanted.search) {
    const text = bind(wanted.search)
    where.push(
      `(starts_with(lower(o.number), lower(${text})) or o.external_key = ${text} or starts_with(lower(o.reference), lower(${text})))`,
    )
  }
  if (wanted.after)
    where.push(`(o.ordered_on, o.id) < (${bind(wanted.after.on)}::date, ${bind(wanted.after.id)}::uuid)`)
  const text = `
    with page as materialized (
      select o.* from orders o where ${where.join(' and ')} order by o.ordered_on desc, o.id desc limit ${wanted.limit}
    )
    select ${orderColumns} from page o ${withSums} order by o.ordered_on desc, o.id desc`
  return (await connectionOf(db).query<OrderRecord & Record<string, unknown>>(text, values)).rows
}

export async function findOrder(db: Db, id: Id): Promise<OrderRecord | undefined> {
  const text = `select ${orderColumns} from orders o ${withSums} where o.id = $1 and a.deleted_at is null`
  const [row] = await prepared<OrderRecord & Record<string, unknown>>(db, 'order-by-id', text, [id])
  return row
}

export interface LineRecord {
  id: Id
  line_no: number
  service: string
  mode: string | null
  category: string | null
  sub_category: string | null
  item_code: string | null
  item: string | null
  quantity: string | null
  unit: string | null
  amount_e4: number
  cost_e4: number | null
  weight_g: number | null
  weight_note: string | null
  freight_e4: number | null
  freight_note: string | null
  origin: string | null
  destination: string | null
  country: string | null
  region: string | null
  vendor: string | null
  promised_on: string | null
  shipped_on: string | null
  delivered_on: string | null
  attributes: Record<string, unknown>
}

export function findLines(db: Db, orderId: Id): Promise<LineRecord[]> {
  const text = `
    select id, line_no, service, mode, category, sub_category, item_code, item, quantity, unit, amount_e4, cost_e4, weight_g,
           weight_note, freight_e4, freight_note, origin, destination, country, region, vendor, promised_on, shipped_on,
           delivered_on, attributes
    from   order_lines where order_id = $1 order by line_no`
  return prepared<LineRecord & Record<string, unknown>>(db, 'lines-of-order', text, [orderId])
}
