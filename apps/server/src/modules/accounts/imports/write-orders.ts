import { connectionOf, prepared } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { insertRows, updateRows } from './bulk-rows.ts'
import { type Chunk, MetAnother, type PlacedRow, refuseRow, type Target } from './chunk.ts'
import type { LineDraft, OrderDraft } from './row-draft.ts'

interface OldOrder {
  id: Id
  account_id: Id
  external_key: string
  ordered_on: string
  status: string
  reference: string | null
  import_batch_id: Id | null
  version: number
}
interface OldLine extends Omit<LineDraft, 'attributes'> {
  id: Id
  account_id: Id
  order_id: Id
  line_no: number
  attributes: Record<string, string>
}

interface Order {
  id: Id
  accountId: Id
  orderedOn: string
  currency: string
  isNew: boolean
  old: OldOrder | null
  draft: OrderDraft
  lines: OldLine[]
  changed: boolean
}

const lineColumns = [
  'external_key',
  'service',
  'mode',
  'category',
  'sub_category',
  'item_code',
  'item',
  'quantity',
  'unit',
  'amount_e4',
  'cost_e4',
  'discount_bp',
  'weight_g',
  'weight_note',
  'freight_e4',
  'freight_note',
  'origin',
  'destination',
  'region',
  'promised_on',
  'shipped_on',
  'delivered_on',
  'attributes',
] as const

/** Writes orders and lines of rows whose account is known. An order is known by its key, a line by its own or its place in the order. */
export async function writeOrders(
  chunk: Chunk,
  rows: readonly PlacedRow[],
  targets: ReadonlyMap<PlacedRow, Target>,
): Promise<void> {
  const orders = await findOrders(chunk, rows)
  const fresh: Record<string, unknown>[] = []
  const changed: Record<string, unknown>[] = []
  const fitting: [PlacedRow, Order][] = []
  for (const placed of rows) {
    const target = targets.get(placed)
    const order = target && orderOf(chunk, placed, target, orders)
    if (order) fitting.push([placed, order])
  }
  const numbered = [...orders.values()].filter((one): one is Order => one !== 'hidden' && one.isNew)
  await insertOrders(chunk, numbered)
  for (const [placed, order] of fitting)
    placeLine(chunk, placed, order, targets.get(placed)?.id ?? order.accountId, fresh, changed)
  await insertRows(
    chunk.tx,
    'order_lines',
    ['id', 'order_id', 'account_id', 'ordered_on', 'currency', 'line_no', ...lineColumns],
    fresh,
  )
  await updateRows(chunk.tx, 'order_lines', [...lineColumns], changed)
  await changeOrders(
    chunk,
    [...orders.values()].filter((one): one is Order => one !== 'hidden' && !one.isNew && one.changed),
  )
  chunk.counts.linesCreated += fresh.length
}

type Orders = Map<string, Order | 'hidden'>

async function findOrders({ tx }: Chunk, rows: readonly PlacedRow[]): Promise<Orders> {
  const keys = [...new Set(rows.flatMap(({ row }) => (row.order ? [row.order.key] : [])))].sort()
  const holders = await prepared<{ id: Id; external_key: string }>(
    tx,
    'orders-holding-any',
    'select id, external_key from orders_holding_any($1)',
    [keys],
  )
  const orders: Orders = new Map(holders.map((holder) => [holder.external_key, 'hidden']))
  if (holders.length === 0) return orders
  const ids = holders.map((holder) => holder.id)
  await connectionOf(tx).query('select id from orders where id = any($1) order by id for no key update', [ids])
  const found = await connectionOf(tx).query<OldOrder & { currency: string }>(
    'select id, account_id, external_key, ordered_on, currency, status, reference, import_batch_id, version from orders where id = any($1)',
    [ids],
  )
  const byId = new Map<Id, Order>()
  for (const old of found.rows) {
    const draft = {
      key: old.external_key,
      orderedOn: old.ordered_on,
      status: old.status,
      reference: old.reference,
      currency: old.currency,
    }
    const order: Order = {
      id: old.id,
      accountId: old.account_id,
      orderedOn: old.ordered_on,
      currency: old.currency,
      isNew: false,
      old,
      draft,
      lines: [],
      changed: false,
    }
    orders.set(old.external_key, order)
    byId.set(old.id, order)
  }
  const lines = await connectionOf(tx).query<OldLine>(
    `select id, account_id, order_id, line_no, ${lineColumns.join(', ')} from order_lines where order_id = any($1) order by order_id, line_no`,
    [ids],
  )
  for (const line of lines.rows) byId.get(line.order_id)?.lines.push(line)
  return orders
}

function orderOf(chunk: Chunk, placed: PlacedRow, target: Target, orders: Orders): Order | null {
  const { row } = placed
  const { options, batch } = chunk
  if (!row.order) return null
  const { key } = row.order
  const known = orders.get(key)
  if (known === undefined) {
    const order: Order = {
      id: newId(),
      accountId: target.id,
      orderedOn: row.order.orderedOn,
      currency: row.order.currency,
      isNew: true,
      old: null,
      draft: row.order,
      lines: [],
      changed: false,
    }
    orders.set(key, order)
    return order
  }
  const own = known !== 'hidden' && (known.isNew || known.old?.import_batch_id === batch.id)
  if (known === 'hidden' || !(own || belongs(known, target))) {
    refuseRow(chunk, row, null, 'orderHidden', { text: key })
    return null
  }
  if (own) return known
  if (options.existing === 'refuse') {
    refuseRow(chunk, row, null, 'keyExists', { text: key, number: key })
    return null
  }
  if (options.existing === 'skip') {
    chunk.counts.skipped++
    return null
  }
  if (
    placed.orderSeen === 1 &&
    (known.draft.status !== row.order.status ||
      (row.order.reference !== null && known.draft.reference !== row.order.reference))
  ) {
    known.draft = { ...known.draft, status: row.order.status, reference: row.order.reference ?? known.draft.reference }
    known.changed = true
  }
  return known
}

/** A file may give one order number to two customers: the order is the first one's, each line its own customer's. */
const belongs = (order: Order, target: Target): boolean =>
  order.accountId === target.id || order.lines.some((line) => line.account_id === target.id)

const orderNumber = (number: number) => `OI-${String(number).padStart(7, '0')}`

async function insertOrders(chunk: Chunk, orders: Order[]): Promise<void> {
  if (orders.length === 0) return
  const { tx, batch, now } = chunk
  orders.sort((a, b) => (a.draft.key < b.draft.key ? -1 : 1))
  const numbers = await prepared<{ number: number }>(
    tx,
    'imported-order-numbers',
    `select nextval('imported_order_numbers') as number from generate_series(1, $1::int)`,
    [orders.length],
  )
  const rows = orders.map((order, at) => ({
    id: order.id,
    number: orderNumber(numbers[at]?.number ?? 0),
    account_id: order.accountId,
    external_key: order.draft.key,
    ordered_on: order.draft.orderedOn,
    currency: order.draft.currency,
    channel: 'import',
    status: order.draft.status,
    reference: order.draft.reference,
    attributes: {},
    import_batch_id: batch.id,
    created_at: now,
    updated_at: now,
  }))
  const columns = Object.keys(rows[0] ?? {})
  const made = await insertRows(tx, 'orders', columns, rows, 'on conflict (external_key) do nothing')
  if (made < rows.length) throw new MetAnother()
  chunk.counts.ordersCreated += rows.length
  for (const row of rows)
    chunk.events.push({
      kind: 'order.created',
      subjectType: 'order',
      subjectId: row.id,
      accountId: row.account_id,
      data: { number: row.number, importId: batch.id },
    })
}

function placeLine(
  chunk: Chunk,
  placed: PlacedRow,
  order: Order,
  accountId: Id,
  fresh: Record<string, unknown>[],
  changed: Record<string, unknown>[],
): void {
  const { row, orderSeen } = placed
  const draft = row.line
  if (!draft || !row.order) return
  if (row.order.orderedOn !== order.orderedOn)
    draft.attributes = { ...draft.attributes, orderedOn: row.order.orderedOn }
  const own = order.isNew || order.old?.import_batch_id === chunk.batch.id
  const old = own ? undefined : sameLine(order, draft, orderSeen)
  if (old) {
    changeLine(chunk, order, old, draft, changed)
    return
  }
  const taken = new Set(order.lines.map((line) => line.line_no))
  const lineNo = orderSeen === 0 || taken.has(orderSeen) ? Math.max(0, ...taken) + 1 : orderSeen
  const line = { ...draft, id: newId(), account_id: accountId, order_id: order.id, line_no: lineNo }
  order.lines.push(line)
  fresh.push({ ...line, ordered_on: order.orderedOn, currency: row.order.currency })
  if (own) return
  order.changed = true
  chunk.changes.push({ subject: 'line', id: line.id, before: null, afterVersion: 1 })
}

function sameLine(order: Order, draft: LineDraft, orderSeen: number): OldLine | undefined {
  const byKey =
    draft.external_key === null ? undefined : order.lines.find((line) => line.external_key === draft.external_key)
  return (
    byKey ??
    order.lines.find(
      (line) => line.line_no === orderSeen && (line.external_key === null || draft.external_key === null),
    )
  )
}

function changeLine(
  chunk: Chunk,
  order: Order,
  old: OldLine,
  draft: LineDraft,
  changed: Record<string, unknown>[],
): void {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = { ...old }
  for (const column of lineColumns) {
    const value = draft[column]
    if (value === null || sameValue(value, old[column])) continue
    before[column] = old[column]
    after[column] = column === 'attributes' ? { ...old.attributes, ...draft.attributes } : value
  }
  if (sameValue(after.attributes, old.attributes)) delete before.attributes
  if (Object.keys(before).length === 0) return
  Object.assign(old, after)
  changed.push(after)
  order.changed = true
  chunk.changes.push({ subject: 'line', id: old.id, before, afterVersion: 1 })
}

const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const one = a as Record<string, unknown>
  const other = b as Record<string, unknown>
  return Object.keys(one).every((key) => one[key] === other[key])
}

async function changeOrders(chunk: Chunk, orders: readonly Order[]): Promise<void> {
  const rows = orders.map((order) => ({
    id: order.id,
    status: order.draft.status,
    reference: order.draft.reference,
    updated_at: chunk.now,
  }))
  await updateRows(chunk.tx, 'orders', ['status', 'reference', 'updated_at'], rows, ', version = t.version + 1')
  chunk.counts.ordersChanged += orders.length
  for (const { id, accountId, old, draft } of orders) {
    if (!old) continue
    const before = { status: old.status, reference: old.reference }
    chunk.changes.push({ subject: 'order', id, before, afterVersion: old.version + 1 })
    chunk.events.push({
      kind: 'order.changed',
      subjectType: 'order',
      subjectId: id,
      accountId,
      data: { status: draft.status, importId: chunk.batch.id },
    })
  }
}
