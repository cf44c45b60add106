import type { DraftPlace, OrderReason } from '@quayside/contract'
import type { z } from 'zod'
import type { Said } from '../accounts/index.ts'
import type { FileField } from './order-file-columns.ts'
import type { FileOrder } from './order-file-rows.ts'

const ofHead: Readonly<Record<string, FileField>> = {
  customer: 'customer',
  customerReference: 'reference',
  orderedOn: 'orderedOn',
  requestedOn: 'requestedOn',
  currency: 'currency',
  note: 'note',
}
const ofLine: Readonly<Record<string, FileField>> = {
  service: 'service',
  mode: 'mode',
  item: 'item',
  quantity: 'quantity',
  unit: 'unit',
  promisedOn: 'promisedOn',
  priceE4: 'price',
  priceReason: 'priceReason',
}
const ofGoods: Readonly<Record<string, FileField>> = {
  description: 'goods',
  hsCode: 'hsCode',
  packages: 'packages',
  packageType: 'packageType',
  weightG: 'weightKg',
  volumeCm3: 'volumeM3',
  unNumber: 'unNumber',
  dangerClass: 'dangerClass',
  packingGroup: 'packingGroup',
  properName: 'properName',
  temperatureMinC: 'temperatureMin',
  temperatureMaxC: 'temperatureMax',
  valueE4: 'goodsValue',
}
const ofOrigin: Readonly<Record<string, FileField>> = {
  name: 'origin',
  unlocode: 'originCode',
  address: 'originAddress',
  from: 'from',
}
const ofDestination: Readonly<Record<string, FileField>> = {
  name: 'destination',
  unlocode: 'destinationCode',
  address: 'destinationAddress',
  to: 'to',
}
/** What is missing has no place in the order; it has a column. */
const ofMissing: Readonly<Record<string, FileField>> = {
  needsOrigin: 'origin',
  needsPortOfLoading: 'originCode',
  needsAirportOfDeparture: 'originCode',
  needsWarehouse: 'origin',
  needsDestination: 'destination',
  needsPortOfDischarge: 'destinationCode',
  needsAirportOfArrival: 'destinationCode',
}
const begins: ReadonlySet<DraftPlace['kind']> = new Set([
  'pickup',
  'portOfLoading',
  'airportOfDeparture',
  'warehouse',
] as const)

/** What is said of an order, each at the row and the column of the file it came from. */
export const saidOf = (order: FileOrder, reasons: readonly OrderReason[]): Said[] =>
  reasons.map(({ code, path, params, severity, zh, en }) => ({
    ...placeOf(order, path, code),
    code,
    params,
    severity: severity === 'error' ? 'error' : 'warning',
    zh,
    en,
  }))

function placeOf(order: FileOrder, path: string, code = ''): Pick<Said, 'rowNumber' | 'field'> {
  const [, group = '', index = '', name = ''] = path.split('/')
  const at = Number(index)
  const of = (rowNumber: number | undefined, field: FileField | undefined) => ({
    rowNumber: rowNumber ?? order.row,
    field: field ?? ofMissing[code] ?? null,
  })
  switch (group) {
    case 'lines':
      return of(order.lineRows[at], ofLine[name])
    case 'goods':
      return of(order.goodsRows[at], ofGoods[name])
    case 'places': {
      const kind = order.draft.places?.[at]?.kind
      return of(order.row, (kind && begins.has(kind) ? ofOrigin : ofDestination)[name])
    }
    default:
      return of(order.row, ofHead[group])
  }
}

/** Of an order with more than an order may hold: hundreds of lines, a currency of seven letters. */
export function notShaped(order: FileOrder, { issues }: z.ZodError): Said[] {
  const [first] = issues
  const place = placeOf(order, `/${first?.path.join('/') ?? ''}`)
  const zh = '内容不符合订单的规定，请核对后更正。'
  const en = `This does not fit an order: ${first?.message ?? ''}`
  return [{ ...place, code: 'notShaped', params: {}, severity: 'error', zh, en }]
}
