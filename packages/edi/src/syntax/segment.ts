import type { Delimiters } from './delimiters.ts'
import type { Block } from './kept-segments.ts'
import { endColumn, firstColumn, lastColumn, oddColumn, rowSize, startColumn, tagColumn } from './row-columns.ts'
import {
  componentKind,
  elementKind,
  highKind,
  isBlank,
  type Kinds,
  kindsOf,
  releaseKind,
  repetitionKind,
} from './service-bytes.ts'
import { cut, decoded, nth, released } from './split-text.ts'
import { tagText } from './tags.ts'
import { TextWindow } from './text-window.ts'

/** No index of a mark; -1 is that before the first. */
const absent = -2
const none = new Int32Array(rowSize)
/** Of a longer text the pieces between releases are not put together one by one. */
const mostPieced = 200
/** Of a longer text the engine would keep the pieces. */
const mostSpelled = 12

type TakeText = (text: string, element: number, component: number, repetition: number) => void

/**
 * One segment: a view on the bytes it was read from. The reader hands out the same view again and again, so whoever wants to
 * keep one calls `keep()`. Elements count from 1, as the standards number them (`text(3)` is BEG03); 0 is the tag. Components
 * and repetitions count from 1 too. What is not there is the empty text.
 */
export class Segment {
  bytes: Uint8Array
  /** Where `bytes[0]` stands in the stream. */
  base = 0
  delimiters: Delimiters
  /** A label of TextDecoder for bytes above 127. */
  encoding = 'utf-8'
  #kinds: Kinds
  /** Where service bytes stand in `bytes`. */
  #marks: Int32Array = none
  /** What is known of this segment and its neighbours, and where of this one. */
  #rows: Int32Array = none
  #row = 0
  /** Of the row. */
  #index = 0
  #firstNumber = 0
  /** For each element the index of the mark before it; behind the last, the last mark. Found when first asked for. */
  // Sixteen lie within the object: more would cost each kept segment a piece of memory of its own.
  #before: Int32Array = new Int32Array(16)
  #size = 0
  /** The last element asked for, and the mark before it: the next one asked for is mostly behind it. */
  #reached = 0
  #reachedMark = 0
  #window: TextWindow

  constructor(
    bytes: Uint8Array,
    delimiters: Delimiters,
    kinds: Kinds = kindsOf(delimiters),
    window = new TextWindow(bytes),
  ) {
    this.bytes = bytes
    this.#window = window
    this.delimiters = delimiters
    this.#kinds = kinds
  }

  /** Bytes that are no segment, as one without tag and elements: for who shows them beside those that are. */
  static untagged(bytes: Uint8Array, start: number, end: number, number: number, delimiters: Delimiters): Segment {
    const segment = new Segment(bytes, delimiters)
    segment.laidOut(none, Int32Array.of(start, end, 0, 0, 0, 0), number)
    return segment
  }

  /** Called by the reader when the next bytes are looked at. */
  lookAt(bytes: Uint8Array, base: number): void {
    this.bytes = bytes
    this.base = base
    this.#window = new TextWindow(bytes)
  }

  /** Called by the reader when the separators change. */
  separatedBy(delimiters: Delimiters, kinds: Kinds): void {
    this.delimiters = delimiters
    this.#kinds = kinds
  }

  /** Called by the reader: the marks that the rows tell of, and the number of the segment of the first row. */
  laidOut(marks: Int32Array, rows: Int32Array, firstNumber: number): void {
    this.#marks = marks
    this.#rows = rows
    this.#firstNumber = firstNumber
  }

  /** Called by the reader when the view moves on. */
  moveTo(row: number): void {
    this.#index = row
    this.#row = row * rowSize
    this.#size = 0
    this.#reached = 0
  }

  /** 1 for the first segment of the stream. */
  get number(): number {
    return this.#firstNumber + this.#index
  }

  /** Where it begins in `bytes`. */
  get start(): number {
    return this.#rows[this.#row + startColumn] as number
  }

  /** Where its terminator stands in `bytes`; the end of the bytes where none came. */
  get end(): number {
    return this.#rows[this.#row + endColumn] as number
  }

  /** True where no byte is released or above 127: its texts are its bytes. */
  get plain(): boolean {
    return this.#rows[this.#row + oddColumn] === 0
  }

  /** Its tag as a number (tags.ts); 0 where it is none. */
  get tagNumber(): number {
    return this.#rows[this.#row + tagColumn] as number
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
    // One that is not there would begin where the segment ends. To find the others takes longer than all else that a head needs.
    return this.base + (element === 0 ? this.start : element < this.size ? this.#startOf(element) : this.end)
  }

  /** The element as it stands, service characters and all; bytes above 127 one character each. */
  raw(element: number): string {
    return element < this.size ? this.#textOf(this.#startOf(element), this.#endOf(element)) : ''
  }

  /** The text of a component, released and decoded; of the first where none is named. */
  text(element: number, component = 1, repetition = 1): string {
    if (this.plain) {
      const mark = this.#markBefore(element, component, repetition)
      return mark === absent ? '' : this.#window.text(this.#behind(mark), this.#until(mark), this.start)
    }
    const raw = this.#repetition(element, repetition)
    return raw === '' ? raw : this.#said(nth(raw, this.delimiters.component, this.delimiters.release, component))
  }

  /**
   * The first component, blanks around it aside: what `text(element).trim()` gives, sooner where it is short and nothing else of
   * the segment is asked for, as with the number in the head of a message.
   */
  shortText(element: number): string {
    if (!this.plain) return this.text(element).trim()
    const mark = this.#markBefore(element, 1, 1)
    if (mark === absent) return ''
    const { bytes } = this
    let from = this.#behind(mark)
    let to = this.#until(mark)
    while (from < to && isBlank(bytes[from] as number)) from++
    while (from < to && isBlank(bytes[to - 1] as number)) to--
    if (to - from > mostSpelled) return this.#window.text(from, to, this.start)
    let text = ''
    for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number)
    return text
  }

  /**
   * Whether a component says exactly this, blanks around it aside: what `text(element, component).trim() === text` says, without
   * making a text, which a million segments would feel.
   */
  says(element: number, text: string, component = 1): boolean {
    if (!this.plain) return this.text(element, component).trim() === text
    const mark = this.#markBefore(element, component, 1)
    if (mark === absent) return text === ''
    const { bytes } = this
    let from = this.#behind(mark)
    let to = this.#until(mark)
    while (from < to && isBlank(bytes[from] as number)) from++
    while (from < to && isBlank(bytes[to - 1] as number)) to--
    if (to - from !== text.length) return false
    for (let at = 0; at < text.length; at++) if (bytes[from + at] !== text.charCodeAt(at)) return false
    return true
  }

  /** Whether an element stands there as this, service characters and all: what `raw(element) === text` says, without making a text. */
  stands(element: number, text: string): boolean {
    if (!this.plain) return this.raw(element) === text
    const mark = this.#markBefore(element, 1, 1)
    if (mark === absent) return text === ''
    const { bytes } = this
    const from = this.#behind(mark)
    const to = from + text.length
    if (to !== this.end && (to > this.end || this.#kinds[bytes[to] as number] !== elementKind)) return false
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
  eachText(take: TakeText): void {
    if (this.plain) this.#eachPlainText(take)
    else this.#eachSaidText(take)
  }

  #eachPlainText(take: TakeText): void {
    const { bytes, start } = this
    const kinds = this.#kinds
    const marks = this.#marks
    const last = this.#rows[this.#row + lastColumn] as number
    const window = this.#window
    let mark = this.#rows[this.#row + firstColumn] as number
    // The tag has no components, unless something is very wrong.
    while (mark < last && kinds[bytes[marks[mark] as number] as number] !== elementKind) mark++
    if (mark === last) return
    let element = 1
    let component = 1
    let repetition = 1
    let from = (marks[mark] as number) + 1
    while (++mark < last) {
      const to = marks[mark] as number
      take(window.text(from, to, start), element, component, repetition)
      from = to + 1
      const kind = kinds[bytes[to] as number] as number
      if (kind === elementKind) {
        element++
        component = 1
        repetition = 1
      } else if (kind === componentKind) component++
      else {
        component = 1
        repetition++
      }
    }
    take(window.text(from, this.end, start), element, component, repetition)
  }

  #eachSaidText(take: TakeText): void {
    const { bytes, end, start } = this
    const kinds = this.#kinds
    const marks = this.#marks
    const last = this.#rows[this.#row + lastColumn] as number
    const window = this.#window
    let element = 0
    let component = 1
    let repetition = 1
    let from = start
    let high = false
    // What stands before a release, and where that began.
    let begun = ''
    let begunAt = start
    for (let mark = this.#rows[this.#row + firstColumn] as number; mark <= last; mark++) {
      const to = mark < last ? (marks[mark] as number) : end
      const kind = mark < last ? (kinds[bytes[to] as number] as number) : elementKind
      if (kind === highKind) high = true
      else if (kind === releaseKind) {
        if (to - begunAt < mostPieced) begun += window.text(from, to, start)
        from = to + 1
        if (mark + 1 < last && marks[mark + 1] === from) {
          mark++
          if (kinds[bytes[from] as number] === highKind) high = true
        }
      }
      if (kind > repetitionKind) continue
      if (element > 0) {
        const text =
          from === begunAt || to - begunAt < mostPieced
            ? begun + window.text(from, to, start)
            : released(window.text(begunAt, to, start), this.delimiters.release)
        take(high ? decoded(text, this.encoding) : text, element, component, repetition)
      } else if (kind !== elementKind) continue
      high = false
      begun = ''
      from = to + 1
      begunAt = from
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
    const marks = this.#marks.slice(
      this.#rows[this.#row + firstColumn] as number,
      this.#rows[this.#row + lastColumn] as number,
    )
    for (let i = 0; i < marks.length; i++) marks[i] = (marks[i] as number) - start
    const row = Int32Array.of(0, end - start, 0, marks.length, this.tagNumber, this.plain ? 0 : 1)
    const kept = new Segment(this.bytes.slice(start, end + 1), this.delimiters, this.#kinds)
    kept.base = this.base + start
    kept.encoding = this.encoding
    kept.laidOut(marks, row, this.number)
    return kept
  }

  get kinds(): Kinds {
    return this.#kinds
  }

  /** Of separators, releases and bytes above 127. */
  get markCount(): number {
    return (this.#rows[this.#row + lastColumn] as number) - (this.#rows[this.#row + firstColumn] as number)
  }

  /** `keep()` into memory that is shared and has room for it: `kept` becomes the copy. */
  keepIn(block: Block, kept: Segment): void {
    const { start, end } = this
    const { rows, marks, window } = block
    const row = block.usedRows++
    const moved = window.length - start
    const first = block.usedMarks
    const from = this.#rows[this.#row + firstColumn] as number
    block.usedMarks += this.markCount
    for (let at = first; at < block.usedMarks; at++) marks[at] = (this.#marks[from + at - first] as number) + moved
    for (let at = start; at <= end && at < this.bytes.length; at++) block.bytes[at + moved] = this.bytes[at] as number
    rows[row * rowSize + startColumn] = start + moved
    rows[row * rowSize + endColumn] = end + moved
    rows[row * rowSize + firstColumn] = first
    rows[row * rowSize + lastColumn] = block.usedMarks
    rows[row * rowSize + tagColumn] = this.tagNumber
    rows[row * rowSize + oddColumn] = this.plain ? 0 : 1
    window.length = end + 1 + moved
    kept.base = this.base - moved
    kept.encoding = this.encoding
    kept.laidOut(marks, rows, this.number - row)
    kept.moveTo(row)
  }

  /** Whether an element has neither components nor repetitions nor anything released: its text is what stands there. */
  isSimple(element: number): boolean {
    return (
      this.plain &&
      element < this.size &&
      (this.#before[element + 1] as number) === (this.#before[element] as number) + 1
    )
  }

  #findElements(): number {
    const { bytes } = this
    const [kinds, marks, last] = [this.#kinds, this.#marks, this.#rows[this.#row + lastColumn] as number]
    let before = this.#before
    let size = 1
    before[0] = (this.#rows[this.#row + firstColumn] as number) - 1
    for (let mark = this.#rows[this.#row + firstColumn] as number; mark < last; mark++) {
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
    return from === to ? '' : this.#window.text(from, to, this.start)
  }

  /** Of a plain segment: the mark before a component, from the last element asked for onward. */
  #markBefore(element: number, component: number, repetition: number): number {
    const { bytes } = this
    const kinds = this.#kinds
    const marks = this.#marks
    const last = this.#rows[this.#row + lastColumn] as number
    let at = this.#reached
    let mark = this.#reachedMark
    if (at === 0 || at > element) {
      at = 0
      mark = (this.#rows[this.#row + firstColumn] as number) - 1
    }
    while (at < element) {
      if (++mark >= last) return absent
      if (kinds[bytes[marks[mark] as number] as number] === elementKind) at++
    }
    this.#reached = at
    this.#reachedMark = mark
    return component === 1 && repetition === 1 ? mark : this.#markWithin(mark, component, repetition)
  }

  /** Along the marks of an element, each of which separates components or repetitions. */
  #markWithin(before: number, component: number, repetition: number): number {
    const last = this.#rows[this.#row + lastColumn] as number
    let atComponent = 1
    let atRepetition = 1
    for (let mark = before + 1; mark < last; mark++) {
      const kind = this.#kinds[this.bytes[this.#marks[mark] as number] as number]
      if (kind === elementKind) return absent
      if (kind === componentKind) atComponent++
      else {
        atRepetition++
        atComponent = 1
      }
      if (atRepetition > repetition) return absent
      if (atComponent === component && atRepetition === repetition) return mark
    }
    return absent
  }

  #behind(mark: number): number {
    const { start } = this
    // The mark before a segment may be the terminator of the one before it, with line ends behind.
    return mark < (this.#rows[this.#row + firstColumn] as number) ? start : (this.#marks[mark] as number) + 1
  }

  #until(mark: number): number {
    return mark + 1 < (this.#rows[this.#row + lastColumn] as number) ? (this.#marks[mark + 1] as number) : this.end
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
