import type { Segment } from '@quayside/edi'

/** The segments of a message or of a part of it, asked by tag. Elements count from 1, as the standards number them. */
export class Said {
  readonly segments: readonly Segment[]

  constructor(segments: readonly Segment[]) {
    this.segments = segments
  }

  /** The first with this tag; where more is named, whose element says one of these. */
  one(tag: string, element?: number, ...is: string[]): Segment | undefined {
    return this.segments.find(
      (segment) => segment.tag === tag && (element === undefined || is.includes(segment.text(element).trim())),
    )
  }

  all(...tags: string[]): Segment[] {
    return this.segments.filter(({ tag }) => tags.includes(tag))
  }

  /** What an element of the first such segment says; empty where there is none. */
  text(tag: string, element: number, component = 1): string {
    return this.one(tag)?.text(element, component).trim() ?? ''
  }

  /** These of its segments alone. */
  only(segments: readonly Segment[]): Said {
    return new Said(segments)
  }

  /** Everything before the first of these tags. */
  before(...tags: string[]): Said {
    const end = this.segments.findIndex(({ tag }) => tags.includes(tag))
    return end < 0 ? this : new Said(this.segments.slice(0, end))
  }

  /** Parts that begin with one of these tags and reach to the next, or to one that ends them all. */
  parts(begin: string | readonly string[], ...end: string[]): Said[] {
    const begins = typeof begin === 'string' ? [begin] : begin
    const parts: Said[] = []
    let current: Segment[] | undefined
    for (const segment of this.segments) {
      if (begins.includes(segment.tag)) {
        if (current) parts.push(new Said(current))
        current = [segment]
      } else if (end.includes(segment.tag)) {
        if (current) parts.push(new Said(current))
        current = undefined
      } else current?.push(segment)
    }
    if (current) parts.push(new Said(current))
    return parts
  }

  get head(): Segment {
    return this.segments[0] as Segment
  }
}

/** What an element says, blanks around it aside. */
export const at = (segment: Segment | undefined, element: number, component = 1): string =>
  segment?.text(element, component).trim() ?? ''

/** The text, or nothing where it is empty: for fields that may be left out. */
export const orNone = (text: string): string | undefined => (text === '' ? undefined : text)
