import { BegunSegment } from './begun-segment.ts'
import { type Delimiters, detectDelimiters, edifactDefaults, type Standard, startsWith } from './delimiters.ts'
import { beginsHead, guessDelimiters, nextHead } from './find-head.ts'
import { Garbage } from './garbage.ts'
import { endColumn, rowSize, startColumn, tagColumn } from './row-columns.ts'
import { Segment } from './segment.ts'
import { SegmentRows } from './segment-rows.ts'
import { isBlank } from './service-bytes.ts'
import type { TagTable } from './tag-table.ts'
import { borrowWindow, giveBack } from './wasm-window.ts'

/** What can be wrong below the level of segments. */
export type SyntaxFault = 'headerNotFixed' | 'notEdi' | 'trailingData' | 'noTerminator' | 'segmentTooLong' | 'empty'

export interface SegmentSink {
  /** The view is good until this returns. */
  segment(segment: Segment): void
  /** So many that `wanted` leaves out. */
  passed(count: number): void
  fault(code: SyntaxFault, at: number, found: string): void
  /** From here on the segments are of this standard. */
  standard(standard: Standard): void
}

export interface SegmentOptions {
  /** A longer segment is passed over, so that memory stays bounded. */
  mostSegmentBytes?: number
  /** For bytes above 127 where the interchange does not say; a label of TextDecoder. */
  encoding?: string
}

/** Bytes of a chunk that are added at once to a segment begun in another. */
const leastAppended = 256

/**
 * Cuts a stream of bytes into segments: pushed in chunks of any size, one segment at a time, without a copy except for the
 * segment that runs over the end of a chunk. Knows where an interchange begins and takes the separators from there; knows
 * nothing of what segments mean.
 */
export class SegmentReader {
  readonly #sink: SegmentSink
  readonly #mostBytes: number
  readonly #rows = new SegmentRows()
  readonly #view = new Segment(new Uint8Array(0), edifactDefaults)
  readonly #begun = new BegunSegment()
  readonly #garbage = new Garbage()
  /** Where the bytes not yet done with begin in the stream. */
  #offset = 0
  #number = 0
  #lastAt = 0
  #tailBytes = 0
  /** Between interchanges, where an interchange or garbage may follow. */
  #outside = true
  #skipping = false
  #sawInterchange = false
  #sawAnything = false
  /** The head is known, its segment not yet read whole; behind a UNA its UNB follows, with the separators the UNA gave. */
  #entered = false
  /** While it is there, segments of other tags are only counted. */
  wanted: TagTable<true> | undefined
  /** Whether what follows must be looked at anew: other separators, or another interchange. */
  #turned = false

  constructor(sink: SegmentSink, { mostSegmentBytes = 16 * 1024 * 1024, encoding = 'utf-8' }: SegmentOptions = {}) {
    this.#sink = sink
    this.#mostBytes = mostSegmentBytes
    this.#view.encoding = encoding
  }

  /** The encoding of what follows: the envelope's head says it. */
  set encoding(label: string) {
    this.#view.encoding = label
  }

  /** Of the last segment before those that are being told: how many there were, and where it begins in the stream. */
  get lastNumber(): number {
    return this.#number
  }

  get lastAt(): number {
    return this.#lastAt
  }

  /** Separators that only the head's content tells, as syntax version 4 does. */
  use(delimiters: Delimiters): void {
    this.#turned = true
    this.#rows.use(delimiters)
    this.#view.separatedBy(delimiters, this.#rows.kinds)
    this.#tailBytes = delimiters.terminatorTail.length
    this.#sink.standard(delimiters.standard)
  }

  /** The interchange has ended: the next one brings its own separators. */
  leave(): void {
    this.#turned = true
    this.#outside = true
  }

  push(chunk: Uint8Array): void {
    // Always the same class, so that the loop over the bytes is compiled for one.
    let ahead = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    while (this.#begun.length > 0 && ahead.length > 0) ahead = this.#complete(ahead)
    if (ahead.length > 0) this.#work(ahead, ahead.length, false)
  }

  /** Nothing follows. */
  end(): void {
    if (this.#begun.length > 0) this.#workOnBegun(true)
    this.#tellGarbage()
    if (!this.#sawAnything) this.#sink.fault('empty', 0, '')
  }

  /** Up to the first terminator the chunk belongs to the begun segment; answers what lies behind. */
  #complete(ahead: Uint8Array): Uint8Array<ArrayBuffer> {
    const begun = this.#begun
    const before = begun.length
    // Not all of a chunk is copied for the end of a short segment.
    const own = this.#outside ? ahead.length : Math.min(ahead.length, Math.max(leastAppended, before))
    begun.append(ahead.subarray(0, own))
    const end = this.#outside ? begun.length : this.#rows.closing(begun.bytes, before, begun.length)
    if (end >= 0) {
      begun.length = end
      this.#workOnBegun(false)
    } else if (begun.length > this.#mostBytes) this.#dropLongSegment()
    return ahead.subarray(end < 0 ? own : end - before) as Uint8Array<ArrayBuffer>
  }

  /** The begun segment is worked on where it lies; what remains of it is moved to its beginning. */
  #workOnBegun(last: boolean): void {
    const { length } = this.#begun
    this.#begun.length = 0
    this.#work(this.#begun.bytes, length, last)
  }

  /** `#offset` is where `bytes` begin in the stream; afterwards where what remains begins. */
  #work(bytes: Uint8Array, length: number, last: boolean): void {
    this.#view.lookAt(bytes, this.#offset)
    this.#rows.forget()
    const quick = borrowWindow()
    this.#rows.quick = quick
    let used: number
    try {
      used = this.#segmentsOf(bytes, length, last)
    } finally {
      if (quick) giveBack(quick)
    }
    this.#offset += used
    if (used === length) return
    if (bytes === this.#begun.bytes) this.#begun.keepFrom(used, length)
    else this.#begun.append(bytes.subarray(used, length))
  }

  /** Returns how many bytes are done with. */
  #segmentsOf(bytes: Uint8Array, length: number, last: boolean): number {
    let at = 0
    while (true) {
      while (at < length && isBlank(bytes[at] as number)) at++
      if (at >= length) return length
      this.#sawAnything = true
      if (!this.#entered && (this.#outside || beginsHead(bytes, at, length))) {
        const begun = this.#enter(bytes, at, length, last)
        if (begun === 'more') return at
        if (begun < 0) {
          at = ~begun
          continue
        }
        at = begun
        while (at < length && isBlank(bytes[at] as number)) at++
        if (at >= length) return length
      }
      const found = this.#rows.fill(bytes, at, length)
      if (found === 0) return last ? this.#unterminated(bytes, at, length) : this.#unended(at, length)
      at = this.#give(found) + 1 + this.#tailBytes
    }
  }

  /**
   * At the head of an interchange: takes its separators and answers where its first segment begins. Where none begins, the
   * complement (`~`) of where to go on; where bytes are wanting, `more`.
   */
  #enter(bytes: Uint8Array, at: number, length: number, last: boolean): number | 'more' {
    const detected = detectDelimiters(bytes, at, length, last)
    if (detected === 'more') return 'more'
    if (!detected) return this.#outside ? this.#withoutHead(bytes, at, length, last) : at
    this.#begin(detected.delimiters)
    if (!detected.fixed) this.#sink.fault('headerNotFixed', this.#offset + at, '')
    return at + detected.skip
  }

  #begin(delimiters: Delimiters): void {
    this.#tellGarbage()
    this.use(delimiters)
    this.#outside = false
    this.#sawInterchange = true
    this.#entered = true
  }

  /** A group or message without its interchange is read all the same; anything else is garbage up to the next head. */
  #withoutHead(bytes: Uint8Array, at: number, length: number, last: boolean): number | 'more' {
    if (at === 0 && this.#offset === 0 && startsWith(bytes, at, '\u00ef\u00bb\u00bf')) return ~(at + 3)
    if (length - at < 4 && !last) return 'more'
    const guessed = guessDelimiters(bytes, at, length)
    if (guessed) {
      this.#begin(guessed)
      return at
    }
    const next = nextHead(bytes, at + 1, length)
    this.#garbage.gather(bytes, at, next, this.#offset + at)
    return ~next
  }

  #tellGarbage(): void {
    const { at, text } = this.#garbage
    if (at === undefined) return
    this.#sink.fault(this.#sawInterchange ? 'trailingData' : 'notEdi', at, text)
    this.#garbage.clear()
  }

  /** The segments of the first rows, up to one behind which something else may follow; answers where the last given ends. */
  #give(found: number): number {
    const { marks, rows } = this.#rows
    const [view, sink] = [this.#view, this.#sink]
    const passed = this.#skipping ? 1 : 0
    this.#skipping = false
    this.#entered = false
    this.#turned = false
    view.laidOut(marks, rows, this.#number + 1 - passed)
    let row = passed
    while (row < found && !this.#turned) {
      if (this.wanted !== undefined) {
        const next = wantedFrom(this.wanted, rows, row, found)
        if (next > row) {
          sink.passed(next - row)
          row = next
          if (row === found) break
        }
      }
      view.moveTo(row++)
      sink.segment(view)
    }
    this.#number += row - passed
    if (row < found) this.#rows.forget()
    const last = (row - 1) * rowSize
    this.#lastAt = this.#offset + (rows[last + startColumn] as number)
    return rows[last + endColumn] as number
  }

  #unterminated(bytes: Uint8Array, at: number, length: number): number {
    let end = length
    while (end > at && isBlank(bytes[end - 1] as number)) end--
    if (this.#skipping) return length
    this.#rows.fillLast(bytes, at, end)
    this.#give(1)
    // Behind the end of an interchange nothing is lost with it.
    if (!this.#outside) this.#sink.fault('noTerminator', this.#offset + at, '')
    return length
  }

  /** The rest of it may come with the next chunk. */
  #unended(at: number, length: number): number {
    if (length - at <= this.#mostBytes) return at
    this.#tooLong(at)
    return length
  }

  #tooLong(at: number): void {
    if (!this.#skipping) this.#sink.fault('segmentTooLong', this.#offset + at, String(this.#mostBytes))
    this.#skipping = true
  }

  #dropLongSegment(): void {
    this.#tooLong(0)
    this.#offset += this.#begun.length
    this.#begun.length = 0
  }
}

/** The next of the rows that is wanted. */
function wantedFrom(wanted: TagTable<true>, rows: Int32Array, row: number, found: number): number {
  let next = row
  while (next < found && !wanted.has(rows[next * rowSize + tagColumn] as number)) next++
  return next
}
