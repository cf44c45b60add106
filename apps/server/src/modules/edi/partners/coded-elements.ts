import type { EdiCodedElement } from '@quayside/contract'
import { codesOf, type ElementDefinition, type MessageDefinition, type Standard } from '@quayside/edi'

type Items = MessageDefinition['items']
type Item = Items[string]
type SegmentUse = Extract<Item, { segment: unknown }>

/** Every element of a message whose codes mean something, by its path, with those codes. */
export function codedElements({ standard, items }: MessageDefinition): EdiCodedElement[] {
  return within(standard, items, [])
}

function within(standard: Standard, items: Items, before: readonly string[]): EdiCodedElement[] {
  return Object.entries(items).flatMap(([key, item]) => {
    const path = [...before, key]
    return 'items' in item ? within(standard, item.items, path) : ofSegment(standard, item, path)
  })
}

function ofSegment(standard: Standard, { segment }: SegmentUse, path: readonly string[]): EdiCodedElement[] {
  return Object.entries(segment.elements).flatMap(([name, use]) =>
    ('parts' in use ? partsOf(name, use.parts) : [[name, use] as const]).flatMap(([at, element]) => {
      const codes = Object.entries(codesOf(standard, element.id)).map(([code, [zh, en]]) => ({ code, zh, en }))
      if (codes.length === 0) return []
      const { zh, en } = element.name
      return [{ path: [...path, at].join('.'), zh: `${segment.tag} ${zh}`, en: `${segment.tag} ${en}`, codes }]
    }),
  )
}

const partsOf = (name: string, parts: Readonly<Record<string, ElementDefinition>>) =>
  Object.entries(parts).map(([part, element]) => [`${name}.${part}`, element] as const)
