import type { Delimiters } from './delimiters.ts'
import { beginsHead } from './find-head.ts'
import { type MarkServiceBytes, markerFor, ServiceMarks } from './mark-service-bytes.ts'
import { endColumn, firstColumn, lastColumn, oddColumn, rowSize, startColumn, tagColumn } from './row-columns.ts'
import { elementKind, isBlank, type Kinds, kindsOf, releaseKind } from './service-bytes.ts'
import { tagNumberAt } from './tags.ts'
import { mostMarked } from './wasm-layout.ts'
import type { WasmWindow } from './wasm-window.ts'

/** As many as stay in the nearest caches together with their bytes and marks. */
const mostRows = 1024
/** Marked at once, for the same reason. */
const windowBytes = mostMarked
/** Behind new separators, since an interchange may be short. */
const firstWindowBytes = 2048
/** For a segment that is longer than what was marked. */
const growth = 4

/** Finds segments, many at once, over marks of service bytes. */
export class SegmentRows {
  kinds: Kinds = new Uint8Array(256)
  /** Does the same many times as fast, except for what is rare; borrowed by the reader for a chunk. */
  quick: WasmWindow | undefined
  #filled: WasmWindow | undefined
  readonly #rows = new Int32Array(mostRows * rowSize)
  readonly #marks = new ServiceMarks()
  /** The first mark and stop behind what was filled in. */
  #mark = 0
  #stop = 0
  #markedFrom = 0
  #markedTo = -1
  #reach = windowBytes
  #delimiters: Delimiters | undefined
  #markServiceBytes: MarkServiceBytes | undefined

  /** Where service bytes stand in the bytes looked at. */
  get marks(): Int32Array {
    return this.#filled ? this.#filled.marks : this.#marks.positions
  }

  get rows(): Int32Array {
    return this.#filled ? this.#filled.rows : this.#rows
  }

  use(delimiters: Delimiters): void {
    this.kinds = kindsOf(delimiters)
    this.#delimiters = delimiters
    this.#markServiceBytes = markerFor(delimiters, this.kinds)
    this.#reach = firstWindowBytes
    this.forget()
  }

  /** The bytes are others now, or some of what was filled in was not taken. */
  forget(): void {
    this.#markedTo = -1
  }

  /**
   * Rows of the segments from `at` on, where the first of them begins, up to a head, which may bring other separators. Answers
   * how many; none where the first does not end before `length`. Afterwards only those behind may be asked for.
   */
  fill(bytes: Uint8Array, at: number, length: number): number {
    const { quick } = this
    const delimiters = this.#delimiters as Delimiters
    if (quick && delimiters.terminatorTail.length === 0) {
      const to = Math.min(length, at + this.#reach)
      this.#reach = Math.min(windowBytes, 2 * this.#reach)
      const filled = quick.fill(bytes, at, to, delimiters, this.kinds)
      this.#filled = quick
      if (filled > 0) return filled
    }
    this.#filled = undefined
    if (at >= this.#markedTo) this.#markFrom(bytes, at, Math.min(length, at + this.#reach))
    while (true) {
      const filled = this.#fillMarked(bytes, at, length)
      if (filled > 0 || this.#markedTo === length) return filled
      const reach = this.#markedFrom === at ? growth * (this.#markedTo - at) : this.#reach
      this.#markFrom(bytes, at, Math.min(length, at + reach))
    }
  }

  /** The row of a segment that ends with the bytes, without a terminator. */
  fillLast(bytes: Uint8Array, at: number, end: number): void {
    this.#markFrom(bytes, at, end)
    const { count, stopCount } = this.#marks
    const tag = tagNumberAt(bytes, at, this.#tagEnd(bytes, 0, count, end))
    this.#filled = undefined
    this.#rows.set([at, end, 0, count, tag, stopCount > 0 ? 1 : 0])
  }

  /** Behind the first byte from `from` on that ends a segment; -1 where none does. */
  closing(bytes: Uint8Array, from: number, to: number): number {
    const { terminator, terminatorTail } = this.#delimiters as Delimiters
    const lastByte = terminatorTail.at(-1) ?? terminator
    for (let at = from; at < to; at++) if (bytes[at] === lastByte && this.#closes(bytes, at)) return at + 1
    return -1
  }

  /** It may be released, or belong to another character. */
  #closes(bytes: Uint8Array, at: number): boolean {
    const { terminator, terminatorTail, release } = this.#delimiters as Delimiters
    const first = at - terminatorTail.length
    if (first < 0 || bytes[first] !== terminator || !this.#tailFollows(bytes, first + 1, at + 1)) return false
    let releases = 0
    while (release >= 0 && bytes[first - 1 - releases] === release) releases++
    return releases % 2 === 0
  }

  #markFrom(bytes: Uint8Array, from: number, to: number): void {
    this.#markedFrom = from
    this.#markedTo = to
    this.#mark = 0
    this.#stop = 0
    this.#reach = Math.min(windowBytes, 2 * this.#reach)
    this.#marks.clear()
    const mark = this.#markServiceBytes as MarkServiceBytes
    for (let at = from; at < to; at += windowBytes) {
      this.#marks.reserve(windowBytes)
      mark(bytes, at, Math.min(to, at + windowBytes), this.#marks)
    }
  }

  /** What every segment of every file costs: calls nothing that is not compiled into it. */
  #fillMarked(bytes: Uint8Array, at: number, length: number): number {
    const { positions, stops, stopCount } = this.#marks
    const { kinds } = this
    const rows = this.#rows
    const { terminator, terminatorTail } = this.#delimiters as Delimiters
    const tailBytes = terminatorTail.length
    const blankTerminator = isBlank(terminator)
    let row = 0
    let start = at
    let first = this.#mark
    let odd = 0
    for (let stop = this.#stop; stop < stopCount && row < rows.length; ) {
      const last = stops[stop++] as number
      const end = positions[last] as number
      if (end < start) continue
      if (bytes[end] !== terminator || (tailBytes > 0 && !this.#tailFollows(bytes, end + 1, length))) {
        odd = 1
        // What a release stands before is data.
        const next = stop < stopCount && stops[stop] === last + 1 && positions[last + 1] === end + 1
        if (next && kinds[bytes[end] as number] === releaseKind) stop++
        continue
      }
      while (start < end && isBlank(bytes[start] as number)) start++
      // A line end that ends segments ends none on an empty line.
      if (start < end || !blankTerminator) {
        if (row > 0 && beginsHead(bytes, start, length)) break
        while ((positions[first] as number) < start) first++
        const mark = positions[first] as number
        const simple = kinds[bytes[mark] as number] === elementKind
        rows[row + startColumn] = start
        rows[row + endColumn] = end
        rows[row + firstColumn] = first
        rows[row + lastColumn] = last
        rows[row + tagColumn] = tagNumberAt(bytes, start, simple ? mark : this.#tagEnd(bytes, first, last, end))
        rows[row + oddColumn] = odd
        row += rowSize
      }
      start = end + 1 + tailBytes
      first = last + 1
      odd = 0
      this.#mark = first
      this.#stop = stop
    }
    return row / rowSize
  }

  /** The tag ends at the first mark, unless something is very wrong. */
  #tagEnd(bytes: Uint8Array, first: number, last: number, end: number): number {
    const { positions } = this.#marks
    for (let mark = first; mark < last; mark++) {
      const position = positions[mark] as number
      const kind = this.kinds[bytes[position] as number]
      if (kind === elementKind) return position
      if (kind === releaseKind && mark + 1 < last && positions[mark + 1] === position + 1) mark++
    }
    return end
  }

  #tailFollows(bytes: Uint8Array, from: number, length: number): boolean {
    const tail = (this.#delimiters as Delimiters).terminatorTail
    return from + tail.length <= length && tail.every((byte, at) => bytes[from + at] === byte)
  }
}
