import type { OrderReason, OrderSort } from '@quayside/contract'
import { connectionOf, type Db, prepared } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { statementName } from '../accounts/index.ts'

export interface OrderRecord {
  id: Id
  number: string
  kind: string
  account_id: Id
  account_number: string
  account_name: string
  owner_id: Id | null
  account_team_id: Id | null
  external_key: string | null
  ordered_on: string
  requested_on: string | null
  received_at: Date
  currency: string
  channel: string
  status: string
  reference: string | null
  team_id: Id | null
  team_name: string | null
  hold_reasons: OrderReason[]
  price_source: string | null
  version: number
  lines: number
  amount_e4: number
  services: string[]
  origin: string | null
  destination: string | null
  dangerous: boolean
}

/** Where an order stands in the walk. */
type Placed = OrderRecord & { key: string | null }

const orderColumns = `
  o.id, o.number, o.kind, o.account_id, a.number as account_number, a.name as account_name, a.owner_id, a.team_id as account_team_id, o.external_key,
  o.ordered_on, o.requested_on, coalesce(o.received_at, o.created_at) as received_at, o.currency, o.channel, o.status,
  coalesce(o.customer_reference, o.reference) as reference, o.team_id, t.name as team_name, o.hold_reasons, o.price_source, o.version, s.lines, s.amount_e4,
  s.services, s.origin, s.destination,
  o.kind = 'service' and exists (select from order_goods g where g.order_id = o.id and g.un_number is not null) as dangerous`
const withSums = `
  join   accounts a on a.id = o.account_id
  left   join teams t on t.id = o.team_id
  cross  join lateral (select count(*)::int as lines, coalesce(sum(l.amount_e4), 0)::bigint as amount_e4,
                              coalesce(array_agg(distinct l.service), '{}') as services,
                              (array_agg(l.origin order by l.line_no))[1] as origin,
                              (array_agg(l.destination order by l.line_no desc))[1] as destination
                       from order_lines l where l.order_id = o.id) s`

export interface OrdersWanted {
  /** On the order `o`, with what it binds. */
  condition: { text: string; values: readonly unknown[] }
  sort: OrderSort
  after: { key: string | null; id: Id } | null
  limit: number
}

/** Ids are made in the order of arrival, so that one needs no index of its own. */
const walks: Readonly<Record<string, { column: string | null; type: string }>> = {
  orderedOn: { column: 'o.ordered_on', type: 'date' },
  receivedAt: { column: null, type: '' },
  requestedOn: { column: `coalesce(o.requested_on, 'infinity')`, type: 'date' },
  updatedAt: { column: 'o.updated_at', type: 'timestamptz' },
}

/** In order of the sort; only the orders of the page are summed. */
export async function findOrders(db: Db, { condition, sort, after, limit }: OrdersWanted): Promise<Placed[]> {
  const values = [...condition.values]
  const bind = (value: unknown) => `$${values.push(value)}`
  const walk = walks[sort.replace('-', '')]
  if (!walk) throw new TypeError(`No order ${sort}`)
  const { column, type } = walk
  const [direction, sign] = sort.startsWith('-') ? ['desc', '<'] : ['asc', '>']
  const keys = column ? [column, 'o.id'] : ['o.id']
  const behind = after
    ? `and (${keys.join(', ')}) ${sign} (${column ? `${bind(after.key)}::${type}, ` : ''}${bind(after.id)}::uuid)`
    : ''
  const order = keys.map((one) => `${one} ${direction}`).join(', ')
  const text = `
    with page as materialized (
      select o.* from orders o where ${condition.text} ${behind} order by ${order} limit ${limit}
    )
    select ${orderColumns}, ${column ? `${column}::text` : 'null'} as key from page o ${withSums} order by ${order}`
  return (await connectionOf(db).query<Placed & Record<string, unknown>>({ name: statementName(text), text, values }))
    .rows
}

export const placeOf = ({ key, id }: Placed) => ({ key, id })

/** Further than this a list is not counted. */
export const countedTo = 10_000
export async function countMatching(db: Db, { text: where, values }: OrdersWanted['condition']): Promise<number> {
  const text = `select count(*)::int as orders from (select from orders o where ${where} limit ${countedTo + 1}) counted`
  const { rows } = await connectionOf(db).query<{ orders: number }>(text, [...values])
  return rows[0]?.orders ?? 0
}

export interface WholeOrder extends OrderRecord {
  attributes: Record<string, unknown>
  note: string
  warnings: OrderReason[]
  released_by: Id | null
  released_by_name: string | null
  released_at: Date | null
  confirmed_at: Date | null
  started_at: Date | null
  completed_at: Date | null
  cancelled_at: Date | null
  cancel_reason: string | null
  cancelled_by: Id | null
  cancelled_by_name: string | null
  cancel_fee_e4: number | null
  cancel_cost_e4: number | null
  fee_e4: number
  extra_cost_e4: number
  attachments: { id: Id; name: string; media_type: string; bytes: number; created_at: string }[]
  party_accounts: { id: Id; number: string; name: string }[]
}

export async function findOrder(db: Db, id: Id): Promise<WholeOrder | undefined> {
  const text = `
    select ${orderColumns}, o.attributes, o.note, o.warnings, o.released_by, u.name as released_by_name, o.released_at, o.confirmed_at, o.started_at,
           o.completed_at, o.cancelled_at, o.cancel_reason, o.cancelled_by, c.name as cancelled_by_name, o.cancel_fee_e4, o.cancel_cost_e4, o.fee_e4, o.extra_cost_e4,
           (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'media_type', f.media_type, 'bytes', f.bytes,
                   'created_at', f.created_at) order by f.id), '[]') from order_attachments f where f.order_id = o.id) as attachments,
           (select coalesce(json_agg(json_build_object('id', p.id, 'number', p.number, 'name', p.name)), '[]') from accounts p
            where p.id in (select x.account_id from order_parties x where x.order_id = o.id)) as party_accounts
    from   orders o ${withSums} left join users u on u.id = o.released_by left join users c on c.id = o.cancelled_by where o.id = $1 and a.deleted_at is null`
  const [row] = await prepared<WholeOrder & Record<string, unknown>>(db, 'order-by-id', text, [id])
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
  packages: number | null
  volume_cm3: number | null
  price_source: string | null
  price_reason: string | null
  price_basis: { steps?: Record<string, unknown>[] } | null
}

export function findLines(db: Db, orderId: Id): Promise<LineRecord[]> {
  const text = `
    select id, line_no, service, mode, category, sub_category, item_code, item, quantity, unit, amount_e4, cost_e4, weight_g,
           weight_note, freight_e4, freight_note, origin, destination, country, region, vendor, promised_on, shipped_on,
           delivered_on, attributes, packages, volume_cm3, price_source, price_reason, price_basis
    from   order_lines where order_id = $1 order by line_no`
  return prepared<LineRecord & Record<string, unknown>>(db, 'lines-of-order', text, [orderId])
}
