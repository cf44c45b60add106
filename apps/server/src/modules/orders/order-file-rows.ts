import type { DraftGoods, DraftLine, DraftPlace, NewOrder, OrderReason } from '@quayside/contract'
import { parseDate, parseDecimal, type Row, unguardFormula } from '@quayside/tabular'
import { choiceOf } from '../accounts/index.ts'
import type { FileColumns, FileField } from './order-file-columns.ts'
import { reason } from './order-reasons.ts'

export interface FileOrder {
  key: string
  /** Of its first line in the file. */
  row: number
  /** As the file writes him: number, key or name. */
  customer: string
  draft: Omit<NewOrder, 'customer'>
  /** What could not be read, so that nothing is silently left out. */
  faults: OrderReason[]
  /** In which row of the file each line and each of the goods stands. */
  lineRows: number[]
  goodsRows: number[]
}

/** How the file writes days and numbers. */
export interface Writing {
  dateOrder?: 'dmy' | 'mdy' | 'ymd' | null
  decimal?: '.' | ','
}

/** Rows with one order number are one order, wherever they stand in the file. */
export function ordersOf(rows: readonly Row[], columns: FileColumns): FileOrder[] {
  const orders = new Map<string, FileOrder>()
  for (const { rowNumber: row, values } of rows) {
    const cell = cellsOf(values, columns)
    const key = cell('order')
    const known = orders.get(key)
    if (known && key !== '') addLine(known, row, cell, {})
    else orders.set(key === '' ? `row ${row}` : key, firstOf(key, row, cell, {}))
  }
  return [...orders.values()]
}

/** The order that these rows make; the first says what is true of all of it. */
export function orderOf(rows: readonly { row: number; cell: Cell }[], key: string, writing: Writing): FileOrder {
  const [first, ...more] = rows
  if (!first) throw new TypeError('An order stands in a row at least.')
  const order = firstOf(key, first.row, first.cell, writing)
  for (const { row, cell } of more) addLine(order, row, cell, writing)
  return order
}

export type Cell = (field: FileField) => string
const cellsOf =
  (values: readonly string[], { places }: FileColumns): Cell =>
  (field) =>
    unguardFormula(values[places.get(field) ?? -1] ?? '').trim()

function firstOf(key: string, row: number, cell: Cell, writing: Writing): FileOrder {
  const draft = headOf(cell, writing)
  const order: FileOrder = { key, row, customer: cell('customer'), draft, faults: [], lineRows: [], goodsRows: [] }
  addLine(order, row, cell, writing)
  return order
}

function headOf(cell: Cell, writing: Writing): FileOrder['draft'] {
  const dayText = dayTextAs(writing)
  return {
    ...text('customerReference', cell('reference') || cell('order')),
    ...text('orderedOn', dayText(cell('orderedOn'))),
    ...text('requestedOn', dayText(cell('requestedOn'))),
    ...text('currency', cell('currency')),
    ...text('note', cell('note')),
    lines: [],
    goods: [],
    places: placesOf(cell, writing),
    parties: [
      ...(cell('shipper') ? [{ role: 'shipper' as const, name: cell('shipper') }] : []),
      ...(cell('consignee') ? [{ role: 'consignee' as const, name: cell('consignee') }] : []),
    ],
    references: [],
  }
}

function addLine({ draft, faults, lineRows, goodsRows }: FileOrder, row: number, cell: Cell, writing: Writing): void {
  const at = draft.lines.length
  const dayText = dayTextAs(writing)
  const number = numbers(cell, faults, writing)
  lineRows.push(row)
  const service = choiceOf('service', cell('service'))
  draft.lines.push({
    service: (service ?? 'other') as DraftLine['service'],
    ...text('mode', cell('mode')),
    ...text('item', cell('item') || (service ? '' : cell('service'))),
    ...number('quantity', 'quantity', 4, 10_000, `/lines/${at}/quantity`),
    ...text('unit', cell('unit')),
    ...text('promisedOn', dayText(cell('promisedOn'))),
    ...number('priceE4', 'price', 4, 1, `/lines/${at}/priceE4`),
    ...text('priceReason', cell('priceReason')),
  })
  const goods = goodsOf(cell, number, draft.goods?.length ?? 0)
  if (Object.keys(goods).length > 0) {
    draft.goods?.push({ lineNo: at + 1, ...goods })
    goodsRows.push(row)
  }
  for (const [kind, field] of [
    ['container', 'container'],
    ['booking', 'booking'],
  ] as const)
    if (cell(field)) draft.references?.push({ kind, value: cell(field) })
}

const goodsOf = (cell: Cell, number: ReturnType<typeof numbers>, at: number): DraftGoods => ({
  ...text('description', cell('goods')),
  ...text('hsCode', cell('hsCode')),
  ...number('packages', 'packages', 0, 1, `/goods/${at}/packages`),
  ...text('packageType', cell('packageType')),
  ...number('weightG', 'weightKg', 3, 1, `/goods/${at}/weightG`),
  ...number('volumeCm3', 'volumeM3', 6, 1, `/goods/${at}/volumeCm3`),
  ...text('unNumber', cell('unNumber')),
  ...text('dangerClass', cell('dangerClass')),
  ...text('packingGroup', cell('packingGroup')),
  ...text('properName', cell('properName')),
  ...number('temperatureMinC', 'temperatureMin', 1, 10, `/goods/${at}/temperatureMinC`),
  ...number('temperatureMaxC', 'temperatureMax', 1, 10, `/goods/${at}/temperatureMaxC`),
  ...number('valueE4', 'goodsValue', 4, 1, `/goods/${at}/valueE4`),
})

/** Ends of the transport, as the service calls them. */
function placesOf(cell: Cell, writing: Writing): DraftPlace[] {
  const dayText = dayTextAs(writing)
  const service = choiceOf('service', cell('service'))
  const [first, last] =
    service === 'sea'
      ? (['portOfLoading', 'portOfDischarge'] as const)
      : service === 'air'
        ? (['airportOfDeparture', 'airportOfArrival'] as const)
        : service === 'warehousing'
          ? (['warehouse', 'delivery'] as const)
          : (['pickup', 'delivery'] as const)
  const place = (
    kind: DraftPlace['kind'],
    name: FileField,
    code: FileField,
    address: FileField,
    edge: 'from' | 'to',
  ) => {
    const told = {
      ...text('name', cell(name)),
      ...text('unlocode', cell(code)),
      ...text('address', cell(address)),
      ...text(edge, dayText(cell(edge))),
    }
    return Object.keys(told).length > 0 ? [{ kind, ...told }] : []
  }
  return [
    ...place(first, 'origin', 'originCode', 'originAddress', 'from'),
    ...place(last, 'destination', 'destinationCode', 'destinationAddress', 'to'),
  ]
}

const text = <K extends string>(name: K, value: string) =>
  value === '' ? {} : ({ [name]: value } as Record<K, string>)

const dayTextAs = (writing: Writing) => (written: string) => dayOrTime(written, writing)

/** A day of a spreadsheet as it is written elsewhere; what is none stays as it stands, and the check says so. */
function dayOrTime(written: string, { dateOrder }: Writing): string {
  if (written === '') return ''
  const parsed = parseDate(written, dateOrder ? { order: dateOrder } : {})
  if (!parsed.ok) return written.slice(0, 40)
  const { date, time, offset } = parsed.value
  return time === null ? date : `${date}T${time.slice(0, 5)}${offset ?? ''}`
}

/** A decimal as the draft holds it; `scale` digits are kept and divided by `by`. */
const numbers =
  (cell: Cell, faults: OrderReason[], { decimal = '.' }: Writing) =>
  <K extends string>(name: K, field: FileField, scale: number, by: number, path: string) => {
    const written = cell(field)
    if (written === '') return {} as Partial<Record<K, number>>
    const parsed = parseDecimal(written, scale, { round: true, decimal })
    if (parsed.ok) return { [name]: Number(parsed.value) / by } as Record<K, number>
    faults.push(reason('notANumber', path, { text: written }))
    return {} as Partial<Record<K, number>>
  }
