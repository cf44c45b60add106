import {
  type Choice,
  type Item,
  type Items,
  isLoop,
  type MessageDefinition,
  type SegmentDefinition,
  type SegmentUse,
} from './definition.ts'

/** One item of a definition, made ready for reading. */
export interface Step {
  key: string
  item: Item
  /** The segment, or the one that begins the loop. */
  head: SegmentUse
  /** Name of the head in the loop's own items. */
  headKey: string
  max: number
  required: boolean
  when: Choice | undefined
  /** Of a loop: what it holds. */
  level: Level | undefined
}

/** The items of a message or loop, found by tag. */
export interface Level {
  steps: Step[]
  byTag: ReadonlyMap<string, readonly number[]>
  /** Loop identifier; empty for the message itself. */
  id: string
}

const known = new WeakMap<Items, Level>()

/** @throws {RangeError} where a loop does not begin with a segment */
export function levelOf(items: Items, id = ''): Level {
  const found = known.get(items)
  if (found) return found
  const steps = Object.entries(items).map(([key, item]) => stepOf(key, item))
  const byTag = new Map<string, number[]>()
  for (const [at, { head }] of steps.entries())
    byTag.set(head.segment.tag, [...(byTag.get(head.segment.tag) ?? []), at])
  const level = { steps, byTag, id }
  known.set(items, level)
  return level
}

function stepOf(key: string, item: Item): Step {
  const shared = { key, item, max: item.max, required: item.required === true }
  if (!isLoop(item)) return { ...shared, head: item, headKey: key, when: item.when, level: undefined }
  const [first] = Object.entries(item.items)
  if (first === undefined || isLoop(first[1]))
    throw new RangeError(`Loop ${item.id} (${key}) does not begin with a segment.`)
  const [headKey, head] = first
  return { ...shared, head, headKey, when: item.when ?? head.when, level: levelOf(item.items, item.id) }
}

const segments = new WeakMap<Items, ReadonlyMap<string, SegmentDefinition>>()

/** Every segment that the definition knows, wherever, by tag. */
export function segmentsOf({ items }: MessageDefinition): ReadonlyMap<string, SegmentDefinition> {
  let all = segments.get(items)
  if (all === undefined) {
    const found = new Map<string, SegmentDefinition>()
    const visit = ({ steps }: Level) => {
      for (const { head, level } of steps) {
        if (!found.has(head.segment.tag)) found.set(head.segment.tag, head.segment)
        if (level) visit(level)
      }
    }
    visit(levelOf(items))
    all = found
    segments.set(items, all)
  }
  return all
}
