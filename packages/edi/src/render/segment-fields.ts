import { codeMeaning } from '../codes/code-meaning.ts'
import {
  type CompositeDefinition,
  type ElementDefinition,
  isComposite,
  type SegmentDefinition,
} from '../message/definition.ts'
import type { AnySegment } from '../message/typed.ts'
import { formatValue, type Manner } from './format-value.ts'
import type { RenderedField, RenderedPlace } from './rendered.ts'

/** One value of a segment, an element or a component of one. */
interface Part {
  key: string
  definition: ElementDefinition
  text: string
  element: number
  component?: number
}

/** What a plain `qualifier` says more about, in order of preference. */
const qualified = [
  'reference',
  'number',
  'value',
  'id',
  'carrier',
  'date',
  'amount',
  'quantity',
  'marks',
  'information',
  'code',
  'line',
]
/** What a plain `unit` belongs to. */
const measured = ['quantity', 'value', 'units', 'ordered', 'shipped', 'received', 'price', 'size']

/**
 * The fields of a segment as a person reads them. Keys of the definitions say what belongs together: `dateQualifier` names what
 * `date` is, `weightUnit` is the unit of `weight`, a plain `qualifier` names the value beside it.
 */
export function fieldsOf(
  segment: SegmentDefinition,
  value: AnySegment,
  place: (element: number, component?: number) => RenderedPlace | undefined,
  manner: Manner,
): RenderedField[] {
  const groups: Part[][] = [[]]
  let element = 0
  for (const [key, use] of Object.entries(segment.elements)) {
    element++
    for (const one of occurrences(use, value[key]))
      if (isComposite(use)) groups.push(partsOf(use, one as AnySegment, element))
      else groups[0]?.push({ key, definition: use, text: one as string, element })
  }
  // In the order of the segment, though composites are looked at one by one.
  return groups
    .flatMap((parts) => folded(parts, place, manner))
    .sort((one, other) => one.element - other.element)
    .map(({ field }) => field)
}

const occurrences = (use: ElementDefinition | CompositeDefinition, value: unknown): unknown[] =>
  value === undefined ? [] : use.repeat === undefined ? [value] : (value as unknown[])

const partsOf = (use: CompositeDefinition, value: AnySegment, element: number): Part[] =>
  Object.entries(use.parts).flatMap(([name, definition], at) => {
    const text = value[name]
    return typeof text === 'string' ? [{ key: name, definition, text, element, component: at + 1 }] : []
  })

function folded(
  parts: readonly Part[],
  place: (element: number, component?: number) => RenderedPlace | undefined,
  manner: Manner,
): { element: number; field: RenderedField }[] {
  const helpers = new Map<Part, { label?: Part; unit?: Part; format?: Part }>()
  const used = new Set<Part>()
  const help = (helper: Part, of: Part | undefined, as: 'label' | 'unit' | 'format') => {
    if (of === undefined || helpers.get(of)?.[as]) return
    helpers.set(of, { ...helpers.get(of), [as]: helper })
    used.add(helper)
  }
  const byKey = new Map(parts.map((part) => [part.key, part]))
  for (const part of parts) {
    const { stem, role, suffix } = roleOf(part.key)
    const of =
      role && (stem ? byKey.get(stem + suffix) : firstOf(byKey, role === 'unit' ? measured : qualified, suffix))
    if (role && of !== part) help(part, of || undefined, role)
  }
  return parts
    .filter((part) => !used.has(part))
    .map((part) => ({
      element: part.element,
      field: fieldOf(part, helpers.get(part) ?? {}, place(part.element, part.component), manner),
    }))
}

/** `productQualifier2` is the label of `product2`. */
function roleOf(key: string): { stem: string; suffix: string; role?: 'label' | 'unit' | 'format' } {
  const [, name = key, suffix = ''] = /^(.*?)(\d*)$/.exec(key) ?? []
  if (name === 'format') return { stem: 'value', suffix, role: 'format' }
  for (const [ending, role] of [
    ['qualifier', 'label'],
    ['unit', 'unit'],
    ['currency', 'unit'],
    ['timeZone', 'unit'],
  ] as const) {
    if (name === ending)
      return { stem: ending === 'timeZone' ? 'time' : ending === 'currency' ? 'value' : '', suffix, role }
    const capital = ending[0]?.toUpperCase() + ending.slice(1)
    if (name.endsWith(capital)) return { stem: name.slice(0, -ending.length), suffix, role }
  }
  return { stem: '', suffix }
}

const firstOf = (byKey: ReadonlyMap<string, Part>, keys: readonly string[], suffix: string) =>
  keys.map((key) => byKey.get(key + suffix)).find((part) => part !== undefined)

function fieldOf(
  { definition, text }: Part,
  { label, unit, format }: { label?: Part; unit?: Part; format?: Part },
  place: RenderedPlace | undefined,
  manner: Manner,
): RenderedField {
  const meaning = label && codeMeaning(manner.standard, label.definition.id, label.text)
  const name = definition.name[manner.locale]
  const value = formatValue(definition, text, manner, format?.text)
  const of = unit && (codeMeaning(manner.standard, unit.definition.id, unit.text)?.[manner.locale] ?? unit.text)
  const shown = of === undefined ? value : `${value} ${of}`
  return {
    label: meaning?.[manner.locale] ?? (label ? `${name} (${label.text})` : name),
    value: shown,
    ...(shown === text ? {} : { raw: text }),
    ...(place ? { place } : {}),
  }
}
