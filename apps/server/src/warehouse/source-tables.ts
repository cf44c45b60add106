import { daysOfLine, serviceNumber } from './days-code.ts'

/** A column on its way: its type in the warehouse, and what it is in the source's row `t`. */
type Staged = readonly [type: string, from: string]

/** What is brought over from a table of the source, and what becomes of it. */
export interface SourceTable {
  table: string
  /** The table as `t`, and what is read along with it. */
  from: string
  into: string
  /** The warehouse's column of the source's `id`. */
  key: string
  /** `account_id` becomes the account's key; a row that is `removed` leaves. */
  columns: Readonly<Record<string, Staged>>
  /** Looked up in the warehouse when the row comes in. */
  lookUp?: { join: string; columns: readonly string[] }
  /** Worked out of the staged row `s` when it comes in. */
  derived?: Readonly<Record<string, string>>
  /** Rows that are facts; one that ceases to be is buried by the source. */
  only?: string
  /** Which rows `t` a feed takes, given what makes a transaction new; by default those a new transaction wrote. */
  changed?: (isNew: (xid: string) => string) => string
}

const plain =
  (...columns: string[]) =>
  (type: string) =>
    Object.fromEntries(columns.map((column): [string, Staged] => [column, [type, `t.${column}`]]))
const text = (...columns: string[]) => plain(...columns)('varchar')
const ids = (...columns: string[]) => plain(...columns)('uuid')
const days = (...columns: string[]) => plain(...columns)('date')
const whole = (...columns: string[]) => plain(...columns)('bigint')
/** The warehouse has no time zones: moments are UTC. */
const moment = (from: string): Staged => ['timestamp', `${from} at time zone 'UTC'`]

/** A tier is written beside the account, and told by its history: taken when either changed. */
export const accounts: SourceTable = {
  table: 'accounts',
  from: 'accounts t left join account_figures f on f.account_id = t.id',
  into: 'dim_account',
  key: 'account_id',
  columns: {
    account_id: ['uuid', 't.id'],
    ...text('kind', 'state'),
    state_since: moment('t.state_since'),
    tier: ['varchar', 'f.tier'],
    tier_since: ['date', 'f.tier_since'],
    ...text('industry', 'size', 'account_type', 'credit_grade'),
    potential: ['smallint', 't.potential'],
    payment_days: ['smallint', 't.payment_days'],
    source_family: ['varchar', `t.source ->> 'family'`],
    ...ids('parent_id', 'owner_id', 'team_id'),
    created_on: ['date', `(t.created_at at time zone 'UTC')::date`],
    created_at: moment('t.created_at'),
    is_gone: ['boolean', 't.deleted_at is not null'],
  },
  changed: (isNew) =>
    `t.id in (select a.id from accounts a where ${isNew('a.xid')}
              union select h.account_id from account_history h where ${isNew('h.xid')})`,
}

export const orders: SourceTable = {
  table: 'orders',
  from: 'orders t',
  into: 'fact_order',
  key: 'order_id',
  columns: {
    order_id: ['uuid', 't.id'],
    ...ids('account_id'),
    ...days('ordered_on'),
    ...text('currency', 'channel', 'status'),
  },
  only: 'order_counts(t.status)',
}

export const lines: SourceTable = {
  table: 'order_lines',
  from: 'order_lines t',
  into: 'fact_order_line',
  key: 'line_id',
  columns: {
    line_id: ['uuid', 't.id'],
    ...ids('order_id', 'account_id'),
    ...days('ordered_on'),
    ...text(
      'currency',
      'service',
      'mode',
      'category',
      'sub_category',
      'item_code',
      'item',
      'origin',
      'destination',
      'country',
      'region',
      'vendor',
    ),
    quantity: ['decimal(18, 4)', 't.quantity'],
    ...text('unit'),
    ...whole('amount_e4', 'cost_e4', 'freight_e4', 'weight_g'),
    discount_bp: ['integer', 't.discount_bp'],
    ...days('promised_on', 'shipped_on', 'delivered_on'),
  },
  lookUp: { join: 'join fact_order o on o.order_id = s.order_id', columns: ['channel', 'status'] },
  derived: { service_no: serviceNumber('s.service'), days_code: daysOfLine('s') },
  only: 't.counts',
}

const changes: SourceTable = {
  table: 'account_history',
  from: 'account_history t',
  into: 'account_change',
  key: 'change_id',
  columns: {
    change_id: ['uuid', 't.id'],
    ...ids('account_id', 'owner_id', 'team_id'),
    valid_from: moment('t.valid_from'),
    ...text('state', 'tier'),
    is_gone: ['boolean', 't.is_gone'],
  },
}

const contacts: SourceTable = {
  table: 'contacts',
  from: 'contacts t',
  into: 'dim_contact',
  key: 'contact_id',
  columns: {
    contact_id: ['uuid', 't.id'],
    ...ids('account_id'),
    ...text('role', 'preferred_channel'),
    is_primary: ['boolean', 't.is_primary'],
    is_active: ['boolean', 't.active'],
    created_on: ['date', `(t.created_at at time zone 'UTC')::date`],
  },
}

const addresses: SourceTable = {
  table: 'addresses',
  from: 'addresses t',
  into: 'dim_address',
  key: 'address_id',
  columns: {
    address_id: ['uuid', 't.id'],
    ...ids('account_id'),
    ...text('kind', 'country', 'province', 'city', 'district', 'division_code', 'unlocode'),
    is_primary: ['boolean', 't.is_primary'],
  },
}

/** Who is in several teams stands under the first by name. */
const staff: SourceTable = {
  table: 'users',
  from: `users t left join lateral (
           select g.id, g.name from team_members m join teams g on g.id = m.team_id
           where m.user_id = t.id order by g.name, g.id limit 1) g on true`,
  into: 'dim_staff',
  key: 'user_id',
  columns: {
    user_id: ['uuid', 't.id'],
    ...text('name'),
    team_id: ['uuid', 'g.id'],
    team: ['varchar', 'g.name'],
    is_active: ['boolean', 't.active'],
  },
}

const interactions: SourceTable = {
  table: 'interactions',
  from: 'interactions t',
  into: 'fact_interaction',
  key: 'interaction_id',
  columns: {
    interaction_id: ['uuid', 't.id'],
    ...ids('account_id', 'contact_id', 'author_id'),
    ...text('kind', 'direction', 'channel', 'outcome'),
    happened_at: moment('t.at'),
    duration_seconds: ['integer', 't.duration_seconds'],
    removed: ['boolean', 't.deleted_at is not null'],
  },
}

const snapshots: SourceTable = {
  table: 'inventory_snapshots',
  from: 'inventory_snapshots t',
  into: 'fact_inventory_snapshot',
  key: 'snapshot_id',
  columns: {
    snapshot_id: ['uuid', 't.id'],
    ...ids('account_id'),
    ...days('day'),
    ...text('site', 'sku', 'unit', 'currency'),
    quantity: ['decimal(18, 4)', 't.quantity'],
    ...whole('value_e4'),
  },
}

/** What was issued; a credit note counts below zero. */
const invoices: SourceTable = {
  table: 'invoices',
  from: 'invoices t',
  into: 'fact_invoice',
  key: 'invoice_id',
  columns: {
    invoice_id: ['uuid', 't.id'],
    ...ids('account_id'),
    invoiced_on: ['date', 't.issued_on'],
    due_on: ['date', 't.due_on'],
    paid_on: ['date', 't.settled_on'],
    status: ['varchar', `case when t.open_e4 = 0 then 'paid' when t.settled_e4 > 0 then 'partlyPaid' else 'open' end`],
    amount_e4: ['bigint', `case t.kind when 'invoice' then t.total_e4 else -t.total_e4 end`],
    open_e4: ['bigint', `case t.kind when 'invoice' then t.open_e4 else -t.open_e4 end`],
    ...text('currency'),
    removed: ['boolean', `t.status <> 'issued'`],
  },
}

/** Of whom it is known who paid; what was given back counts below zero. An invoice is named where there is one alone. */
const payments: SourceTable = {
  table: 'payments',
  from: 'payments t',
  into: 'fact_payment',
  key: 'payment_id',
  columns: {
    payment_id: ['uuid', 't.id'],
    ...ids('account_id'),
    invoice_id: [
      'uuid',
      '(select min(al.invoice_id::text)::uuid from allocations al where al.payment_id = t.id having count(*) = 1)',
    ],
    paid_on: ['date', 't.received_on'],
    amount_e4: ['bigint', `case t.kind when 'received' then t.amount_e4 else -t.amount_e4 end`],
    ...text('currency'),
    removed: ['boolean', `t.status <> 'recorded' or t.account_id is null`],
  },
}

/** The day of a moment where the company is. */
const inCompany = (moment: string) => `(${moment} at time zone (select time_zone from company))::date`

/** Packages hurt or missing as its exceptions tell, null where one of them does not say how many. An exception stamps its shipment. */
const packagesOf = (...kinds: string[]) =>
  `(select case when count(*) = count(e.packages) then coalesce(sum(e.packages), 0) end::integer from shipment_exceptions e
    where e.shipment_id = t.id and e.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`

/**
 * Minutes from when something happened to its shipment until it was known here, and open to the customer; the longest. Of a day alone nobody
 * knows how long it took, and a file of the past tells nothing of it. A milestone stamps its shipment.
 */
const slowestFeedback = `(select ceil(max(extract(epoch from greatest(m.recorded_at - m.at, interval '0'))) / 60)::integer from shipment_milestones m
  where m.shipment_id = t.id and m.kind = 'actual' and not m.day_only and m.source <> 'import' and m.code <> 'cancelled')`

/** What is sold as a transport is named by its mode, as the lines of orders do. */
const shipments: SourceTable = {
  table: 'shipments',
  from: 'shipments t',
  into: 'fact_shipment',
  key: 'shipment_id',
  columns: {
    shipment_id: ['uuid', 't.id'],
    ...ids('account_id', 'order_id'),
    service: ['varchar', 't.mode'],
    ...text('mode', 'carrier', 'origin', 'destination'),
    status: ['varchar', 't.state'],
    planned_on: ['date', inCompany('t.planned_pickup_at')],
    ...days('promised_on'),
    picked_up_on: ['date', inCompany('t.picked_up_at')],
    picked_up_at: moment('t.picked_up_at'),
    delivered_at: moment('t.delivered_at'),
    pieces: ['integer', 't.packages'],
    pieces_damaged: ['integer', packagesOf('damage')],
    pieces_lost: ['integer', packagesOf('loss', 'shortage')],
    ...whole('weight_g'),
    // Legs are changed with their shipment, which stamps it.
    feedback_minutes: ['integer', slowestFeedback],
    is_direct: ['boolean', '(select count(*) = 1 from shipment_legs g where g.shipment_id = t.id having count(*) > 0)'],
  },
}

/** What was planned and what happened; it belongs to whom its shipment belongs to, also once that is another. */
const milestones: SourceTable = {
  table: 'shipment_milestones',
  from: 'shipment_milestones t join shipments s on s.id = t.shipment_id',
  into: 'fact_milestone',
  key: 'milestone_id',
  columns: {
    milestone_id: ['uuid', 't.id'],
    account_id: ['uuid', 's.account_id'],
    ...ids('shipment_id'),
    kind: ['varchar', 't.code'],
    ...text('place'),
    planned_at: moment(`case t.kind when 'planned' then t.at end`),
    happened_at: moment(`case t.kind when 'actual' then t.at end`),
    removed: ['boolean', `t.kind = 'estimated'`],
  },
  changed: (isNew) =>
    `t.id in (select m.id from shipment_milestones m where ${isNew('m.xid')}
              union select m.id from shipments o join shipment_milestones m on m.shipment_id = o.id where ${isNew('o.xid')})`,
}

/** Every table that is followed, what others refer to before them: a further fact is one entry here. */
export const sources: readonly SourceTable[] = [
  accounts,
  orders,
  lines,
  changes,
  contacts,
  addresses,
  staff,
  interactions,
  snapshots,
  invoices,
  payments,
  shipments,
  milestones,
]

/** What the feeder sums up of lines. */
export const sumTables = ['fact_order_total', 'fact_order_promise', 'fact_account_month', 'fact_service_month'] as const

export const stagedTypes = ({ columns }: Pick<SourceTable, 'columns'>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([column, [type]]) => [column, type]))

export const selectOf = ({ columns, from, only }: SourceTable, where: string): string =>
  `select ${Object.values(columns)
    .map(([, expression]) => expression)
    .join(', ')} from ${from} where ${only ? `${only} and ` : ''}${where}`

/** The statement that puts staged rows into their table. `formerKeys`: a table with the keys that accounts had before. */
export function insertion(source: SourceTable, staged: string, formerKeys?: string): string {
  const { into, columns, lookUp, derived = {} } = source
  const own = Object.keys(columns).filter((column) => column !== 'removed')
  if (source === accounts) {
    const [key, former] = formerKeys
      ? [`coalesce(f.account_key, nextval('account_keys'))`, `left join ${formerKeys} f on f.account_id = s.account_id`]
      : [`nextval('account_keys')`, '']
    return `insert into ${into} (${own.join(', ')}, account_key)
            select ${own.map((column) => `s.${column}`).join(', ')}, ${key} from ${staged} s ${former}
            where not exists (select 1 from dim_account d where d.account_id = s.account_id)`
  }
  const ofAccount = own.includes('account_id')
  const target = [
    ...own.map((column) => (column === 'account_id' ? 'account_key' : column)),
    ...(lookUp?.columns ?? []),
    ...Object.keys(derived),
  ]
  const values = [
    ...own.map((column) => (column === 'account_id' ? 'd.account_key' : `s.${column}`)),
    ...(lookUp?.columns ?? []).map((column) => `o.${column}`),
    ...Object.values(derived),
  ]
  return `insert into ${into} (${target.join(', ')})
          select ${values.join(', ')} from ${staged} s
          ${ofAccount ? 'join dim_account d on d.account_id = s.account_id' : ''} ${lookUp?.join ?? ''}
          ${'removed' in columns ? 'where not s.removed' : ''}`
}
