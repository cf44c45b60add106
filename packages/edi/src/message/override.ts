import type { Sentence } from '../issue.ts'
import {
  type Choice,
  type CompositeDefinition,
  type ElementDefinition,
  element,
  type Item,
  type Items,
  isComposite,
  isLoop,
  type MessageDefinition,
  type SegmentDefinition,
} from './definition.ts'
import { levelOf } from './levels.ts'
import type { MessageIssueCode } from './message-issue.ts'

/** What a partner does otherwise in one place. All of it is JSON. */
export interface Change {
  name?: Sentence
  required?: boolean
  /** Issues that are no longer told here. */
  ignore?: readonly MessageIssueCode[]
  /** Of a repeated segment or loop: how often it may come. */
  times?: number
  when?: Choice
  /** Of an element: its length. */
  min?: number
  max?: number
  /** Of an element: its only codes. */
  only?: readonly string[]
  /** Of an element: the partner's code → the code of the standard. */
  map?: Readonly<Record<string, string>>
}

/** An element as JSON says it: format as the standards write it, `AN 1/30` or `an..35`. */
export interface AddedElement extends Sentence {
  key: string
  id: string
  format: string
  required?: boolean
}

/** A segment the standard does not have there. */
export interface AddedSegment extends Sentence {
  /** Name in what is read; it is read as an array. */
  key: string
  /** Path of the loop it lies in; empty for the message itself. */
  in?: string
  /** Name of the item it comes behind; without it the segment comes last. */
  after?: string
  tag: string
  elements: readonly AddedElement[]
  times: number
}

/** What one partner does otherwise than the standard, as it is kept beside the partner. */
export interface Override {
  /** By path, names joined with dots: `stops.S5`, `parties.N1.id`, `DTM.date.format`. */
  change?: Readonly<Record<string, Change>>
  add?: readonly AddedSegment[]
}

export interface OverrideProblem {
  path: string
  sentence: Sentence
}

export interface Overridden<D extends MessageDefinition> {
  definition: D
  /** What could not be applied and was left out. */
  problems: OverrideProblem[]
}

class Impossible extends Error {
  readonly sentence: Sentence
  constructor(zh: string, en: string) {
    super(en)
    this.sentence = { zh, en }
  }
}

/**
 * The definition as one partner uses it. Never throws: what cannot be applied is told in `problems` and left out. The types
 * stay those of the standard; added segments are read beside them.
 */
export function override<D extends MessageDefinition>(
  definition: D,
  { change = {}, add = [] }: Override,
): Overridden<D> {
  const problems: OverrideProblem[] = []
  let items: Items = definition.items
  const attempt = (path: string, apply: () => Items) => {
    try {
      const next = apply()
      levelOf(next)
      items = next
    } catch (error) {
      if (!(error instanceof Impossible || error instanceof RangeError)) throw error
      const en = error.message
      problems.push({ path, sentence: error instanceof Impossible ? error.sentence : { zh: `格式有误：${en}`, en } })
    }
  }
  for (const added of add) attempt([added.in, added.key].filter(Boolean).join('.'), () => withSegment(items, added))
  for (const [path, wanted] of Object.entries(change)) attempt(path, () => changed(items, path.split('.'), wanted))
  // Nothing of the shape was taken away, so that the type still holds.
  return { definition: { ...definition, items } as D, problems }
}

const unknown = (key: string) => new Impossible(`此处没有“${key}”。`, `There is no “${key}” here.`)

function changed(items: Items, [key = '', ...rest]: readonly string[], change: Change): Items {
  const item = Object.hasOwn(items, key) ? items[key] : undefined
  if (item === undefined) throw unknown(key)
  if (rest.length === 0) return { ...items, [key]: withUse(item, change) }
  if (isLoop(item)) return { ...items, [key]: { ...item, items: changed(item.items, rest, change) } }
  return { ...items, [key]: { ...item, segment: withElement(item.segment, rest, change) } }
}

function withUse(item: Item, change: Change): Item {
  allow(change, ['name', 'required', 'ignore', 'times', 'when'])
  const { name, required, ignore, times, when } = change
  if (times !== undefined && !isLoop(item) && (item.max === 1) !== (times === 1))
    throw new Impossible(
      '单次出现的段不能改为多次（反之亦然）。',
      'A segment that comes once cannot be made to come often, nor the other way about.',
    )
  if (times !== undefined && !(Number.isInteger(times) && times > 0))
    throw new Impossible('次数必须是正整数。', 'The number of times must be a whole number above zero.')
  const use = {
    ...(required === undefined ? {} : { required }),
    ...(times === undefined ? {} : { max: times }),
    ...(when === undefined ? {} : { when }),
    ...(ignore === undefined ? {} : { ignore }),
  }
  if (isLoop(item)) return { ...item, ...use, ...(name ? { name } : {}) }
  return { ...item, ...use, ...(name ? { segment: { ...item.segment, name } } : {}) }
}

function withElement(
  segment: SegmentDefinition,
  [key = '', part, ...rest]: readonly string[],
  change: Change,
): SegmentDefinition {
  const use = Object.hasOwn(segment.elements, key) ? segment.elements[key] : undefined
  if (use === undefined) throw unknown(key)
  if (part === undefined) return { ...segment, elements: { ...segment.elements, [key]: withContent(use, change) } }
  const inner = isComposite(use) && rest.length === 0 && Object.hasOwn(use.parts, part) ? use.parts[part] : undefined
  if (inner === undefined || !isComposite(use)) throw unknown([part, ...rest].join('.'))
  const parts = { ...use.parts, [part]: withContent(inner, change) as ElementDefinition }
  return { ...segment, elements: { ...segment.elements, [key]: { ...use, parts } } }
}

function withContent(
  use: ElementDefinition | CompositeDefinition,
  change: Change,
): ElementDefinition | CompositeDefinition {
  allow(
    change,
    isComposite(use) ? ['name', 'required', 'ignore'] : ['name', 'required', 'ignore', 'min', 'max', 'only', 'map'],
  )
  const { min, max } = { ...('min' in use ? { min: use.min, max: use.max } : { min: 0, max: 0 }), ...change }
  if (min > max) throw new Impossible('最短长度大于最长长度。', 'The shortest length is above the longest.')
  return { ...use, ...change }
}

function allow(change: Change, fields: readonly string[]): void {
  const stray = Object.keys(change).find((field) => !fields.includes(field))
  if (stray !== undefined) throw new Impossible(`此处不能更改“${stray}”。`, `“${stray}” cannot be changed here.`)
}

function withSegment(items: Items, added: AddedSegment): Items {
  const segment: SegmentDefinition = {
    tag: added.tag,
    name: { zh: added.zh, en: added.en },
    elements: Object.fromEntries(
      added.elements.map(({ key, id, format, zh, en, required }) => [
        key,
        { ...element(id, format, zh, en), ...(required ? { required } : {}) },
      ]),
    ),
  }
  const item: Item = { segment, max: Math.max(2, added.times) }
  return inserted(items, added.in ? added.in.split('.') : [], added, item)
}

function inserted(items: Items, [key, ...rest]: readonly string[], added: AddedSegment, item: Item): Items {
  if (key !== undefined) {
    const loop = Object.hasOwn(items, key) ? items[key] : undefined
    if (loop === undefined || !isLoop(loop)) throw unknown(key)
    return { ...items, [key]: { ...loop, items: inserted(loop.items, rest, added, item) } }
  }
  if (Object.hasOwn(items, added.key))
    throw new Impossible(`“${added.key}”已存在。`, `“${added.key}” is there already.`)
  const entries = Object.entries(items)
  const at = added.after === undefined ? entries.length : entries.findIndex(([name]) => name === added.after) + 1
  if (at === 0) throw unknown(added.after ?? '')
  return Object.fromEntries([...entries.slice(0, at), [added.key, item], ...entries.slice(at)])
}
