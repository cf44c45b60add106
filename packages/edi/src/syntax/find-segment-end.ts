import type { Delimiters } from './delimiters.ts'
import { type MarkServiceBytes, markerFor, mostMarked, ServiceMarks } from './mark-service-bytes.ts'
import { type Kinds, kindsOf, releaseKind, terminatorKind } from './service-bytes.ts'

/** Marked at once: small enough to stay in the nearest caches together with its marks. */
const windowBytes = mostMarked
/** For a segment that is longer than what was marked. */
const growth = 4

/** Finds where segments end, over marks of service bytes that are made for many segments at once. */
export class SegmentEnds {
  kinds: Kinds = new Uint8Array(256)
  /** Of the segment found: its first mark, and its terminator's or, where it has none, one behind the last. */
  first = 0
  last = 0
  /** Whether no byte of it is released or above 127. */
  plain = true
  readonly #marks = new ServiceMarks()
  #cursor = 0
  #stopCursor = 0
  #markedFrom = 0
  #markedTo = -1
  #delimiters: Delimiters | undefined
  #markServiceBytes: MarkServiceBytes | undefined

  /** Where service bytes stand in the bytes looked at. */
  get marks(): Int32Array {
    return this.#marks.positions
  }

  use(delimiters: Delimiters): void {
    this.kinds = kindsOf(delimiters)
    this.#delimiters = delimiters
    this.#markServiceBytes = markerFor(delimiters, this.kinds)
    this.forget()
  }

  /** The bytes are others now. */
  forget(): void {
    this.#markedTo = -1
  }

  /** Where the terminator stands of the segment that begins at `at`, or -1; afterwards only later ones may be asked for. */
  find(bytes: Uint8Array, at: number, length: number): number {
    if (at >= this.#markedTo) this.#mark(bytes, at, Math.min(length, at + windowBytes))
    while (true) {
      const end = this.#search(bytes, at, length)
      if (end >= 0 || this.#markedTo === length) return end
      const reach = this.#markedFrom === at ? growth * (this.#markedTo - at) : windowBytes
      this.#mark(bytes, at, Math.min(length, at + reach))
    }
  }

  /** Whether the byte at `at` ends a segment: it may be released, or belong to another character. */
  closes(bytes: Uint8Array, at: number): boolean {
    const { terminator, terminatorTail, release } = this.#delimiters as Delimiters
    const first = at - terminatorTail.length
    if (first < 0 || bytes[first] !== terminator || !this.#tailFollows(bytes, first + 1, at + 1)) return false
    let releases = 0
    while (release >= 0 && bytes[first - 1 - releases] === release) releases++
    return releases % 2 === 0
  }

  #mark(bytes: Uint8Array, from: number, to: number): void {
    this.#markedFrom = from
    this.#markedTo = to
    this.#cursor = 0
    this.#stopCursor = 0
    this.#marks.clear()
    const mark = this.#markServiceBytes as MarkServiceBytes
    for (let at = from; at < to; at += windowBytes) {
      this.#marks.reserve(windowBytes)
      mark(bytes, at, Math.min(to, at + windowBytes), this.#marks)
    }
  }

  #search(bytes: Uint8Array, at: number, length: number): number {
    const { positions, stops, count, stopCount } = this.#marks
    let first = this.#cursor
    let stop = this.#stopCursor
    let plain = true
    // Line ends between segments, where these are service bytes too, and what else follows a terminator.
    while (first < count && (positions[first] as number) < at) first++
    while (stop < stopCount && (stops[stop] as number) < first) stop++
    this.first = first
    while (stop < stopCount) {
      const mark = stops[stop++] as number
      const position = positions[mark] as number
      const kind = this.kinds[bytes[position] as number] as number
      if (kind === terminatorKind && this.#tailFollows(bytes, position + 1, length)) {
        this.last = mark
        this.plain = plain
        this.#cursor = mark + 1
        this.#stopCursor = stop
        return position
      }
      plain = false
      const released = kind === releaseKind && mark + 1 < count && positions[mark + 1] === position + 1
      if (released && stops[stop] === mark + 1) stop++
    }
    this.last = count
    this.plain = plain
    return -1
  }

  #tailFollows(bytes: Uint8Array, from: number, length: number): boolean {
    const tail = (this.#delimiters as Delimiters).terminatorTail
    if (tail.length === 0) return true
    return from + tail.length <= length && tail.every((byte, at) => bytes[from + at] === byte)
  }
}
