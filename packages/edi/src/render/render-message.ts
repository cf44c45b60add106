import { codeMeaning } from '../codes/code-meaning.ts'
import {
  type Items,
  isComposite,
  isLoop,
  type LoopUse,
  type MessageDefinition,
  type SegmentDefinition,
} from '../message/definition.ts'
import type { ReadMessage } from '../message/read-message.ts'
import type { AnyNode, AnySegment, OtherSegment } from '../message/typed.ts'
import type { Manner } from './format-value.ts'
import type {
  RenderedField,
  RenderedMessage,
  RenderedPlace,
  RenderedSection,
  RenderedTable,
  RenderLocale,
} from './rendered.ts'
import { fieldsOf } from './segment-fields.ts'

/** What is rendered: the answer of `readMessage`, or a message about to be written, which has no places yet. */
export type Renderable = Pick<ReadMessage, 'definition' | 'message'> & Partial<Pick<ReadMessage, 'placeOf'>>

/** A loop that comes at least so often becomes a table, if its lines are flat. */
const rowsOfTable = 2
const mostColumns = 14

/** A message as a document that a person reads: headings, fields with the meanings of codes, tables, notes. Plain data. */
export function renderMessage({ definition, message, placeOf }: Renderable, locale: RenderLocale): RenderedMessage {
  const node = message as AnyNode
  const manner = { standard: definition.standard, locale, currency: currencyOf(definition, node) }
  const rendering = new Rendering(manner, placeOf)
  return { type: definition.type, ...rendering.section(definition.name[locale], definition.items, node) }
}

class Rendering {
  readonly #manner: Manner
  readonly #placeOf: ReadMessage['placeOf'] | undefined

  constructor(manner: Manner, placeOf: ReadMessage['placeOf'] | undefined) {
    this.#manner = manner
    this.#placeOf = placeOf
  }

  section(title: string, items: Items, node: AnyNode): RenderedSection {
    const section: RenderedSection = { title, fields: [], tables: [], sections: [], notes: [] }
    for (const [key, item] of Object.entries(items)) {
      const value = node[key]
      if (value === undefined) continue
      if (isLoop(item)) this.#loop(section, item, value as AnyNode[])
      else this.#segments(section, item.segment, (Array.isArray(value) ? value : [value]) as AnySegment[])
    }
    for (const other of node.other ?? []) section.notes.push(this.#other(other))
    return section
  }

  #loop(section: RenderedSection, loop: LoopUse, nodes: readonly AnyNode[]): void {
    const sections = nodes.map((node, at) => {
      const title = this.#titleOf(loop, node, at, nodes.length)
      return this.section(title, loop.items, node)
    })
    const table = nodes.length >= rowsOfTable ? tableOf(loop.name[this.#manner.locale], sections) : undefined
    if (table) section.tables.push(table)
    else section.sections.push(...sections.map(withoutTitle))
  }

  #segments(section: RenderedSection, definition: SegmentDefinition, values: readonly AnySegment[]): void {
    const rows = values.map((value) =>
      fieldsOf(definition, value, (element, component) => this.#place(value, element, component), this.#manner),
    )
    const table = alike(rows) ? tableOf(definition.name[this.#manner.locale], rows.map(sectionOf)) : undefined
    if (texts.has(definition.tag)) section.notes.push(...rows.flat())
    else if (table) section.tables.push(table)
    else section.fields.push(...rows.flat())
  }

  /** Loops are named by what begins them: the role of a party, the reason and number of a stop, the number of a line. */
  #titleOf(loop: LoopUse, node: AnyNode, at: number, count: number): string {
    const { standard, locale } = this.#manner
    const name = loop.name[locale]
    const [first] = Object.entries(loop.items)
    if (first === undefined || isLoop(first[1])) return name
    const value = node[first[0]] as AnySegment | undefined
    const { elements } = first[1].segment
    for (const key of ['entity', 'qualifier', 'level', 'reason']) {
      const use = elements[key]
      const text = value?.[key]
      const meaning = use && typeof text === 'string' ? codeMeaning(standard, use.id, text)?.[locale] : undefined
      if (meaning !== undefined) return key === 'reason' ? `${name} ${at + 1} · ${meaning}` : meaning
    }
    return count > 1 ? `${name} ${at + 1}` : name
  }

  #other(other: OtherSegment): RenderedField {
    const value = other.elements.map((one) => one.map((components) => components.join(':')).join('^')).join(' * ')
    const place = this.#place(other)
    return {
      label: this.#manner.locale === 'zh' ? `未解读的段 ${other.tag}` : `Segment not understood: ${other.tag}`,
      value,
      ...(place ? { place } : {}),
    }
  }

  #place(value: object, element?: number, component?: number): RenderedPlace | undefined {
    const place = this.#placeOf?.(value)
    if (place === undefined) return undefined
    return {
      segment: place.position,
      tag: place.segment.tag,
      ...(element === undefined ? {} : { element }),
      ...(component === undefined ? {} : { component }),
      at: place.segment.at(element),
    }
  }
}

/** Segments that are nothing but words. */
const texts: ReadonlySet<string> = new Set(['NTE', 'K1', 'MSG', 'MTX', 'FTX'])

/** Sections that hold nothing but fields, as the lines of a table; undefined where they hold more, or too many kinds of it. */
function tableOf(title: string, sections: readonly RenderedSection[]): RenderedTable | undefined {
  if (sections.some(({ tables, sections: inner, notes }) => tables.length + inner.length + notes.length > 0))
    return undefined
  const columns: string[] = []
  const rows = sections.map(({ fields }) => {
    const cells = new Map<string, RenderedField>()
    for (const field of fields) cells.set(freeName(field.label, cells), field)
    for (const name of cells.keys()) if (!columns.includes(name)) columns.push(name)
    return cells
  })
  if (columns.length > mostColumns) return undefined
  return { title, columns, rows: rows.map((cells) => columns.map((column) => cells.get(column))) }
}

/** Without what the title says already. */
const withoutTitle = (section: RenderedSection): RenderedSection => ({
  ...section,
  fields: section.fields.filter(({ value }) => value !== section.title),
})

const sectionOf = (fields: RenderedField[]): RenderedSection => ({
  title: '',
  fields,
  tables: [],
  sections: [],
  notes: [],
})

/** Whether repeated segments say the same kinds of things, so that a table shows them better than a list. */
function alike(rows: readonly RenderedField[][]): boolean {
  const most = Math.max(...rows.map((fields) => fields.length))
  const kinds = new Set(rows.flatMap((fields) => fields.map(({ label }) => label)))
  return rows.length > 1 && most > 1 && kinds.size <= most + 1
}

function freeName(label: string, taken: ReadonlyMap<string, unknown>): string {
  let name = label
  for (let count = 2; taken.has(name); count++) name = `${label} ${count}`
  return name
}

/** The first currency that the message names. */
function currencyOf(definition: MessageDefinition, node: AnyNode): string | undefined {
  const ids = definition.standard === 'x12' ? '100' : '6345'
  for (const [key, item] of Object.entries(definition.items)) {
    const values = [node[key] ?? []].flat() as AnyNode[]
    for (const value of values) {
      const found = isLoop(item)
        ? currencyOf({ ...definition, items: item.items }, value)
        : currencyIn(item.segment, value as AnySegment, ids)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function currencyIn({ elements }: SegmentDefinition, value: AnySegment, id: string): string | undefined {
  for (const [key, use] of Object.entries(elements)) {
    const said = value[key]
    if (!isComposite(use)) {
      if (use.id === id && typeof said === 'string') return said
      continue
    }
    for (const [part, { id: partId }] of Object.entries(use.parts)) {
      const text = (said as AnySegment | undefined)?.[part]
      if (partId === id && typeof text === 'string') return text
    }
  }
  return undefined
}
