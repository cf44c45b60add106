import { prepared, type Tx } from '../../platform/database.ts'
import { type Id, newId } from '../../platform/ids.ts'
import type { CheckedOrder } from './checked-order.ts'
import type { PricedLine } from './price-lines.ts'

export interface Owner {
  orderId: Id
  accountId: Id
  counts: boolean
}

/** Lines and parts of an order whose row is there, in one round trip; lines that are there take what is new. */
export async function writeOrderRows(
  tx: Tx,
  owner: Owner,
  order: CheckedOrder,
  lines: readonly PricedLine[],
): Promise<void> {
  const filled = Object.fromEntries(Object.entries(rowsOf(owner, order, lines)).filter(([, rows]) => rows.length > 0))
  await prepared(tx, 'write-order-rows', 'select write_order_rows($1)', [JSON.stringify(filled)])
}

/** Rows of an order by table, as they are kept. */
export const rowsOf = (
  owner: Owner,
  order: CheckedOrder,
  lines: readonly PricedLine[],
): Record<string, Record<string, unknown>[]> => ({
  order_lines: lineRows(owner, order, lines),
  ...partRows(owner.orderId, order),
})

const lineRows = (
  { orderId, accountId, counts }: Owner,
  { orderedOn, currency }: CheckedOrder,
  lines: readonly PricedLine[],
) =>
  lines.map((line, at) => ({
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

/** What belongs to an order besides its lines. */
function partRows(orderId: Id, order: CheckedOrder): Record<string, Record<string, unknown>[]> {
  const base = (position: number) => ({ id: newId(), order_id: orderId, position: position + 1 })
  return {
    order_goods: order.goods.map((one, at) => ({
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
    order_places: order.places.map((place, at) => ({
      ...base(at),
      ...spotOf(place),
      kind: place.kind,
      division_code: place.divisionCode || null,
      window_from: place.from,
      window_to: place.to,
      note: place.note || null,
    })),
    order_parties: order.parties.map((party, at) => ({
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
    order_references: order.references.map((one, at) => ({ ...base(at), kind: one.kind, value: one.value })),
  }
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
