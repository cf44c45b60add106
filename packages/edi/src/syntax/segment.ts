import type { Delimiters } from './delimiters.ts'

const blank = 0x20
const highByte = /[\u0080-\u00ff]/
const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  let decoder = decoders.get(encoding)
  if (decoder === undefined) {
    decoder = new TextDecoder(encoding)
    decoders.set(encoding, decoder)
  }
  return decoder
}

/**
 * One segment: a view on the bytes it was read from. The reader hands out the same view again and again, so whoever wants to
 * keep one calls `keep()`. Elements count from 1, as the standards number them (`text(3)` is BEG03); 0 is the tag. Components
 * and repetitions count from 1 too. What is not there is the empty text.
 */
export class Segment {
  bytes: Uint8Array
  /** The same bytes as the class that makes texts of them. */
  #buffer: Buffer
  /** Where each element begins in `bytes`; behind the last, one past the terminator. */
  starts: Int32Array
  /** Number of elements, the tag counted. */
  size = 0
  /** Where `bytes[0]` stands in the stream. */
  base = 0
  /** 1 for the first segment of the stream. */
  number = 0
  delimiters: Delimiters
  /** True where no byte is released or above 127: its texts are its bytes. */
  plain = true
  /** A label of TextDecoder for bytes above 127. */
  encoding = 'utf-8'
  #latin1: string | undefined

  constructor(bytes: Uint8Array, starts: Int32Array, delimiters: Delimiters) {
    this.bytes = bytes
    this.#buffer = bufferOn(bytes)
    this.starts = starts
    this.delimiters = delimiters
  }

  /** Called by the reader when the next bytes are looked at. */
  lookAt(bytes: Uint8Array, base: number): void {
    this.bytes = bytes
    this.#buffer = bufferOn(bytes)
    this.base = base
  }

  /** Called by the reader when the view moved on. */
  moved(number: number): void {
    this.number = number
    this.#latin1 = undefined
  }

  get tag(): string {
    return this.raw(0)
  }

  /** Byte offset in the stream at which the segment or one of its elements begins. */
  at(element = 0): number {
    // One that is not there would begin where the segment ends.
    const start = this.starts[Math.min(element, this.size)] as number
    return this.base + (element < this.size ? start : start - 1)
  }

  /** The element as it stands, service characters and all; bytes above 127 one character each. */
  raw(element: number): string {
    if (element >= this.size) return ''
    const from = this.starts[0] as number
    return this.#text().substring(
      (this.starts[element] as number) - from,
      (this.starts[element + 1] as number) - 1 - from,
    )
  }

  /** The text of a component, released and decoded; of the first where none is named. */
  text(element: number, component = 1, repetition = 1): string {
    const raw = this.#repetition(element, repetition)
    return raw === '' ? raw : this.#said(nth(raw, this.delimiters.component, this.#release(), component))
  }

  /** Whether a simple element says exactly this, blanks around it aside; makes no text, which a million segments would feel. */
  says(element: number, text: string): boolean {
    if (element >= this.size) return text === ''
    const { bytes, starts } = this
    let from = starts[element] as number
    let to = (starts[element + 1] as number) - 1
    while (from < to && bytes[from] === blank) from++
    while (from < to && bytes[to - 1] === blank) to--
    if (to - from !== text.length) return false
    for (let at = 0; at < text.length; at++) if (bytes[from + at] !== text.charCodeAt(at)) return false
    return true
  }

  /** How often an element is repeated; 0 for one that is not there. */
  repetitions(element: number): number {
    const raw = this.raw(element)
    return raw === '' ? 0 : cut(raw, this.delimiters.repetition, this.#release()).length
  }

  components(element: number, repetition = 1): string[] {
    const raw = this.#repetition(element, repetition)
    return raw === '' ? [] : this.#componentsOf(raw)
  }

  /** Every element as repetitions of components; the writer takes it back. */
  elements(): string[][][] {
    return Array.from({ length: this.size - 1 }, (_, at) =>
      cut(this.raw(at + 1), this.delimiters.repetition, this.#release()).map((one) => this.#componentsOf(one)),
    )
  }

  /** A copy of its own that stays as it is. */
  keep(): Segment {
    const from = this.starts[0] as number
    const to = this.starts[this.size] as number
    const starts = this.starts.slice(0, this.size + 1)
    for (let i = 0; i < starts.length; i++) starts[i] = (starts[i] as number) - from
    const kept = new Segment(this.bytes.slice(from, to), starts, this.delimiters)
    kept.size = this.size
    kept.base = this.base + from
    kept.number = this.number
    kept.encoding = this.encoding
    kept.plain = this.plain
    return kept
  }

  #text(): string {
    const known = this.#latin1
    if (known !== undefined) return known
    const text = this.#buffer.toString('latin1', this.starts[0] as number, (this.starts[this.size] as number) - 1)
    this.#latin1 = text
    return text
  }

  #repetition(element: number, repetition: number): string {
    const raw = this.raw(element)
    return this.delimiters.repetition < 0 && repetition === 1
      ? raw
      : nth(raw, this.delimiters.repetition, this.#release(), repetition)
  }

  #componentsOf(raw: string): string[] {
    const parts = cut(raw, this.delimiters.component, this.#release())
    return this.plain ? parts : parts.map((one) => this.#said(one))
  }

  /** -1 where nothing in this segment is released, which is nearly always. */
  #release(): number {
    return this.plain ? -1 : this.delimiters.release
  }

  #said(raw: string): string {
    if (this.plain) return raw
    const { release } = this.delimiters
    const text = release >= 0 && raw.includes(String.fromCharCode(release)) ? released(raw, release) : raw
    return highByte.test(text) ? decoderOf(this.encoding).decode(Buffer.from(text, 'latin1')) : text
  }
}

const bufferOn = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function released(raw: string, release: number): string {
  let text = ''
  let from = 0
  for (let i = 0; i < raw.length; i++)
    if (raw.charCodeAt(i) === release) {
      text += raw.slice(from, i)
      from = i + 1
      i++
    }
  return text + raw.slice(from)
}

/** Parts between separators that are not released. */
function cut(raw: string, separator: number, release: number): string[] {
  if (separator < 0) return [raw]
  if (release < 0) return raw.split(String.fromCharCode(separator))
  const parts: string[] = []
  let from = 0
  for (let i = 0; i < raw.length; i++) {
    const byte = raw.charCodeAt(i)
    if (byte === release) i++
    else if (byte === separator) {
      parts.push(raw.slice(from, i))
      from = i + 1
    }
  }
  parts.push(raw.slice(from))
  return parts
}

function nth(raw: string, separator: number, release: number, position: number): string {
  if (separator < 0) return position === 1 ? raw : ''
  if (release >= 0) return cut(raw, separator, release)[position - 1] ?? ''
  const character = String.fromCharCode(separator)
  let from = 0
  for (let at = 1; at < position; at++) {
    from = raw.indexOf(character, from) + 1
    if (from === 0) return ''
  }
  const to = raw.indexOf(character, from)
  return to < 0 ? raw.slice(from) : raw.slice(from, to)
}
