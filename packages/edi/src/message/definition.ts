import type { Sentence } from '../issue.ts'
import type { Standard } from '../syntax/delimiters.ts'

/**
 * X12: AN text, ID code, N0 to N9 whole number with that many implied decimals, R decimal, DT date, TM time, B binary.
 * EDIFACT: a letters, n decimal, an text.
 */
export type ElementType =
  | 'AN'
  | 'ID'
  | `N${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'R'
  | 'DT'
  | 'TM'
  | 'B'
  | 'a'
  | 'n'
  | 'an'

/** How a definition uses a data element or composite. */
export interface Use {
  /** Mandatory by the standard. */
  readonly required?: boolean
  /** Most repetitions; an element that has one is read as an array. */
  readonly repeat?: number
  /** Codes of issues that are not told of it: a partner is known to do so. */
  readonly ignore?: readonly string[]
}

export interface ElementDefinition extends Use {
  /** Reference number of the dictionary: X12 `98`, EDIFACT `3035`; its codes are found by it. */
  readonly id: string
  readonly name: Sentence
  readonly type: ElementType
  readonly min: number
  readonly max: number
  /** The only codes allowed; without it any code passes, known or not. */
  readonly only?: readonly string[]
  /** The partner's code → the code of the standard; applied in reading, turned about in writing. */
  readonly map?: Readonly<Record<string, string>>
}

export interface CompositeDefinition extends Use {
  readonly id: string
  readonly name: Sentence
  /** In their order. */
  readonly parts: Readonly<Record<string, ElementDefinition>>
}

export interface SegmentDefinition {
  readonly tag: string
  readonly name: Sentence
  /** In their order: the third key is element 3. */
  readonly elements: Readonly<Record<string, ElementDefinition | CompositeDefinition>>
  /**
   * Relations between elements as X12 writes them: P0304 both or none, R0203 at least one, E0203 at most one, C0304 the first
   * asks for the others, L030405 the first asks for one of the others.
   */
  readonly rules?: readonly string[]
}

/** Chooses between uses of one tag by what an element of the segment says. */
export interface Choice {
  readonly element: number
  readonly component?: number
  readonly is: readonly string[]
}

export interface SegmentUse {
  readonly segment: SegmentDefinition
  readonly required?: boolean
  readonly max: number
  readonly when?: Choice
  /** Codes of issues that are not told of it: a partner is known to do so. */
  readonly ignore?: readonly string[]
}

export interface LoopUse {
  /** X12 loop identifier (`0100`), EDIFACT segment group (`SG1`). */
  readonly id: string
  readonly name: Sentence
  readonly required?: boolean
  readonly max: number
  /** Of its first segment, which is the one that begins every repetition. */
  readonly when?: Choice
  readonly ignore?: readonly string[]
  readonly items: Items
}

export type Item = SegmentUse | LoopUse
/** Segments and loops in the order in which they come; the key is the name in what is read. */
export type Items = Readonly<Record<string, Item>>

export interface MessageDefinition<I extends Items = Items> {
  readonly standard: Standard
  /** `204`, `ORDERS`. */
  readonly type: string
  readonly name: Sentence
  /** GS01 of the functional group an X12 set travels in. */
  readonly group?: string
  /** Between the head (ST, UNH) and the end (SE, UNT), those not counted. */
  readonly items: I
}

const format = /^(AN|ID|N\d|R|DT|TM|B|an|a|n)(?: (\d+)\/(\d+)|(\.\.)?(\d+))$/

/**
 * A data element. Format as the standards write it: X12 `AN 1/30`, EDIFACT `an..35` or `an3`.
 * @throws {RangeError} for a format that is none
 */
export function element(id: string, written: string, zh: string, en: string): ElementDefinition {
  const [, type, from, to, upTo, size] = format.exec(written) ?? []
  if (type === undefined) throw new RangeError(`“${written}” is no element format.`)
  const max = Number(to ?? size)
  const min = Number(from ?? (upTo ? 1 : size))
  return { id, name: { zh, en }, type: type as ElementType, min, max }
}

export const composite = <const P extends CompositeDefinition['parts']>(
  id: string,
  zh: string,
  en: string,
  parts: P,
) => ({
  id,
  name: { zh, en },
  parts,
})

/** Mandatory. */
export const must = <const E extends object>(of: E) => ({ ...of, required: true as const })
/** Repeated up to so many times. */
export const repeated = <const E extends object>(of: E, repeat: number) => ({ ...of, repeat })
/** The same element under a name that says what it is here. */
export const called = <const E extends { name: Sentence }>(of: E, zh: string, en: string): E => ({
  ...of,
  name: { zh, en },
})
/** With its only codes. */
export const only = (of: ElementDefinition, ...codes: readonly string[]): ElementDefinition => ({ ...of, only: codes })

export const segment = <const E extends SegmentDefinition['elements']>(
  tag: string,
  zh: string,
  en: string,
  elements: E,
  ...rules: string[]
) => ({ tag, name: { zh, en }, elements, ...(rules.length > 0 ? { rules } : {}) })

/** One segment that must come. */
export const one = <const S extends SegmentDefinition>(of: S) => ({
  segment: of,
  required: true as const,
  max: 1 as const,
})
/** One segment that may come. */
export const maybe = <const S extends SegmentDefinition>(of: S) => ({ segment: of, max: 1 as const })
/** A segment that may come up to so many times. */
export const many = <const S extends SegmentDefinition>(of: S, max: number) => ({ segment: of, max })

/** A loop or segment group; `must` makes it mandatory. */
export const loop = <const I extends Items>(id: string, zh: string, en: string, max: number, items: I) => ({
  id,
  name: { zh, en },
  max,
  items,
})
/** Chosen by what an element of its (first) segment says. */
export const when = <const I extends Item>(of: I, element: number, ...is: string[]) => ({
  ...of,
  when: { element, is },
})

export const message = <const I extends Items>(
  standard: Standard,
  type: string,
  zh: string,
  en: string,
  items: I,
  group?: string,
): MessageDefinition<I> => ({ standard, type, name: { zh, en }, items, ...(group ? { group } : {}) })

export const isComposite = (of: ElementDefinition | CompositeDefinition): of is CompositeDefinition => 'parts' in of
export const isLoop = (of: Item): of is LoopUse => 'items' in of
