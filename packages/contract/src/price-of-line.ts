import type { DraftGoods, DraftLine, DraftPlace } from './orders/index.ts'
import type { PricePlace, PriceQueryInput } from './pricing.ts'

interface PricedOrder {
  orderedOn: string
  lines: readonly DraftLine[]
  goods: readonly DraftGoods[]
  places: readonly Pick<DraftPlace, 'name' | 'city' | 'unlocode' | 'divisionCode' | 'country'>[]
}

/** What the price of a line of an order is asked by, on the day it was ordered; the same for whoever types it and for the server that takes it. */
export function enquiryOfLine(order: PricedOrder, line: DraftLine, accountId: string): PriceQueryInput {
  const lineNo = order.lines.indexOf(line) + 1
  const goods = order.goods.filter((one) =>
    one.lineNo === undefined ? order.lines.length <= 1 : one.lineNo === lineNo,
  )
  return {
    accountId,
    service: line.service,
    mode: line.mode || null,
    origin: placeOf(line.origin, order.places.at(0), order.places),
    destination: placeOf(line.destination, order.places.at(-1), order.places),
    on: order.orderedOn,
    weightG: figureOf(line.weightG, goods, 'weightG'),
    volumeCm3: figureOf(line.volumeCm3, goods, 'volumeCm3'),
    packages: figureOf(line.packages, goods, 'packages'),
    dangerousGoods: goods.some((one) => Boolean(one.unNumber || one.dangerClass)),
    temperatureControlled: goods.some((one) => one.temperatureMinC !== undefined || one.temperatureMaxC !== undefined),
  }
}

/** The line's own figure goes before the sum of its goods; where one of them has none, there is no sum. */
function figureOf(
  own: number | undefined,
  goods: readonly DraftGoods[],
  of: 'weightG' | 'volumeCm3' | 'packages',
): number | null {
  if (own !== undefined) return Math.round(own)
  const known = goods.flatMap((one) => one[of] ?? [])
  return known.length === 0 || known.length < goods.length ? null : Math.round(known.reduce((sum, one) => sum + one, 0))
}

/** A line names a place of the order, or one of its own. */
function placeOf(
  named: string | undefined,
  usual: PricedOrder['places'][number] | undefined,
  places: PricedOrder['places'],
): PricePlace {
  const place = named ? (places.find(({ name, city }) => name === named || city === named) ?? { name: named }) : usual
  if (!place) return {}
  const [text, city] = [place.name || place.city, place.city].map((one) => one?.slice(0, 200))
  const unlocode = place.unlocode?.toUpperCase().replaceAll(/\s/g, '')
  const country = place.country?.toUpperCase()
  return {
    ...(text ? { text } : {}),
    ...(city && city !== text ? { city } : {}),
    ...(unlocode && /^[A-Z]{2}[A-Z2-9]{3}$/.test(unlocode) ? { unlocode } : {}),
    ...(place.divisionCode && /^\d{2,12}$/.test(place.divisionCode) ? { division: place.divisionCode } : {}),
    ...(country && /^[A-Z]{2}$/.test(country) ? { country } : {}),
  }
}
