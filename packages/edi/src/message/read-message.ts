import type { Segment } from '../syntax/segment.ts'
import type { Choice, MessageDefinition, SegmentDefinition } from './definition.ts'
import { type Level, levelOf, type Step, segmentsOf } from './levels.ts'
import { type MessageIssue, type MessageIssueCode, messageSentence, severityOfMessageIssue } from './message-issue.ts'
import { type ElementIssue, readSegment } from './read-segment.ts'
import type { AnyNode, AnySegment, MessageOf } from './typed.ts'

/** Where something that was read stood. */
export interface Place {
  segment: Segment
  /** 1 for ST or UNH. */
  position: number
}

export interface ReadMessage<D extends MessageDefinition = MessageDefinition> {
  definition: D
  message: MessageOf<D>
  /** In the order of the message. */
  issues: MessageIssue[]
  /** Without errors; warnings may be there. */
  ok: boolean
  /** Where a segment of the result (`message.parties[0].N1`) stood. */
  placeOf(segment: object): Place | undefined
}

/** One repetition of a loop, or the message itself, while it is being read. */
interface Frame {
  level: Level
  node: AnyNode
  /** The step of the last segment met. */
  at: number
  counts: number[]
  /** For mandatory steps passed over: before which segment they should have come. */
  passed: Map<number, Place>
}

type Found = [depth: number, step: number]

/**
 * Reads the segments of one message, those between its head and end, by a definition. Never throws on what partners send: what
 * is understood is in `message`, the rest as it came under `other` and `extra`, and every deviation is an issue. The segments
 * must be kept ones (`Segment.keep()`).
 */
export function readMessage<const D extends MessageDefinition>(
  definition: D,
  segments: Iterable<Segment>,
): ReadMessage<D> {
  return new MessageReading(definition).read(segments)
}

class MessageReading<D extends MessageDefinition> {
  readonly #definition: D
  readonly #stack: Frame[]
  readonly #issues: MessageIssue[] = []
  readonly #places = new Map<object, Place>()
  #place: Place | undefined

  constructor(definition: D) {
    this.#definition = definition
    this.#stack = [frameOf(levelOf(definition.items))]
  }

  read(segments: Iterable<Segment>): ReadMessage<D> {
    let position = 1
    for (const segment of segments) {
      this.#place = { segment, position: ++position }
      this.#take(segment)
    }
    const root = this.#stack[0] as Frame
    this.#closeTo(-1, true)
    const issues = this.#issues.sort((one, other) => one.position - other.position)
    return {
      definition: this.#definition,
      // The walk above filled the node by the very definition its type is made of.
      message: root.node as MessageOf<D>,
      issues,
      ok: !issues.some(({ severity }) => severity === 'error'),
      placeOf: (value) => this.#places.get(value),
    }
  }

  #take(segment: Segment): void {
    const found = this.#find(segment)
    if (found) this.#accept(segment, ...found)
    else this.#keepOther(segment)
  }

  /** The nearest place for a segment: onward from where we are, then beyond the most allowed, then out of order. */
  #find(segment: Segment): Found | undefined {
    const tag = segment.tag
    return (
      this.#nearest(segment, tag, (frame, step) => step >= frame.at && hasRoom(frame, step)) ??
      this.#nearest(segment, tag, (frame, step) => step >= frame.at && mayExceed(frame, step)) ??
      this.#nearest(segment, tag, (frame, step) => step < frame.at && hasRoom(frame, step))
    )
  }

  #nearest(segment: Segment, tag: string, fits: (frame: Frame, step: number) => boolean): Found | undefined {
    for (let depth = this.#stack.length - 1; depth >= 0; depth--) {
      const frame = this.#stack[depth] as Frame
      for (const step of frame.level.byTag.get(tag) ?? []) {
        const { when } = frame.level.steps[step] as Step
        if (fits(frame, step) && (when === undefined || isChosen(segment, when))) return [depth, step]
      }
    }
    return undefined
  }

  #accept(segment: Segment, depth: number, at: number): void {
    const frame = this.#stack[depth] as Frame
    const step = frame.level.steps[at] as Step
    // A single segment out of its order, perhaps of the head, does not end the loop we are in.
    if (at >= frame.at || step.level) this.#closeTo(depth)
    if (at < frame.at) this.#tellOf(step, 'segmentOutOfSequence', { level: frame.level })
    else this.#pass(frame, at)
    const count = (frame.counts[at] ?? 0) + 1
    frame.counts[at] = count
    if (count === step.max + 1)
      this.#tellOf(step, step.level ? 'loopOverMax' : 'segmentOverMax', {
        level: step.level ?? frame.level,
        limit: step.max,
      })
    if (step.level) this.#enter(frame, step, step.level, segment)
    else put(frame.node, step, this.#value(segment, step, frame.level))
  }

  #enter(frame: Frame, step: Step, level: Level, segment: Segment): void {
    const inner = frameOf(level)
    put(frame.node, step, inner.node)
    this.#stack.push(inner)
    inner.counts[0] = 1
    put(inner.node, level.steps[0] as Step, this.#value(segment, step, level))
  }

  #value(segment: Segment, { head }: Step, level: Level): AnySegment {
    const value = readSegment(segment, head.segment, (issue) => {
      if (!head.ignore?.includes(issue.code) && !issue.definition?.ignore?.includes(issue.code))
        this.#tellElement(issue, head.segment, level)
    })
    if (this.#place) this.#places.set(value, this.#place)
    return value
  }

  /** Moves on within a loop, and remembers what mandatory things should have come before. */
  #pass(frame: Frame, to: number): void {
    for (let at = frame.at; at < to; at++)
      if (this.#place && frame.level.steps[at]?.required && !frame.counts[at]) frame.passed.set(at, this.#place)
    frame.at = to
  }

  #closeTo(depth: number, ended = false): void {
    while (this.#stack.length > depth + 1) {
      const frame = this.#stack.pop() as Frame
      for (const [at, step] of frame.level.steps.entries())
        if (step.required && !frame.counts[at])
          this.#tellOf(step, 'segmentMissing', {
            level: step.level ?? frame.level,
            place: frame.passed.get(at) ?? this.#place,
            behind: ended && !frame.passed.has(at),
          })
    }
  }

  #keepOther(segment: Segment): void {
    const frame = this.#stack.at(-1) as Frame
    const after = frame.level.steps[frame.at]
    const other = {
      tag: segment.tag,
      elements: segment.elements(),
      ...(after && frame.counts[frame.at] ? { after: after.key } : {}),
    }
    frame.node.other = [...(frame.node.other ?? []), other]
    if (this.#place) this.#places.set(other, this.#place)
    const definition = segmentsOf(this.#definition).get(segment.tag)
    if (!definition) this.#tell('segmentUnknown', { level: frame.level })
    // It has a place on the way here, but that one is taken.
    else if (this.#nearest(segment, segment.tag, () => true))
      this.#tell('segmentOverMax', { definition, level: frame.level, limit: 1 })
    else this.#tell('segmentUnexpected', { definition, level: frame.level })
  }

  #tellElement({ definition, found, limit, ...issue }: ElementIssue, segment: SegmentDefinition, level: Level): void {
    const { tag } = segment
    const element = definition?.name ?? segment.name
    const reference = definition?.id
    const where = whereIs(this.#definition, tag, issue, reference)
    this.#issues.push({
      severity: severityOfMessageIssue(issue.code),
      ...this.#at(issue.element),
      tag,
      ...(level.id ? { loop: level.id } : {}),
      ...issue,
      ...(reference ? { reference } : {}),
      ...(found === undefined ? {} : { found }),
      sentence: messageSentence(issue.code, {
        tag,
        name: segment.name,
        where,
        element,
        ...(found === undefined ? {} : { found }),
        ...(limit === undefined ? {} : { limit }),
      }),
    })
  }

  #tellOf({ item, head }: Step, code: MessageIssueCode, telling: Omit<Telling, 'definition'>): void {
    if (!item.ignore?.includes(code)) this.#tell(code, { ...telling, definition: head.segment })
  }

  #tell(code: MessageIssueCode, { definition, level, limit, place = this.#place, behind }: Telling): void {
    const tag = definition?.tag ?? place?.segment.tag ?? ''
    const { position = 1, segment } = place ?? {}
    this.#issues.push({
      code,
      severity: severityOfMessageIssue(code),
      at: segment?.at(behind ? segment.size : 0) ?? 0,
      segment: segment?.number ?? 0,
      position: behind ? position + 1 : position,
      tag,
      ...(level.id ? { loop: level.id } : {}),
      sentence: messageSentence(code, {
        tag,
        ...(definition ? { name: definition.name } : {}),
        ...(limit === undefined ? {} : { limit }),
      }),
    })
  }

  #at(element: number): Pick<MessageIssue, 'at' | 'segment' | 'position'> {
    const { segment, position } = this.#place as Place
    return { at: segment.at(element), segment: segment.number, position }
  }
}

interface Telling {
  definition?: SegmentDefinition
  level: Level
  limit?: number
  place?: Place | undefined
  /** Behind the place, for what is missing when the message ends. */
  behind?: boolean
}

const frameOf = (level: Level): Frame => ({ level, node: {}, at: 0, counts: [], passed: new Map() })

const hasRoom = ({ level, counts }: Frame, step: number) => (counts[step] ?? 0) < (level.steps[step] as Step).max

/** What is read as a single value cannot come twice; and the head of a loop begins the next one. */
const mayExceed = ({ level }: Frame, step: number) => {
  const { max, level: loop } = level.steps[step] as Step
  return (loop !== undefined || max > 1) && !(step === 0 && level.id !== '')
}

const isChosen = (segment: Segment, { element, component, is }: Choice) =>
  is.includes(segment.text(element, component).trim())

/** Loops and repeated segments are arrays, others single. */
function put(node: AnyNode, { key, max, level }: Step, value: object): void {
  if (level === undefined && max === 1) node[key] = value
  else {
    const all = node[key] as object[] | undefined
    if (all) all.push(value)
    else node[key] = [value]
  }
}

/** As people of the trade write it: `BEG03`, `NAD+3039`. */
function whereIs(
  { standard }: MessageDefinition,
  tag: string,
  { element, component }: Omit<ElementIssue, 'code'>,
  reference?: string,
): string {
  if (standard === 'edifact') return `${tag}+${reference ?? element}`
  const part = component === undefined ? '' : `-${String(component).padStart(2, '0')}`
  return `${tag}${String(element).padStart(2, '0')}${part}`
}
