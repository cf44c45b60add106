import type { OrderDraft } from '@quayside/contract'
import { type Db, prepared } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { endOf } from './check-modes.ts'
import type { CheckedOrder } from './checked-order.ts'

/** Null and empty columns are what the sender left out. */
const tidy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && one !== undefined && one !== '')
      .map(([name, one]) => [name, tidy(one)]),
  )
}

const spot = `'name', x.name, 'address', x.address, 'city', x.city, 'postcode', x.postcode, 'country', x.country, 'unlocode', x.unlocode`
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const text = `
  select json_build_object(
    'customer', json_build_object('id', o.account_id), 'customerReference', o.customer_reference, 'orderedOn', o.ordered_on,
    'requestedOn', o.requested_on, 'currency', o.currency, 'note', o.note, 'teamId', o.team_id,
    'lines', (select coalesce(json_agg(json_build_object('service', x.service, 'mode', x.mode, 'item', x.item, 'itemCode', x.item_code,
        'category', x.category, 'quantity', x.quantity, 'unit', x.unit, 'packages', x.packages, 'weightG', x.weight_g, 'volumeCm3', x.volume_cm3,
        'origin', x.origin, 'destination', x.destination, 'country', x.country, 'vendor', x.vendor, 'promisedOn', x.promised_on,
        'priceE4', case when x.price_source = 'typed' or x.price_source is null then x.amount_e4 end, 'priceReason', x.price_reason,
        'costE4', x.cost_e4) order by x.line_no), '[]') from order_lines x where x.order_id = o.id),
    'goods', (select coalesce(json_agg(json_build_object('lineNo', x.line_no, 'description', x.description, 'hsCode', x.hs_code,
        'packages', x.packages, 'packageType', x.package_type, 'weightG', x.weight_g, 'volumeCm3', x.volume_cm3, 'unNumber', x.un_number,
        'dangerClass', x.danger_class, 'packingGroup', x.packing_group, 'properName', x.proper_name, 'temperatureMinC', x.temperature_min_c,
        'temperatureMaxC', x.temperature_max_c, 'valueE4', x.value_e4, 'marks', x.marks) order by x.position), '[]')
      from order_goods x where x.order_id = o.id),
    'places', (select coalesce(json_agg(json_build_object('kind', x.kind, ${spot}, 'divisionCode', x.division_code, 'from', ${instant('x.window_from')},
        'to', ${instant('x.window_to')}, 'note', x.note) order by x.position), '[]') from order_places x where x.order_id = o.id),
    'parties', (select coalesce(json_agg(json_build_object('role', x.role, 'customer', case when x.account_id is not null then json_build_object('id', x.account_id) end,
        'contactId', x.contact_id, 'code', x.code, 'taxNumber', x.tax_number, 'phone', x.phone, 'email', x.email, ${spot}) order by x.position), '[]')
      from order_parties x where x.order_id = o.id),
    'references', (select coalesce(json_agg(json_build_object('kind', x.kind, 'value', x.value) order by x.position), '[]')
      from order_references x where x.order_id = o.id)) as content
  from orders o where o.id = $1`

/** The order as a draft: what it would be taken from again. Prices by agreement are left out, for they would be asked anew. */
export async function contentOf(db: Db, orderId: Id): Promise<OrderDraft | undefined> {
  const [row] = await prepared<{ content: unknown }>(db, 'order-content', text, [orderId])
  return row && withoutDerived(tidy(row.content) as OrderDraft)
}

/** A checked order in the same form, to be compared with what stands. */
export function contentFrom(order: CheckedOrder, { customer, teamId }: OrderDraft): OrderDraft {
  const { customerReference, requestedOn, note, orderedOn, currency, lines, goods, references } = order
  const at = (moment: Date | null) => moment?.toISOString().replace(/\.\d+Z$/, 'Z')
  const places = order.places.map((place) => ({ ...place, from: at(place.from), to: at(place.to) }))
  const parties = order.parties.map(({ accountId, ...party }) => ({
    ...party,
    customer: accountId ? { id: accountId } : undefined,
  }))
  const content = {
    customer,
    customerReference,
    orderedOn,
    requestedOn,
    currency,
    note,
    teamId,
    lines,
    goods,
    places,
    parties,
    references,
  }
  return withoutDerived(tidy(content) as OrderDraft)
}

/** Ends that a line has of the order's places: they follow when the places change. */
function withoutDerived(draft: OrderDraft): OrderDraft {
  const [origin, destination] = [endOf(draft.places, 'origin'), endOf(draft.places, 'destination')]
  return {
    ...draft,
    lines: draft.lines.map((line) => {
      const kept = { ...line }
      if (kept.origin === origin) delete kept.origin
      if (kept.destination === destination) delete kept.destination
      return kept
    }),
  }
}

/** Without money, for whoever may not read it. */
export function withoutMoney(draft: OrderDraft): OrderDraft {
  const hide = <T extends object>(one: T, names: readonly string[]) =>
    Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name))) as T
  return {
    ...draft,
    lines: draft.lines.map((line) => hide(line, ['priceE4', 'priceReason', 'costE4'])),
    goods: draft.goods.map((one) => hide(one, ['valueE4'])),
  }
}

/** For a copy or a template: what belongs to that one occasion stays behind. */
export function forAnotherTime({
  orderedOn,
  requestedOn,
  customerReference,
  acceptDouble,
  ...draft
}: OrderDraft): OrderDraft {
  return {
    ...draft,
    lines: draft.lines.map(({ promisedOn, ...line }) => line),
    places: draft.places.map(({ from, to, ...place }) => place),
    references: [],
  }
}

/** Paths of what differs between two drafts, as deep as a field of a line: `/lines/0/quantity`. */
export function differences(before: unknown, after: unknown, path = ''): string[] {
  if (Object.is(before, after)) return []
  if (!isDocument(before) || !isDocument(after)) return [path]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) =>
    differences((before as Record<string, unknown>)[name], (after as Record<string, unknown>)[name], `${path}/${name}`),
  )
}

const isDocument = (value: unknown): value is object => typeof value === 'object' && value !== null
