import { prepared, type Tx } from '../../platform/database.ts'
import { type Id, newId } from '../../platform/ids.ts'
import type { CheckedOrder } from './checked-order.ts'
import type { PricedLine } from './price-lines.ts'

/** Rows as one parameter: a table filled by one prepared statement, however many rows. */
async function insertAll(
  tx: Tx,
  table: string,
  columns: string,
  rows: readonly Record<string, unknown>[],
  onConflict = '',
) {
  if (rows.length === 0) return
  const text = `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb) ${onConflict}`
  await prepared(tx, `insert-${table}`, text, [JSON.stringify(rows)])
}

const lineColumns = `id, order_id, account_id, ordered_on, currency, line_no, service, mode, category, item_code, item, quantity, unit, amount_e4, cost_e4,
  weight_g, packages, volume_cm3, origin, destination, country, vendor, promised_on, price_source, price_reason, price_basis, counts, attributes`

/** A line keeps its id, and what shipments wrote into it, as long as the order has a line of its number. */
const replacingLines = `on conflict (order_id, line_no) do update set ${lineColumns
  .split(/,\s*/)
  .filter((column) => !['id', 'order_id', 'line_no', 'attributes'].includes(column))
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`

export interface Owner {
  orderId: Id
  accountId: Id
  counts: boolean
}

export async function insertOrderLines(
  tx: Tx,
  { orderId, accountId, counts }: Owner,
  { orderedOn, currency }: CheckedOrder,
  lines: readonly PricedLine[],
): Promise<void> {
  const rows = lines.map((line, at) => ({
    id: newId(),
    order_id: orderId,
    account_id: accountId,
    ordered_on: orderedOn,
    currency,
    line_no: at + 1,
    service: line.service,
    mode: line.mode || null,
    category: line.category || null,
    item_code: line.itemCode || null,
    item: line.item || null,
    quantity: line.quantity ?? null,
    unit: line.unit || null,
    amount_e4: line.amountE4,
    cost_e4: line.costE4 ?? null,
    weight_g: line.weightG ?? null,
    packages: line.packages ?? null,
    volume_cm3: line.volumeCm3 ?? null,
    origin: line.origin || null,
    destination: line.destination || null,
    country: line.country || null,
    vendor: line.vendor || null,
    promised_on: line.promisedOn ?? null,
    price_source: line.priceSource,
    price_reason: line.priceReason || null,
    price_basis: line.priceBasis,
    counts,
    attributes: {},
  }))

  await insertAll(tx, 'order_lines', lineColumns, rows, replacingLines)
}

/** What belongs to an order besides its lines. */
export async function insertOrderParts(tx: Tx, orderId: Id, order: CheckedOrder): Promise<void> {
  const base = (position: number) => ({ id: newId(), order_id: orderId, position: position + 1 })
  await insertAll(
    tx,
    'order_goods',
    `id, order_id, position, line_no, description, hs_code, packages, package_type, weight_g, volume_cm3, un_number, danger_class,
     packing_group, proper_name, temperature_min_c, temperature_max_c, value_e4, marks`,
    order.goods.map((one, at) => ({
      ...base(at),
      line_no: one.lineNo ?? null,
      description: one.description || null,
      hs_code: one.hsCode ?? null,
      packages: one.packages ?? null,
      package_type: one.packageType || null,
      weight_g: one.weightG ?? null,
      volume_cm3: one.volumeCm3 ?? null,
      un_number: one.unNumber ?? null,
      danger_class: one.dangerClass ?? null,
      packing_group: one.packingGroup ?? null,
      proper_name: one.properName || null,
      temperature_min_c: one.temperatureMinC ?? null,
      temperature_max_c: one.temperatureMaxC ?? null,
      value_e4: one.valueE4 ?? null,
      marks: one.marks || null,
    })),
  )
  await insertAll(
    tx,
    'order_places',
    'id, order_id, position, kind, name, address, city, postcode, country, unlocode, division_code, window_from, window_to, note',
    order.places.map((place, at) => ({
      ...base(at),
      ...spotOf(place),
      kind: place.kind,
      division_code: place.divisionCode || null,
      window_from: place.from,
      window_to: place.to,
      note: place.note || null,
    })),
  )
  await insertAll(
    tx,
    'order_parties',
    'id, order_id, position, role, account_id, contact_id, name, code, tax_number, address, city, postcode, country, unlocode, phone, email',
    order.parties.map((party, at) => ({
      ...base(at),
      ...spotOf(party),
      role: party.role,
      account_id: party.accountId,
      contact_id: party.contactId ?? null,
      code: party.code || null,
      tax_number: party.taxNumber || null,
      phone: party.phone || null,
      email: party.email || null,
    })),
  )
  await insertAll(
    tx,
    'order_references',
    'id, order_id, position, kind, value',
    order.references.map((one, at) => ({ ...base(at), kind: one.kind, value: one.value })),
  )
}

interface Spot {
  name?: string | undefined
  address?: string | undefined
  city?: string | undefined
  postcode?: string | undefined
  country?: string | undefined
  unlocode?: string | undefined
}
const spotOf = ({ name, address, city, postcode, country, unlocode }: Spot) => ({
  name: name || null,
  address: address || null,
  city: city || null,
  postcode: postcode || null,
  country: country ?? null,
  unlocode: unlocode ?? null,
})
