import type {
  CompositeDefinition,
  ElementDefinition,
  Items,
  MessageDefinition,
  SegmentDefinition,
  Use,
} from './definition.ts'

/** A segment that the definition does not know or expect where it stands; kept as it came. */
export interface OtherSegment {
  tag: string
  /** Each element as repetitions of components. */
  elements: string[][][]
  /** Name of what came before it in the same loop. */
  after?: string
}

type Repeated<E extends Use, V> = E extends { readonly repeat: number } ? V[] : V

type ElementOf<E> = E extends CompositeDefinition
  ? Repeated<E, { [K in keyof E['parts']]?: string } & { extra?: string[] }>
  : E extends ElementDefinition
    ? Repeated<E, string>
    : never

/** The elements of a segment by name. Texts as sent without blanks behind; numbers with implied decimals have their point. */
export type SegmentOf<S extends SegmentDefinition> = { [K in keyof S['elements']]?: ElementOf<S['elements'][K]> } & {
  /** Elements behind the last that the definition knows. */
  extra?: string[][][]
}

export type NodeOf<I extends Items> = {
  [K in keyof I]?: I[K] extends { readonly items: infer Inner extends Items }
    ? NodeOf<Inner>[]
    : I[K] extends { readonly segment: infer S extends SegmentDefinition; readonly max: infer Max }
      ? Max extends 1
        ? SegmentOf<S>
        : SegmentOf<S>[]
      : never
} & { other?: OtherSegment[] }

/**
 * What a message of this definition says. Everything may be missing: partners leave out even what is mandatory, which is an
 * issue and no reason to lose the rest. The same shape is written.
 */
export type MessageOf<D> = D extends MessageDefinition<infer I> ? (string extends keyof I ? AnyNode : NodeOf<I>) : never

/** The same without types, for those who walk through any message. */
export interface AnySegment {
  [key: string]: unknown
}
export interface AnyNode {
  other?: OtherSegment[]
  [key: string]: unknown
}
