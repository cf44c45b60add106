import { type Delimiters, edifactDefaults, x12Defaults } from '../syntax/delimiters.ts'

/** An element: a text, its components, or its repetitions of components. */
export type ElementValue = string | readonly string[] | readonly (readonly string[])[]

export interface WriterOptions {
  delimiters: Delimiters
  /** Between segments, for people; most partners want none. */
  lineBreak?: '' | '\n' | '\r\n'
  encoding?: 'utf-8' | 'latin1'
}

/** A character that the separators or the encoding leave no way to write; a blank or `?` stands for it. */
export interface Replaced {
  segment: number
  element: number
  character: string
}

export const x12Separators: Delimiters = { ...x12Defaults, component: code('>'), repetition: code('^') }
export const edifactSeparators: Delimiters = edifactDefaults

/** Writes segments with the separators given: what `Segment.elements()` read comes out as it was. */
export class EdiWriter {
  readonly #options: Required<WriterOptions>
  readonly #element: string
  readonly #component: string
  readonly #repetition: string
  readonly #end: string
  readonly #special: RegExp
  readonly #written: string[] = []
  readonly replaced: Replaced[] = []
  /** Segments written so far. */
  count = 0

  constructor({ delimiters, lineBreak = '', encoding = 'utf-8' }: WriterOptions) {
    this.#options = { delimiters, lineBreak, encoding }
    const { element, component, repetition, terminator, terminatorTail, release } = delimiters
    this.#element = text(element)
    this.#component = text(component)
    this.#repetition = text(repetition)
    this.#end =
      Buffer.from([terminator, ...terminatorTail]).toString(terminatorTail.length > 0 ? 'utf-8' : 'latin1') + lineBreak
    const special = [element, component, repetition, terminator, release].filter((one) => one >= 0 && one < 128)
    this.#special = new RegExp(`[${special.map((one) => `\\u${one.toString(16).padStart(4, '0')}`).join('')}]`, 'g')
  }

  /** The service string advice of EDIFACT; before anything else. */
  una(): this {
    const { component, element, release, repetition, terminator } = this.#options.delimiters
    const optional = (byte: number) => (byte < 0 ? ' ' : text(byte))
    this.#written.push(
      `UNA${text(component)}${text(element)}.${optional(release)}${optional(repetition)}${text(terminator)}${this.#options.lineBreak}`,
    )
    return this
  }

  /** ISA is the one segment of fixed widths, and its elements are never escaped. */
  isa(elements: readonly string[]): this {
    this.count++
    const padded = isaWidths.map((width, at) => (elements[at] ?? '').padEnd(width).slice(0, width))
    this.#written.push(`ISA${this.#element}${padded.join(this.#element)}${this.#end}`)
    return this
  }

  segment(tag: string, ...elements: readonly ElementValue[]): this {
    this.count++
    this.#written.push(
      [tag, ...elements.map((value, at) => this.#valueOf(value, at + 1))].join(this.#element) + this.#end,
    )
    return this
  }

  bytes(): Uint8Array {
    return Buffer.from(this.#written.join(''), this.#options.encoding === 'latin1' ? 'latin1' : 'utf-8')
  }

  #valueOf(value: ElementValue, element: number): string {
    if (typeof value === 'string') return this.#plain(value, element)
    const repetitions = isRepeated(value) ? value : [value as readonly string[]]
    return repetitions
      .map((components) => components.map((one) => this.#plain(one, element)).join(this.#component))
      .join(this.#repetition)
  }

  #plain(value: string, element: number): string {
    const { delimiters, encoding } = this.#options
    const note = (character: string, instead: string) => {
      this.replaced.push({ segment: this.count, element, character })
      return instead
    }
    const kept = value.replace(this.#special, (one) =>
      delimiters.release >= 0 ? text(delimiters.release) + one : note(one, ' '),
    )
    return encoding === 'latin1'
      ? Array.from(kept, (one) => ((one.codePointAt(0) as number) > 255 ? note(one, '?') : one)).join('')
      : kept
  }
}

/** Widths of ISA01 to ISA16. */
export const isaWidths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]

const isRepeated = (
  value: readonly string[] | readonly (readonly string[])[],
): value is readonly (readonly string[])[] => Array.isArray(value[0])

function code(character: string): number {
  return character.charCodeAt(0)
}

const text = (byte: number) => (byte < 0 ? '' : String.fromCharCode(byte))
