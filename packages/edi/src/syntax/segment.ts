import type { Delimiters } from './delimiters.ts'
import { componentKind, elementKind, type Kinds, kindsOf, releaseKind, repetitionKind } from './service-bytes.ts'
import { cut, decoded, nth, released } from './split-text.ts'
import { tagNumberAt, tagText } from './tags.ts'
import { TextWindow } from './text-window.ts'

const blank = 0x20

/**
 * One segment: a view on the bytes it was read from. The reader hands out the same view again and again, so whoever wants to
 * keep one calls `keep()`. Elements count from 1, as the standards number them (`text(3)` is BEG03); 0 is the tag. Components
 * and repetitions count from 1 too. What is not there is the empty text.
 */
export class Segment {
  bytes: Uint8Array
  /** Where `bytes[0]` stands in the stream. */
  base = 0
  /** 1 for the first segment of the stream. */
  number = 0
  delimiters: Delimiters
  /** A label of TextDecoder for bytes above 127. */
  encoding = 'utf-8'
  /** Where it begins in `bytes`. */
  start = 0
  /** Where its terminator stands in `bytes`; the end of the bytes where none came. */
  end = 0
  /** True where no byte is released or above 127: its texts are its bytes. */
  plain = true
  /** Its tag as a number (tags.ts); 0 where it is none. */
  tagNumber = 0
  #kinds: Kinds
  /** Where service bytes stand in `bytes`, and which of them are this segment's. */
  #marks: Int32Array
  #firstMark = 0
  #lastMark = 0
  /** For each element the index of the mark before it; behind the last, the last mark. Found when first asked for. */
  #before: Int32Array = new Int32Array(32)
  #size = 0
  readonly #window = new TextWindow()

  constructor(bytes: Uint8Array, marks: Int32Array, delimiters: Delimiters, kinds: Kinds = kindsOf(delimiters)) {
    this.bytes = bytes
    this.#marks = marks
    this.delimiters = delimiters
    this.#kinds = kinds
  }

  /** Called by the reader when the next bytes are looked at. */
  lookAt(bytes: Uint8Array, base: number): void {
    this.bytes = bytes
    this.base = base
    this.#window.close()
  }

  /** Called by the reader when the separators change. */
  separatedBy(delimiters: Delimiters, kinds: Kinds): void {
    this.delimiters = delimiters
    this.#kinds = kinds
  }

  /** Called by the reader when the view moves on. */
  moveTo(number: number, start: number, end: number, plain: boolean): void {
    this.number = number
    this.start = start
    this.end = end
    this.plain = plain
    this.#size = 0
  }

  /** Called by the reader: the service bytes between its begin and its end. */
  marked(marks: Int32Array, first: number, last: number): void {
    this.#marks = marks
    this.#firstMark = first
    this.#lastMark = last
    this.tagNumber = tagNumberAt(this.bytes, this.start, this.#tagEnd())
  }

  /** Number of elements, the tag counted. */
  get size(): number {
    return this.#size === 0 ? this.#findElements() : this.#size
  }

  get tag(): string {
    return this.tagNumber === 0 ? this.raw(0) : tagText(this.tagNumber)
  }

  /** Byte offset in the stream at which the segment or one of its elements begins. */
  at(element = 0): number {
    // One that is not there would begin where the segment ends.
    return this.base + (element < this.size ? this.#startOf(element) : this.end)
  }

  /** The element as it stands, service characters and all; bytes above 127 one character each. */
  raw(element: number): string {
    return element < this.size ? this.#textOf(this.#startOf(element), this.#endOf(element)) : ''
  }

  /** The text of a component, released and decoded; of the first where none is named. */
  text(element: number, component = 1, repetition = 1): string {
    if (element >= this.size) return ''
    if (this.plain) return this.#plainText(element, component, repetition)
    const raw = this.#repetition(element, repetition)
    return raw === '' ? raw : this.#said(nth(raw, this.delimiters.component, this.delimiters.release, component))
  }

  /** Whether a simple element says exactly this, blanks around it aside; makes no text, which a million segments would feel. */
  says(element: number, text: string): boolean {
    if (element >= this.size) return text === ''
    const { bytes } = this
    let from = this.#startOf(element)
    let to = this.#endOf(element)
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

  /**
   * Every text in order, empty ones too: for who wants them all, several times as fast as to ask for each or for `elements()`.
   */
  eachText(take: (text: string, element: number, component: number, repetition: number) => void): void {
    const { bytes, end } = this
    const [kinds, marks, last] = [this.#kinds, this.#marks, this.#lastMark]
    let [element, component, repetition] = [0, 1, 1]
    let from = this.start
    let said = true
    for (let mark = this.#firstMark; mark <= last; mark++) {
      const to = mark < last ? (marks[mark] as number) : end
      const kind = mark < last ? (kinds[bytes[to] as number] as number) : elementKind
      if (kind > repetitionKind) {
        said = false
        if (kind === releaseKind && mark + 1 < last && marks[mark + 1] === to + 1) mark++
        continue
      }
      if (element === 0) {
        if (kind !== elementKind) continue
      } else {
        const text = this.#textOf(from, to)
        take(said ? text : this.#said(text), element, component, repetition)
      }
      said = true
      from = to + 1
      if (kind === componentKind) component++
      else {
        component = 1
        if (kind === repetitionKind) repetition++
        else {
          element++
          repetition = 1
        }
      }
    }
  }

  /** A copy of its own that stays as it is. */
  keep(): Segment {
    const { start, end } = this
    const marks = this.#marks.slice(this.#firstMark, this.#lastMark)
    for (let i = 0; i < marks.length; i++) marks[i] = (marks[i] as number) - start
    const kept = new Segment(this.bytes.slice(start, end + 1), marks, this.delimiters, this.#kinds)
    kept.base = this.base + start
    kept.encoding = this.encoding
    kept.moveTo(this.number, 0, end - start, this.plain)
    kept.marked(marks, 0, marks.length)
    return kept
  }

  /** Where in `bytes` the tag ends: at the first mark, unless something is very wrong. */
  #tagEnd(): number {
    if (this.#firstMark >= this.#lastMark) return this.end
    const first = this.#marks[this.#firstMark] as number
    return this.#kinds[this.bytes[first] as number] === elementKind ? first : this.#endOf(0)
  }

  #findElements(): number {
    const { bytes } = this
    const [kinds, marks, last] = [this.#kinds, this.#marks, this.#lastMark]
    let before = this.#before
    let size = 1
    before[0] = this.#firstMark - 1
    for (let mark = this.#firstMark; mark < last; mark++) {
      const kind = kinds[bytes[marks[mark] as number] as number]
      if (kind === elementKind) {
        if (size + 2 > before.length) before = this.#widen()
        before[size++] = mark
      } else if (kind === releaseKind && mark + 1 < last && marks[mark + 1] === (marks[mark] as number) + 1) mark++
    }
    before[size] = last
    this.#size = size
    return size
  }

  #widen(): Int32Array {
    const wider = new Int32Array(2 * this.#before.length)
    wider.set(this.#before)
    this.#before = wider
    return wider
  }

  #startOf(element: number): number {
    return element === 0 ? this.start : (this.#marks[this.#before[element] as number] as number) + 1
  }

  #endOf(element: number): number {
    return element + 1 < this.size ? (this.#marks[this.#before[element + 1] as number] as number) : this.end
  }

  #textOf(from: number, to: number): string {
    return from === to ? '' : this.#window.text(this.bytes, from, to, this.start)
  }

  /** Along the marks of the element, each of which separates components or repetitions. */
  #plainText(element: number, component: number, repetition: number): string {
    const [kinds, marks, bytes] = [this.#kinds, this.#marks, this.bytes]
    const stop = this.#before[element + 1] as number
    let mark = (this.#before[element] as number) + 1
    let from = this.#startOf(element)
    for (let [atComponent, atRepetition] = [1, 1]; ; mark++) {
      const to = mark < stop ? (marks[mark] as number) : this.#endOf(element)
      if (atComponent === component && atRepetition === repetition) return this.#textOf(from, to)
      if (mark >= stop || atRepetition > repetition) return ''
      if (kinds[bytes[to] as number] === componentKind) atComponent++
      else {
        atRepetition++
        atComponent = 1
      }
      from = to + 1
    }
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
    return decoded(text, this.encoding)
  }
}
