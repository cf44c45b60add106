import {
  type Delimiters,
  detectDelimiters,
  edifactDefaults,
  type Standard,
  startsWith,
  x12Defaults,
} from './delimiters.ts'
import { Segment } from './segment.ts'

/** What can be wrong below the level of segments. */
export type SyntaxFault = 'headerNotFixed' | 'notEdi' | 'trailingData' | 'noTerminator' | 'segmentTooLong' | 'empty'

export interface SegmentSink {
  /** The view is good until this returns. */
  segment(segment: Segment): void
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

const elementKind = 1
const terminatorKind = 2
const releaseKind = 3
const highKind = 4
const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
const mostShown = 40
const nothing = new Uint8Array(0)
/** A head may be this long before its separators are known (delimiters.ts). */
const headTags = ['ISA', 'UNA', 'UNB']

/**
 * Cuts a stream of bytes into segments: pushed in chunks of any size, one segment at a time, without a copy except for the
 * segment that runs over the end of a chunk. Knows where an interchange begins and takes the separators from there; knows
 * nothing of what segments mean.
 */
export class SegmentReader {
  readonly #sink: SegmentSink
  readonly #mostBytes: number
  readonly #view: Segment
  readonly #kinds = new Uint8Array(256)
  /** The begun segment of the chunks before. */
  #rest: Uint8Array = nothing
  #restLength = 0
  /** Where the bytes not yet done with begin in the stream. */
  #offset = 0
  #number = 0
  #delimiters: Delimiters | undefined
  /** Between interchanges, where an interchange or garbage may follow. */
  #outside = true
  #skipping = false
  /** Of the terminator, behind its first byte. */
  #tail: readonly number[] = []
  #garbage: { at: number; text: string } | undefined
  #sawInterchange = false
  #sawAnything = false
  /** The head is known, its segment not yet read whole; behind a UNA its UNB follows, with the separators the UNA gave. */
  #entered = false

  constructor(sink: SegmentSink, { mostSegmentBytes = 16 * 1024 * 1024, encoding = 'utf-8' }: SegmentOptions = {}) {
    this.#sink = sink
    this.#mostBytes = mostSegmentBytes
    this.#view = new Segment(nothing, new Int32Array(64), edifactDefaults)
    this.#view.encoding = encoding
  }

  /** The encoding of what follows: the envelope's head says it. */
  set encoding(label: string) {
    this.#view.encoding = label
  }

  /** Separators that only the head's content tells, as syntax version 4 does. */
  use(delimiters: Delimiters): void {
    this.#delimiters = delimiters
    this.#tail = delimiters.terminatorTail
    this.#kinds.fill(0).fill(highKind, 128)
    this.#kinds[delimiters.element] = elementKind
    if (delimiters.release >= 0) this.#kinds[delimiters.release] = releaseKind
    this.#kinds[delimiters.terminator] = terminatorKind
    this.#view.delimiters = delimiters
    this.#sink.standard(delimiters.standard)
  }

  /** The interchange has ended: the next one brings its own separators. */
  leave(): void {
    this.#outside = true
  }

  push(chunk: Uint8Array): void {
    // Always the same class, so that the loop over the bytes is compiled for one.
    let ahead = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    while (this.#restLength > 0 && ahead.length > 0) {
      // Up to the first terminator the chunk belongs to the begun segment.
      const terminator = this.#delimiters && !this.#outside ? ahead.indexOf(this.#lastByte()) : -1
      const own = terminator < 0 ? ahead.length : terminator + 1
      this.#append(ahead.subarray(0, own))
      ahead = ahead.subarray(own)
      if (terminator >= 0 || this.#outside) this.#workOnRest(false)
      else if (this.#restLength > this.#mostBytes) this.#dropLongSegment()
    }
    if (ahead.length > 0) this.#work(ahead, ahead.length, false)
  }

  /** Nothing follows. */
  end(): void {
    if (this.#restLength > 0) this.#workOnRest(true)
    this.#tellGarbage()
    if (!this.#sawAnything) this.#sink.fault('empty', 0, '')
  }

  #lastByte = () => this.#tail.at(-1) ?? (this.#delimiters?.terminator as number)

  #append(chunk: Uint8Array): void {
    const needed = this.#restLength + chunk.length
    if (needed > this.#rest.length) {
      const larger = new Uint8Array(Math.max(256, 2 * needed))
      larger.set(this.#rest.subarray(0, this.#restLength))
      this.#rest = larger
    }
    this.#rest.set(chunk, this.#restLength)
    this.#restLength = needed
  }

  /** The rest is worked on where it lies; what remains of it is moved to its beginning. */
  #workOnRest(last: boolean): void {
    const [rest, length] = [this.#rest, this.#restLength]
    this.#restLength = 0
    this.#work(rest, length, last)
  }

  /** `#offset` is where `bytes` begin in the stream; afterwards where what remains begins. */
  #work(bytes: Uint8Array, length: number, last: boolean): void {
    this.#view.lookAt(bytes, this.#offset)
    const used = this.#segmentsOf(bytes, length, last)
    this.#offset += used
    if (used === length) return
    if (bytes === this.#rest) {
      bytes.copyWithin(0, used, length)
      this.#restLength = length - used
    } else this.#append(bytes.subarray(used, length))
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
      const end = this.#scan(bytes, at, length)
      if (end < 0) {
        if (!last) {
          if (length - at <= this.#mostBytes) return at
          this.#tooLong(at)
          return length
        }
        this.#unterminated(bytes, at, length)
        return length
      }
      if (this.#skipping) this.#skipping = false
      else this.#give()
      at = end + 1 + this.#tail.length
    }
  }

  /**
   * At the head of an interchange: takes its separators and answers where its first segment begins. Where none begins, the
   * complement (`~`) of where to go on; where bytes are wanting, `more`.
   */
  #enter(bytes: Uint8Array, at: number, length: number, last: boolean): number | 'more' {
    const detected = detectDelimiters(bytes, at, length, last)
    if (detected === 'more') return 'more'
    if (detected) {
      this.#tellGarbage()
      this.use(detected.delimiters)
      if (!detected.fixed) this.#sink.fault('headerNotFixed', this.#offset + at, '')
      this.#outside = false
      this.#sawInterchange = true
      this.#entered = true
      return at + detected.skip
    }
    if (!this.#outside) return at
    return this.#withoutHead(bytes, at, length, last)
  }

  /** A group or message without its interchange is read all the same; anything else is garbage up to the next head. */
  #withoutHead(bytes: Uint8Array, at: number, length: number, last: boolean): number | 'more' {
    if (at === 0 && this.#offset === 0 && startsWith(bytes, at, '\u00ef\u00bb\u00bf')) return ~(at + 3)
    if (length - at < 4 && !last) return 'more'
    const guessed = guessDelimiters(bytes, at, length)
    if (guessed) {
      this.#tellGarbage()
      this.use(guessed)
      this.#outside = false
      this.#entered = true
      this.#sawInterchange = true
      return at
    }
    const next = nextHead(bytes, at + 1, length)
    this.#gather(bytes, at, next)
    return ~next
  }

  /** Its beginning is shown to people: without blanks, so that it is the same in whatever chunks it came. */
  #gather(bytes: Uint8Array, from: number, to: number): void {
    this.#garbage ??= { at: this.#offset + from, text: '' }
    const text = Buffer.from(bytes.subarray(from, Math.min(to, from + 200))).toString('latin1')
    if (this.#garbage.text.length < mostShown)
      this.#garbage.text = (this.#garbage.text + text.replace(/\s+/g, '')).slice(0, mostShown)
  }

  #tellGarbage(): void {
    if (!this.#garbage) return
    this.#sink.fault(this.#sawInterchange ? 'trailingData' : 'notEdi', this.#garbage.at, this.#garbage.text)
    this.#garbage = undefined
  }

  /** Finds the segment's elements; answers where its terminator stands, or -1. The one loop that touches every byte. */
  #scan(bytes: Uint8Array, at: number, length: number): number {
    const kinds = this.#kinds
    let starts = this.#view.starts
    let size = 1
    let plain = true
    starts[0] = at
    for (let i = at; i < length; i++) {
      const kind = kinds[bytes[i] as number]
      if (kind === 0) continue
      if (kind === elementKind) {
        if (size + 2 > starts.length) starts = this.#widen()
        starts[size++] = i + 1
      } else if (kind === terminatorKind) {
        if (this.#tail.length > 0 && !this.#tailFollows(bytes, i + 1, length)) {
          plain = false
          continue
        }
        starts[size] = i + 1
        this.#view.size = size
        this.#view.plain = plain
        return i
      } else {
        plain = false
        if (kind === releaseKind) i++
      }
    }
    starts[size] = length + 1
    this.#view.size = size
    this.#view.plain = plain
    return -1
  }

  #tailFollows(bytes: Uint8Array, from: number, length: number): boolean {
    return from + this.#tail.length <= length && this.#tail.every((byte, at) => bytes[from + at] === byte)
  }

  #widen(): Int32Array {
    const wider = new Int32Array(2 * this.#view.starts.length)
    wider.set(this.#view.starts)
    this.#view.starts = wider
    return wider
  }

  #give(): void {
    this.#entered = false
    this.#view.moved(++this.#number)
    this.#sink.segment(this.#view)
  }

  #unterminated(bytes: Uint8Array, at: number, length: number): void {
    let end = length
    while (end > at && isBlank(bytes[end - 1] as number)) end--
    this.#scan(bytes, at, end)
    if (this.#skipping) return
    this.#give()
    // Behind the end of an interchange nothing is lost with it.
    if (!this.#outside) this.#sink.fault('noTerminator', this.#offset + at, '')
  }

  #tooLong(at: number): void {
    if (!this.#skipping) this.#sink.fault('segmentTooLong', this.#offset + at, String(this.#mostBytes))
    this.#skipping = true
  }

  #dropLongSegment(): void {
    this.#tooLong(0)
    this.#offset += this.#restLength
    this.#restLength = 0
  }
}

const letterA = 0x41
const letterB = 0x42
const letterI = 0x49
const letterS = 0x53
const letterU = 0x55
const letterN = 0x4e
/** Cheap, since it is asked of every segment: `ISA`, `UNA`, `UNB`, or too few bytes to say. */
function beginsHead(bytes: Uint8Array, at: number, length: number): boolean {
  const first = bytes[at]
  if (first !== letterI && first !== letterU) return false
  if (at + 2 >= length) return true
  const third = bytes[at + 2]
  return first === letterI
    ? bytes[at + 1] === letterS && third === letterA
    : bytes[at + 1] === letterN && (third === letterA || third === letterB)
}

/** Where the next head might begin; the end, less what could be the begin of one, where there is none. */
function nextHead(bytes: Uint8Array, from: number, length: number): number {
  for (let i = from; i < length; i++) {
    if (bytes[i] !== letterI && bytes[i] !== letterU) continue
    if (headTags.some((tag) => startsWith(bytes, i, tag.slice(0, Math.min(3, length - i))))) return i
  }
  return length
}

/** GS, ST, UNG or UNH without an interchange: the separators are the usual ones, or those the segment shows. */
function guessDelimiters(bytes: Uint8Array, at: number, length: number): Delimiters | undefined {
  if (startsWith(bytes, at, 'UNH+') || startsWith(bytes, at, 'UNG+')) return edifactDefaults
  if (!startsWith(bytes, at, 'GS') && !startsWith(bytes, at, 'ST')) return undefined
  const element = bytes[at + 2] as number
  if (!/[^0-9A-Za-z\s]/.test(String.fromCharCode(element))) return undefined
  const head = Buffer.from(bytes.subarray(at, Math.min(length, at + 200))).toString('latin1')
  const separator = String.fromCharCode(element)
  const terminator = [...head.slice(3)].find(
    (character) => character !== separator && /[^0-9A-Za-z .,:;_/@#&()-]/.test(character),
  )
  return { ...x12Defaults, element, terminator: terminator?.charCodeAt(0) ?? x12Defaults.terminator }
}
