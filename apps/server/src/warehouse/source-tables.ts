/** What is brought over from each table of the source, and what becomes of it. */
export interface SourceTable {
  table: 'accounts' | 'orders' | 'order_lines'
  /** Selected from the source in the order of the staging file's columns. */
  select: string
  columns: Record<string, string>
}

export const accounts: SourceTable = {
  table: 'accounts',
  select: 'id, kind, state, industry, owner_id, team_id, created_at::date, deleted_at is not null',
  columns: {
    account_id: 'uuid',
    kind: 'varchar',
    state: 'varchar',
    industry: 'varchar',
    owner_id: 'uuid',
    team_id: 'uuid',
    created_on: 'date',
    is_gone: 'boolean',
  },
}

export interface FactTable extends SourceTable {
  fact: 'fact_order' | 'fact_order_line'
  key: 'order_id' | 'line_id'
  /** The fact's columns from a staged row `s` and its account `d`. */
  into: string
}

export const orders: FactTable = {
  table: 'orders',
  select: 'id, account_id, ordered_on, currency, channel, status',
  columns: {
    order_id: 'uuid',
    account_id: 'uuid',
    ordered_on: 'date',
    currency: 'varchar',
    channel: 'varchar',
    status: 'varchar',
  },
  fact: 'fact_order',
  key: 'order_id',
  into: 's.order_id, d.account_key, s.ordered_on, s.currency, s.channel, s.status',
}

export const lines: FactTable = {
  table: 'order_lines',
  select: `id, order_id, account_id, ordered_on, currency, service, mode, category, sub_category, region, quantity,
           amount_e4, cost_e4, freight_e4, weight_g, promised_on, shipped_on, delivered_on`,
  columns: {
    line_id: 'uuid',
    order_id: 'uuid',
    account_id: 'uuid',
    ordered_on: 'date',
    currency: 'varchar',
    service: 'varchar',
    mode: 'varchar',
    category: 'varchar',
    sub_category: 'varchar',
    region: 'varchar',
    quantity: 'decimal(18, 4)',
    amount_e4: 'bigint',
    cost_e4: 'bigint',
    freight_e4: 'bigint',
    weight_g: 'bigint',
    promised_on: 'date',
    shipped_on: 'date',
    delivered_on: 'date',
  },
  fact: 'fact_order_line',
  key: 'line_id',
  into: `s.line_id, s.order_id, d.account_key, s.ordered_on, s.currency, s.service, s.mode, s.category, s.sub_category, s.region,
         s.quantity, s.amount_e4, s.cost_e4, s.freight_e4, s.weight_g, s.promised_on, s.shipped_on, s.delivered_on`,
}

export const tombstones = {
  table: 'tombstones',
  select: 'table_name, id',
  columns: { table_name: 'varchar', id: 'uuid' },
} as const
