import type { Segment } from '../syntax/segment.ts'
import { problemOf, withPoint } from './check-element.ts'
import { checkRules } from './check-rules.ts'
import { type CompositeDefinition, type ElementDefinition, isComposite, type SegmentDefinition } from './definition.ts'
import type { MessageIssueCode } from './message-issue.ts'
import type { AnySegment } from './typed.ts'

/** An issue of one element, as the segment sees it. */
export interface ElementIssue {
  code: MessageIssueCode
  element: number
  component?: number
  repetition?: number
  definition?: ElementDefinition | CompositeDefinition
  found?: string
  limit?: number
}

const none: readonly string[] = []

export type TellElement = (issue: ElementIssue) => void

/** The elements of a segment by the names of its definition, and what is wrong with them. */
export function readSegment(segment: Segment, definition: SegmentDefinition, tell: TellElement): AnySegment {
  const value: AnySegment = {}
  const filled = [false]
  let at = 0
  for (const key in definition.elements) {
    const use = definition.elements[key] as ElementDefinition | CompositeDefinition
    const read = readUse(segment, ++at, use, tell)
    filled.push(read !== undefined)
    if (read !== undefined) value[key] = read
    else if (use.required) tell({ code: 'elementMissing', element: at, definition: use })
  }
  if (segment.size - 1 > at) keepExtra(segment, at, value, tell)
  if (definition.rules) checkRules(definition.rules, filled, definition, tell)
  return value
}

function keepExtra(segment: Segment, known: number, value: AnySegment, tell: TellElement): void {
  const extra = segment.elements().slice(known)
  while (extra.length > 0 && isEmpty(extra.at(-1) as string[][])) extra.pop()
  if (extra.length === 0) return
  value.extra = extra
  tell({ code: 'elementsTooMany', element: known + 1, limit: known, found: segment.raw(known + 1) })
}

const isEmpty = (repetitions: readonly (readonly string[])[]) => repetitions.flat().join('').trim() === ''

function readUse(
  segment: Segment,
  at: number,
  use: ElementDefinition | CompositeDefinition,
  tell: TellElement,
): unknown {
  const raw = segment.raw(at)
  if (raw === '') return undefined
  if (use.repeat === undefined && !isComposite(use) && segment.isSimple(at)) return readText(raw, use, tell, at)
  const count = use.repeat === undefined && segment.delimiters.repetition < 0 ? 1 : segment.repetitions(at)
  if (count > (use.repeat ?? 1))
    tell({ code: 'repetitionsTooMany', element: at, definition: use, limit: use.repeat ?? 1, found: segment.raw(at) })
  if (use.repeat === undefined) return readOne(segment, at, 1, use, tell)
  const values: unknown[] = []
  for (let repetition = 1; repetition <= count; repetition++) {
    const one = readOne(segment, at, repetition, use, tell)
    // An empty repetition keeps the place of those behind it.
    values.push(one ?? (isComposite(use) ? {} : ''))
  }
  return values
}

function readOne(
  segment: Segment,
  at: number,
  repetition: number,
  use: ElementDefinition | CompositeDefinition,
  tell: TellElement,
): unknown {
  const place: { element: number; repetition?: number } =
    use.repeat === undefined ? { element: at } : { element: at, repetition }
  const components = segment.components(at, repetition)
  if (!isComposite(use)) {
    if (components.length > 1)
      tell({ code: 'componentsTooMany', ...place, definition: use, limit: 1, found: segment.raw(at) })
    const text = components.join(String.fromCharCode(segment.delimiters.component))
    return readText(text, use, tell, at, undefined, place.repetition)
  }
  const value: AnySegment = {}
  let component = 0
  for (const key in use.parts) {
    const part = use.parts[key] as ElementDefinition
    const written = components[component++] ?? ''
    const text = written === '' ? undefined : readText(written, part, tell, at, component, place.repetition)
    if (text !== undefined) value[key] = text
  }
  const extra = components.length > component ? components.slice(component) : none
  if (extra.some((one) => one.trim() !== '')) {
    value.extra = extra
    tell({ code: 'componentsTooMany', ...place, definition: use, limit: component, found: segment.raw(at) })
  }
  if (Object.keys(value).length === 0) return undefined
  tellParts(use, value, place, tell)
  return value
}

function tellParts(
  use: CompositeDefinition,
  value: AnySegment,
  place: Omit<ElementIssue, 'code'>,
  tell: TellElement,
): void {
  let component = 0
  for (const key in use.parts) {
    const part = use.parts[key] as ElementDefinition
    component++
    if (part.required && value[key] === undefined)
      tell({ code: 'elementMissing', ...place, component, definition: part })
  }
}

function readText(
  written: string,
  definition: ElementDefinition,
  tell: TellElement,
  element: number,
  component?: number,
  repetition?: number,
): string | undefined {
  const sent = written.trimEnd()
  if (sent === '') return undefined
  const text =
    definition.map !== undefined && Object.hasOwn(definition.map, sent) ? (definition.map[sent] as string) : sent
  const problem = problemOf(definition, text)
  if (problem)
    tell({
      ...problem,
      element,
      ...(repetition === undefined ? {} : { repetition }),
      ...(component === undefined ? {} : { component }),
      definition,
      found: sent,
    })
  return definition.type[0] === 'N' ? withPoint(text, Number(definition.type[1])) : text
}
