import type { DraftGoods, DraftLine, DraftPlace, PlaceKind, ServiceKind } from '@quayside/contract'
import type { CheckedPlace, Findings } from './checked-order.ts'
import type { OrderReasonCode } from './order-reasons.ts'

interface Whole {
  places: readonly CheckedPlace[]
  goods: readonly DraftGoods[]
}
type Says = Pick<Findings, 'say'>
type Check = (found: Says, line: DraftLine, path: string, whole: Whole) => void

const starts: readonly PlaceKind[] = ['pickup', 'portOfLoading', 'airportOfDeparture', 'warehouse']
const ends: readonly PlaceKind[] = ['delivery', 'portOfDischarge', 'airportOfArrival', 'warehouse']
const has = ({ places }: Whole, kinds: readonly PlaceKind[]) => places.some(({ kind }) => kinds.includes(kind))

const throughPorts =
  (from: PlaceKind, noFrom: OrderReasonCode, to: PlaceKind, noTo: OrderReasonCode): Check =>
  (found, line, path, whole) => {
    if (!has(whole, [from])) found.say(noFrom, '/places')
    if (!has(whole, [to])) found.say(noTo, '/places')
    for (const [at, place] of whole.places.entries())
      if ((place.kind === from || place.kind === to) && !place.unlocode)
        found.say('portWithoutCode', `/places/${at}/unlocode`, { text: labelOf(place) ?? '' })
    tellsGoods(found, line, path, whole)
  }

const overLand: Check = (found, line, path, whole) => {
  if (!line.origin && !has(whole, starts)) found.say('needsOrigin', `${path}/origin`)
  if (!line.destination && !has(whole, ends)) found.say('needsDestination', `${path}/destination`)
  tellsGoods(found, line, path, whole)
}

function tellsGoods(found: Says, line: DraftLine, path: string, { goods }: Whole): void {
  const told = [line, ...goods].some(({ weightG, volumeCm3, packages }) => weightG || volumeCm3 || packages)
  if (!told && !line.quantity) found.say('noGoods', path)
}

const inWarehouse: Check = (found, line, path, whole) => {
  if (!has(whole, ['warehouse']) && !line.origin && !line.destination) found.say('needsWarehouse', '/places')
  tellsGoods(found, line, path, whole)
}

const byPiece: Check = (found, line, path, { goods }) => {
  if (line.quantity === undefined && !line.packages && !goods.some(({ packages }) => packages))
    found.say('needsQuantity', `${path}/quantity`)
}

const atCustoms: Check = (found, _line, _path, { goods }) => {
  if (goods.length === 0) found.say('needsHsCode', '/goods')
  for (const [at, one] of goods.entries()) {
    if (!one.hsCode) found.say('needsHsCode', `/goods/${at}/hsCode`)
    if (one.valueE4 === undefined) found.say('needsGoodsValue', `/goods/${at}/valueE4`)
  }
}

const checks: Readonly<Record<ServiceKind, Check | null>> = {
  road: overLand,
  rail: overLand,
  express: overLand,
  multimodal: overLand,
  sea: throughPorts('portOfLoading', 'needsPortOfLoading', 'portOfDischarge', 'needsPortOfDischarge'),
  air: throughPorts('airportOfDeparture', 'needsAirportOfDeparture', 'airportOfArrival', 'needsAirportOfArrival'),
  warehousing: inWarehouse,
  processing: byPiece,
  packaging: byPiece,
  customs: atCustoms,
  goods: null,
  other: null,
}

/** What each service needs of the order. The same fault of several lines is told once. */
export function checkModes(found: Says, lines: readonly DraftLine[], whole: Whole): void {
  const told = new Set<string>()
  const once: Says = {
    say(code, path, params) {
      if (told.has(`${code} ${path}`)) return
      told.add(`${code} ${path}`)
      found.say(code, path, params)
    },
  }
  for (const [at, line] of lines.entries()) checks[line.service]?.(once, line, `/lines/${at}`, whole)
}

/** How a place is called in a list. */
export const labelOf = (place: DraftPlace | CheckedPlace): string | undefined =>
  place.city || place.name || place.unlocode || place.address?.slice(0, 300) || undefined

/** Where a line begins or ends, when it does not say so itself. */
export const endOf = (
  places: readonly (DraftPlace | CheckedPlace)[],
  which: 'origin' | 'destination',
): string | undefined => {
  const fitting = places.filter(({ kind }) => (which === 'origin' ? starts : ends).includes(kind))
  const place = which === 'origin' ? fitting[0] : fitting.at(-1)
  return place && labelOf(place)
}
