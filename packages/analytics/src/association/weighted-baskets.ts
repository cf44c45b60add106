/**
 * Sets of weighted baskets in flat arrays, stacked: the baskets that hold a prefix lie on top of those they were projected from and are
 * taken off when they are mined. A basket is its items from the rarest to the most frequent, then minus its weight; so what is more
 * frequent than an item is read forward from it. Equal baskets that follow one another are one, of greater weight.
 */
export class WeightedBaskets {
  cells: Int32Array
  /** Where an item stands in `cells`, grouped by item. */
  places: Int32Array
  /** Weight of the basket at each place. */
  weights: Int32Array
  #cellCount = 0
  #placeCount = 0
  #last = 0

  constructor(capacity: number) {
    this.cells = new Int32Array(capacity)
    this.places = new Int32Array(capacity)
    this.weights = new Int32Array(capacity)
  }

  /** To be handed to `close` and `drop`. */
  open(): { readonly cells: number; readonly places: number } {
    this.#last = this.#cellCount
    return { cells: this.#cellCount, places: this.#placeCount }
  }

  /** Makes room for one more basket of at most `length` items. @returns where to write them */
  room(length: number): number {
    if (this.#cellCount + length + 1 > this.cells.length) this.cells = larger(this.cells, this.#cellCount + length + 1)
    return this.#cellCount
  }

  /** Takes the basket written from `room` up to `end`. A basket of one item says nothing more and is left out. */
  take(end: number, weight: number): void {
    const from = this.#cellCount
    const length = end - from
    if (length < 2) return
    const { cells } = this
    // The one before ends with its weight, at from − 1.
    if (from - this.#last === length + 1) {
      let at = 0
      while (at < length && cells[this.#last + at] === cells[from + at]) at++
      if (at === length) {
        cells[from - 1] = (cells[from - 1] as number) - weight
        return
      }
    }
    cells[end] = -weight
    this.#last = from
    this.#cellCount = end + 1
  }

  /** Notes where each item stands: item i at `places[ends[i − 1] … ends[i])`, for item 0 from `open`'s places. */
  close(base: { readonly cells: number; readonly places: number }, ends: Int32Array, items: number): void {
    const { cells } = this
    ends.fill(0, 0, items)
    for (let at = base.cells; at < this.#cellCount; at++) {
      const item = cells[at] as number
      if (item >= 0) ends[item] = (ends[item] as number) + 1
    }
    let end = base.places
    for (let item = 0; item < items; item++) {
      const begin = end
      end += ends[item] as number
      ends[item] = begin
    }
    this.#placeCount = end
    if (end > this.places.length) {
      this.places = larger(this.places, end)
      this.weights = larger(this.weights, end)
    }
    this.#fill(base.cells, ends)
  }

  drop(base: { readonly cells: number; readonly places: number }): void {
    this.#cellCount = base.cells
    this.#placeCount = base.places
  }

  /** Basket by basket: the weight stands behind the items. */
  #fill(from: number, ends: Int32Array): void {
    const { cells, places, weights } = this
    for (let at = from; at < this.#cellCount; ) {
      let end = at
      while ((cells[end] as number) >= 0) end++
      const weight = -(cells[end] as number)
      for (; at < end; at++) {
        const item = cells[at] as number
        const place = ends[item] as number
        places[place] = at
        weights[place] = weight
        ends[item] = place + 1
      }
      at = end + 1
    }
  }
}

function larger(array: Int32Array, needed: number): Int32Array {
  const copy = new Int32Array(Math.max(needed, Math.ceil(array.length * 1.5)))
  copy.set(array)
  return copy
}
