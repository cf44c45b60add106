import type { CustomerOf } from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { accountIds } from './account-ids.ts'
import { presentCustomers } from './present-customers.ts'

/** Rows of an answer that was worked out for all customers: their places in order, whose each is, and what stands there. */
export interface Ranked<Row extends CustomerOf> {
  places: ArrayLike<number>
  /** His key in the warehouse. */
  accountKeyOf(place: number): number
  figuresOf(place: number): Omit<Row, keyof CustomerOf>
}

interface Asked {
  warehouse: Warehouse
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
}

/** Some rows of the answer, with names; who may no longer be seen is left out. */
export async function rowsOf<Row extends CustomerOf>(
  { warehouse, read }: Asked,
  { places, accountKeyOf, figuresOf }: Ranked<Row>,
  from: number,
  limit: number,
): Promise<Row[]> {
  const shown = Array.from({ length: Math.max(0, Math.min(limit, places.length - from)) }, (_, at) =>
    Number(places[from + at]),
  )
  if (shown.length === 0) return []
  const ids = await accountIds(warehouse, shown.map(accountKeyOf))
  const known = await read((db) => presentCustomers(db, [...ids.values()]))
  return shown.flatMap((place) => {
    const customer = known.get(ids.get(accountKeyOf(place)) ?? '')
    return customer ? [{ ...customer, ...figuresOf(place) } as Row] : []
  })
}

const Place = z.strictObject({ from: z.int().nonnegative() })

/** A page of the answer. */
export async function pageOfCustomers<Row extends CustomerOf>(
  asked: Asked,
  ranked: Ranked<Row>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const from = cursor === undefined ? 0 : decodeCursor(Place, cursor).from
  const next = from + limit
  return {
    rows: await rowsOf(asked, ranked, from, limit),
    total: ranked.places.length,
    next: next < ranked.places.length ? encodeCursor({ from: next }) : null,
  }
}

/** As many as a bulk change takes. */
const atMostAtOnce = 10_000

/** The first of them by id, to act on at once; who may no longer be seen is left out. */
export async function idsToActOn({ warehouse, read }: Asked, { places, accountKeyOf }: Ranked<CustomerOf>) {
  const keys = Array.from(places).slice(0, atMostAtOnce).map(accountKeyOf)
  const idOf = await accountIds(warehouse, keys)
  const wanted = keys.flatMap((key) => idOf.get(key) ?? [])
  const known = await read((db) => presentCustomers(db, wanted))
  return { ids: wanted.filter((id) => known.has(id)), total: places.length }
}

/** Places that pass, by a figure; equal ones keep their order, and whose figure is not known come last. */
export function placesBy(
  count: number,
  keep: (place: number) => boolean,
  figure: (place: number) => number,
): Uint32Array {
  const kept = new Uint32Array(count)
  const figures = new Float64Array(count)
  let many = 0
  for (let place = 0; place < count; place++) {
    if (!keep(place)) continue
    kept[many] = place
    // What is not known is put behind all; 0 and −0 are one.
    figures[many++] = numberOr(figure(place), Number.POSITIVE_INFINITY) + 0
  }
  // Numbers alone are sorted in a fifth of the time that a comparison of each two takes.
  const sorted = figures.slice(0, many).sort()
  const taken = new Uint32Array(many)
  const places = new Uint32Array(many)
  for (let at = 0; at < many; at++) {
    const first = firstOf(sorted, figures[at] as number)
    places[first + (taken[first] as number)] = kept[at] as number
    taken[first] = (taken[first] as number) + 1
  }
  return places
}

const numberOr = (value: number, other: number) => (Number.isNaN(value) ? other : value)

/** Where a value first stands among ascending ones. */
function firstOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
