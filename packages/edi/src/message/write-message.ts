import type { EdiWriter, ElementValue } from '../write/edi-writer.ts'
import { withoutPoint } from './check-element.ts'
import { type ElementDefinition, isComposite, type MessageDefinition, type SegmentDefinition } from './definition.ts'
import { type Level, levelOf } from './levels.ts'
import type { AnyNode, AnySegment, MessageOf, OtherSegment } from './typed.ts'

export interface MessageHead {
  /** ST02 or UNH 0062. */
  control: string
  /** EDIFACT: version, release and agency, as `D:96A:UN`. X12: ST03, where a guide asks for it. */
  version?: string
}

/** Writes a message with its head and end; what was read without an issue comes out as it was. */
export function writeMessage<const D extends MessageDefinition>(
  writer: EdiWriter,
  definition: D,
  message: MessageOf<D>,
  { control, version = '' }: MessageHead,
): void {
  const { standard, type, items } = definition
  const first = writer.count
  const x12 = standard === 'x12'
  if (x12) writer.segment('ST', type, control, ...(version ? [version] : []))
  else writer.segment('UNH', control, [type, ...version.split(':').filter(Boolean)])
  writeLevel(writer, levelOf(items), message as AnyNode)
  writer.segment(x12 ? 'SE' : 'UNT', String(writer.count - first + 1), control)
}

function writeLevel(writer: EdiWriter, level: Level, node: AnyNode): void {
  const others = node.other ?? []
  for (const other of others) if (other.after === undefined) writeOther(writer, other)
  for (const { key, head, level: inner } of level.steps) {
    const value = node[key]
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value])
      if (inner) writeLevel(writer, inner, one as AnyNode)
      else writeSegment(writer, head.segment, one as AnySegment)
    for (const other of others) if (other.after === key) writeOther(writer, other)
  }
}

const writeOther = (writer: EdiWriter, { tag, elements }: OtherSegment) => writer.segment(tag, ...elements)

function writeSegment(writer: EdiWriter, { tag, elements }: SegmentDefinition, value: AnySegment): void {
  const written: ElementValue[] = Object.entries(elements).map(([key, use]) => {
    const said = value[key]
    if (said === undefined) return ''
    const all = use.repeat === undefined ? [said] : (said as unknown[])
    return all.map((one) =>
      isComposite(use) ? componentsOf(use.parts, one as AnySegment) : [textOf(use, one as string)],
    )
  })
  const extra = (value.extra ?? []) as string[][][]
  writer.segment(tag, ...withoutEmptyEnd([...written, ...extra]))
}

function componentsOf(parts: Readonly<Record<string, ElementDefinition>>, value: AnySegment): string[] {
  const texts = Object.entries(parts).map(([key, part]) => textOf(part, (value[key] ?? '') as string))
  const all = [...texts, ...((value.extra ?? []) as string[])]
  while (all.length > 1 && all.at(-1) === '') all.pop()
  return all
}

function textOf({ type, map }: ElementDefinition, value: string): string {
  const sent = Object.entries(map ?? {}).find(([, standard]) => standard === value)?.[0] ?? value
  return type[0] === 'N' ? withoutPoint(sent, Number(type[1])) : sent
}

const isEmpty = (value: ElementValue) => [value].flat(2).join('') === ''

function withoutEmptyEnd(values: ElementValue[]): ElementValue[] {
  const kept = [...values]
  while (kept.length > 0 && isEmpty(kept.at(-1) as ElementValue)) kept.pop()
  return kept
}
