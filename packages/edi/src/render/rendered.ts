/** Where in the message something stands: 1 is ST or UNH; elements and components count from 1. */
export interface RenderedPlace {
  segment: number
  tag: string
  element?: number
  component?: number
  /** Byte offset in the stream. */
  at: number
}

export interface RenderedField {
  label: string
  /** As a person reads it: meaning of the code, date, amount with its currency. */
  value: string
  /** As it stands in the message, where that is something else. */
  raw?: string
  place?: RenderedPlace
}

export interface RenderedTable {
  title: string
  columns: string[]
  /** A cell for each column; undefined where the line has none. */
  rows: (RenderedField | undefined)[][]
}

export interface RenderedSection {
  title: string
  fields: RenderedField[]
  tables: RenderedTable[]
  sections: RenderedSection[]
  /** Free text, and what could not be understood, as it stands. */
  notes: RenderedField[]
}

export interface RenderedMessage extends RenderedSection {
  /** `204`, `ORDERS`. */
  type: string
}

export type RenderLocale = 'zh' | 'en'
