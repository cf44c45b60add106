import {
  type DemoBuyer,
  type DemoLine,
  type DemoOrder,
  type DemoService,
  dayOf,
  demoServices,
  type Place,
  places,
  trades,
  unitOf,
  vendorOf,
} from '@quayside/demo-company'
import { BinaryRows, type Field, fields, idField, numericField, textField, xidField } from './binary-rows.ts'

/** The columns that `orderRow` and `lineRow` fill, in the order in which equal neighbours can be copied at once. */
export const orderColumns = ['account_id', 'id', 'ordered_on', 'number', 'currency', 'channel', 'status', 'xid']
export const lineColumns = [
  'order_id',
  'ordered_on',
  'shipped_on',
  'account_id',
  'origin',
  'currency',
  'xid',
  'service',
  'category',
  'item',
  'unit',
  'destination',
  'region',
  'vendor',
  'country',
  'id',
  'line_no',
  'quantity',
  'amount_e4',
  'cost_e4',
  'weight_g',
  'promised_on',
  'delivered_on',
]

const currency = textField('CNY')
const quantities = Array.from({ length: 41 }, (_, value) => numericField(value))
const orderEnds = ['inTransit', 'completed'].map((status) => fields(currency, textField('staff'), textField(status)))
const whats = new Map<DemoService, Map<string, Field>>(
  demoServices.map((service) => [
    service,
    new Map(
      trades.flatMap(({ goods }) =>
        goods.map((item) => [
          item,
          fields(textField(service), textField(item), textField(item), textField(unitOf(service))),
        ]),
      ),
    ),
  ]),
)
const origins = new Map<Place, Field>(places.map((place) => [place, fields(textField(place.city), currency)]))
const country = textField('中国')
const wheres = new Map<DemoService, Map<Place, Field>>(
  demoServices.map((service) => [
    service,
    new Map(
      places.map((place, at) => [
        place,
        fields(textField(place.city), textField(place.province), textField(vendorOf(service, at)), country),
      ]),
    ),
  ]),
)
/** Longer than any row: fixed fields, and a few Chinese names. */
const mostBytes = 800

/** Orders and their lines as binary COPY; nearly all of a world's volume. */
export class OrderRows {
  readonly orders = new BinaryRows()
  readonly lines = new BinaryRows()
  readonly #xid: Field

  constructor(xid: string) {
    this.#xid = xidField(xid)
  }

  /** Adds a buyer's orders, numbered from `number` on; returns the next number. Who he is, is asked only when he orders: many never do. */
  add(buyer: DemoBuyer, accountId: () => string, made: Iterable<DemoOrder>, number: number): number {
    let next = number
    let account: Field | undefined
    let ofAccount: Field | undefined
    for (const order of made) {
      account ??= idField(accountId())
      ofAccount ??= fields(account, origins.get(buyer.place) as Field, this.#xid)
      this.#order(order, buyer, account, ofAccount, next++)
    }
    return next
  }

  #order(order: DemoOrder, { orderRandom }: DemoBuyer, account: Field, ofAccount: Field, number: number): void {
    const { orders, lines } = this
    const at = order.orderedOn * 86_400_000
    orders.row(orderColumns.length, mostBytes)
    orders.put(account)
    orders.id(orderRandom, at)
    orders.day(order.orderedOn)
    const idAndDay = orders.last(28)
    orders.ascii(`O-${dayOf(order.orderedOn).slice(0, 4)}-${String(number).padStart(7, '0')}`)
    orders.put(orderEnds[isUnderWay(order) ? 0 : 1] as Field)
    orders.put(this.#xid)
    for (let no = 0; no < order.lines.length; no++) {
      lines.row(lineColumns.length, mostBytes)
      lines.put(idAndDay)
      lines.day(order.orderedOn)
      lines.put(ofAccount)
      this.#line(order.lines[no] as DemoLine, no + 1, orderRandom, at)
    }
  }

  #line(line: DemoLine, no: number, random: DemoBuyer['orderRandom'], at: number): void {
    const { lines } = this
    lines.put(whats.get(line.service)?.get(line.item) as Field)
    lines.put(wheres.get(line.service)?.get(line.destination) as Field)
    lines.id(random, at)
    lines.int4(no)
    lines.put(quantities[line.quantity] as Field)
    lines.int8(line.amountE4)
    lines.int8(line.costE4)
    lines.int8(line.weightG)
    lines.day(line.promisedOn)
    lines.day(line.deliveredOn)
  }
}

const isUnderWay = ({ lines }: DemoOrder) => lines.some((line) => line.promisedOn !== null && line.deliveredOn === null)
