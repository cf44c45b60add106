/**
 * Baskets of integer-coded items, one after the other: basket b holds `items[starts[b] … starts[b + 1])`. What a basket is, is the caller's
 * choice: an order, or all services one customer bought. An item that stands twice in a basket counts once; an empty basket counts as a basket.
 */
export type Baskets = {
  /** Codes 0 … itemCount − 1. */
  readonly items: Int32Array
  /** One more than there are baskets, rising from 0 to `items.length`. */
  readonly starts: Int32Array
  readonly itemCount: number
}

/**
 * Codes labels in the order of their UTF-16 units, so that codes do not depend on the order of the baskets.
 * @example codeBaskets([['air', 'customs'], ['air']]).labels // ['air', 'customs']
 */
export function codeBaskets(baskets: readonly (readonly string[])[]): Baskets & { readonly labels: readonly string[] } {
  const labels = [...new Set(baskets.flat())].sort()
  const codes = new Map(labels.map((label, code) => [label, code]))
  const starts = new Int32Array(baskets.length + 1)
  baskets.forEach((basket, at) => {
    starts[at + 1] = (starts[at] as number) + basket.length
  })
  const items = new Int32Array(starts.at(-1) as number)
  let at = 0
  for (const basket of baskets) for (const label of basket) items[at++] = codes.get(label) as number
  return { items, starts, itemCount: labels.length, labels }
}

/**
 * Baskets from two columns as a warehouse gives them: row r says that basket `basketOf[r]` holds item `itemOf[r]`. Rows may come in any
 * order and repeat. Codes are whole numbers from 0; a basket that no row names is an empty basket.
 * @throws {RangeError} when the columns differ in length or a code is negative or not whole
 * @example basketsFromColumns([1, 0, 1], [0, 2, 1]).starts // Int32Array.of(0, 1, 3)
 */
export function basketsFromColumns(basketOf: ArrayLike<number>, itemOf: ArrayLike<number>): Baskets {
  if (basketOf.length !== itemOf.length) {
    throw new RangeError(`basketOf and itemOf must be equally long, got ${basketOf.length} and ${itemOf.length} rows.`)
  }
  const baskets = countOfCodes('basketOf', basketOf)
  const itemCount = countOfCodes('itemOf', itemOf)
  const starts = new Int32Array(baskets + 1)
  for (let row = 0; row < basketOf.length; row++) {
    const after = (basketOf[row] as number) + 1
    starts[after] = (starts[after] as number) + 1
  }
  for (let basket = 0; basket < baskets; basket++) {
    starts[basket + 1] = (starts[basket + 1] as number) + (starts[basket] as number)
  }
  const items = new Int32Array(itemOf.length)
  const free = starts.slice()
  for (let row = 0; row < basketOf.length; row++) {
    const basket = basketOf[row] as number
    const place = free[basket] as number
    items[place] = itemOf[row] as number
    free[basket] = place + 1
  }
  return { items, starts, itemCount }
}

function countOfCodes(name: string, codes: ArrayLike<number>): number {
  let count = 0
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number
    if (!(Number.isInteger(code) && code >= 0 && code < 2 ** 31 - 1)) {
      throw new RangeError(`${name} must hold whole numbers from 0, got ${code} in row ${row}.`)
    }
    if (code >= count) count = code + 1
  }
  return count
}

/** @throws {RangeError} when starts do not rise from 0 to the number of items, or a code is outside 0 … itemCount − 1 */
export function checkBaskets({ items, starts, itemCount }: Baskets): void {
  if (starts[0] !== 0 || starts.at(-1) !== items.length) {
    throw new RangeError(`starts must go from 0 to the number of items, ${items.length}.`)
  }
  for (let at = 1; at < starts.length; at++) {
    if ((starts[at] as number) < (starts[at - 1] as number))
      throw new RangeError(`starts must rise, but fall at ${at}.`)
  }
  for (let at = 0; at < items.length; at++) {
    const code = items[at] as number
    if (code < 0 || code >= itemCount) {
      throw new RangeError(`items must lie within 0 … ${itemCount - 1}, got ${code} at ${at}.`)
    }
  }
}
