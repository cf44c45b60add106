import type { EdiCodedElement } from '@quayside/contract'
import { codesOf, type ElementDefinition, type MessageDefinition } from '@quayside/edi'

type Items = MessageDefinition['items']
type Item = Items[string]
type SegmentUse = Extract<Item, { segment: unknown }>

/** Every element of a message whose codes mean something, by its path, with those codes. */
export const codedElements = (definition: MessageDefinition): EdiCodedElement[] =>
  elementsOf(definition.items, []).flatMap(({ path, tag, element }) => {
    const codes = Object.entries(codesOf(definition.standard, element.id)).map(([code, [zh, en]]) => ({ code, zh, en }))
    const { zh, en } = element.name
    return codes.length > 0 ? [{ path, zh: `${tag} ${zh}`, en: `${tag} ${en}`, codes }] : []
  })

/** The element a path leads to, if its codes mean something. */
export const codedElementAt = ({ standard, items }: MessageDefinition, path: string): ElementDefinition | undefined => {
  const found = elementsOf(items, []).find((one) => one.path === path)?.element
  return found && Object.keys(codesOf(standard, found.id)).length > 0 ? found : undefined
}

interface ElementAt {
  path: string
  tag: string
  element: ElementDefinition
}

function elementsOf(items: Items, before: readonly string[]): ElementAt[] {
  return Object.entries(items).flatMap(([key, item]) => {
    const path = [...before, key]
    return 'items' in item ? elementsOf(item.items, path) : ofSegment(item, path)
  })
}

const ofSegment = ({ segment }: SegmentUse, path: readonly string[]): ElementAt[] =>
  Object.entries(segment.elements).flatMap(([name, use]) =>
    ('parts' in use ? partsOf(name, use.parts) : [[name, use] as const]).map(([at, element]) => ({
      path: [...path, at].join('.'),
      tag: segment.tag,
      element,
    })),
  )

const partsOf = (name: string, parts: Readonly<Record<string, ElementDefinition>>) =>
  Object.entries(parts).map(([part, element]) => [`${name}.${part}`, element] as const)
