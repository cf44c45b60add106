import type {
  DraftGoods,
  DraftLine,
  DraftParty,
  DraftPlace,
  NewOrder,
  PlaceKind,
  ServiceKind,
} from '@quayside/contract'

/** An order while it is typed. Its rows keep their places, so that what is wrong is told where it stands. */
export interface Typed extends Omit<NewOrder, 'goods' | 'places' | 'parties' | 'references' | 'customer'> {
  customer: NewOrder['customer'] | undefined
  goods: DraftGoods[]
  places: DraftPlace[]
  parties: DraftParty[]
  references: NonNullable<NewOrder['references']>
}

export type Rows = 'lines' | 'goods' | 'places' | 'parties' | 'references'

const land: readonly PlaceKind[] = ['pickup', 'delivery']
const placesOfService: Readonly<Record<ServiceKind, readonly PlaceKind[]>> = {
  road: land,
  rail: land,
  express: land,
  multimodal: land,
  sea: ['portOfLoading', 'portOfDischarge'],
  air: ['airportOfDeparture', 'airportOfArrival'],
  warehousing: ['warehouse'],
  processing: ['warehouse'],
  packaging: ['warehouse'],
  customs: ['border'],
  goods: [],
  other: [],
}

/** Which fields a service calls for; the rest stays out of the way. */
export const fieldsOf = (service: ServiceKind) => ({
  unlocode: service === 'sea' || service === 'air' || service === 'multimodal' || service === 'customs',
  address: service !== 'sea' && service !== 'air' && service !== 'customs',
  hsCode: service === 'sea' || service === 'air' || service === 'customs' || service === 'multimodal',
  goodsValue: service === 'customs' || service === 'express',
  transport: placesOfService[service].length > 1,
})

export const placesFor = (service: ServiceKind): DraftPlace[] => placesOfService[service].map((kind) => ({ kind }))

const blank = (value: unknown) => value === undefined || value === null || value === ''
const without = (row: object, but: readonly string[]) =>
  Object.entries(row).every(([name, value]) => but.includes(name) || blank(value))

/** Places nobody has filled in follow the service; what was typed stays. */
export function placesAfter(places: readonly DraftPlace[], service: ServiceKind): DraftPlace[] {
  return places.every((place) => without(place, ['kind'])) ? placesFor(service) : [...places]
}

export const newLine = (service: ServiceKind): DraftLine => ({ service })

export const emptyOrder = (service: ServiceKind): Typed => ({
  customer: undefined,
  lines: [newLine(service)],
  goods: [{}],
  places: placesFor(service),
  parties: [],
  references: [],
})

/** What is kept of an order that somebody began, or that was copied. */
export const typedOf = (order: Partial<Typed>): Typed => {
  const service = order.lines?.[0]?.service ?? 'road'
  return {
    ...emptyOrder(service),
    ...order,
    lines: order.lines?.length ? order.lines : [newLine(service)],
    goods: order.goods?.length ? order.goods : [{}],
    places: order.places?.length ? order.places : placesFor(service),
  }
}

/** Without what was left empty; `at` tells where each row that stays stood on the screen. */
export function sentOf(typed: Typed): {
  body: Omit<NewOrder, 'customer'> & { customer: Typed['customer'] }
  at: Record<Rows, number[]>
} {
  const kept = {
    lines: indexes(typed.lines, () => true),
    goods: indexes(typed.goods, (row) => !without(row, ['lineNo'])),
    places: indexes(typed.places, (row) => !without(row, ['kind'])),
    parties: indexes(typed.parties, (row) => !without(row, ['role'])),
    references: indexes(typed.references, (row) => row.value.trim() !== ''),
  }
  const rows = <Row extends object>(all: readonly Row[], of: readonly number[]) =>
    of.flatMap((at) => (all[at] ? [trimmed(all[at])] : []))
  const { lines, goods, places, parties, references, customer, ...head } = typed
  return {
    body: {
      ...trimmed(head),
      customer,
      lines: rows(lines, kept.lines),
      goods: rows(goods, kept.goods),
      places: rows(places, kept.places),
      parties: rows(parties, kept.parties),
      references: rows(references, kept.references),
    },
    at: kept,
  }
}

const indexes = <Row>(rows: readonly Row[], stays: (row: Row) => boolean) =>
  rows.flatMap((row, at) => (stays(row) ? [at] : []))

const trimmed = <Row extends object>(row: Row): Row =>
  Object.fromEntries(
    Object.entries(row)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
      .filter(([, value]) => !blank(value)),
  ) as Row

/** `/goods/0/unNumber` of what was sent, as the row stands on the screen. */
export function pathOnScreen(path: string, at: Record<Rows, readonly number[]>): string {
  const [, list = '', row, ...rest] = path.split('/')
  const places = at[list as Rows]
  if (!places || row === undefined) return path
  return ['', list, places[Number(row)] ?? row, ...rest].join('/')
}
