import fc from 'fast-check'
import type { MessageDefinition } from '../src/index.ts'
import {
  type CompositeDefinition,
  type ElementDefinition,
  type Items,
  isComposite,
  isLoop,
  type SegmentDefinition,
} from '../src/message/definition.ts'

/** Separators, the release character, Chinese: whatever a partner may write, but for blanks at the end. */
const letter = fc.constantFrom(...'ABZ019.-', "'", '+', ':', '?', '*', '上', 'é')

function text({ type, min, max }: ElementDefinition): fc.Arbitrary<string> {
  const longest = Math.min(max, Math.max(min, 6))
  if (type === 'n')
    return fc.integer({ min: min > 1 ? 10 ** (min - 1) : 0, max: 10 ** Math.min(max, 6) - 1 }).map(String)
  if (type === 'DT') return fc.constantFrom('20261122', '20240229', '991231')
  if (type === 'TM') return fc.constantFrom('0000', '1009', '235959')
  if (type === 'R') return fc.constantFrom('0', '7', '-3', '.5')
  if (type[0] === 'N') return implied(Number(type[1]), Math.max(min, Number(type[1]) + 1))
  if (type === 'a') return fc.string({ unit: fc.constantFrom('D', 'S'), minLength: min, maxLength: longest })
  return fc.string({ unit: letter, minLength: Math.max(1, min), maxLength: longest })
}

/** A number of X12 as it is read: the point where the standard implies it. */
const implied = (decimals: number, digits: number) =>
  fc.integer({ min: 10 ** (digits - 1), max: 10 ** digits - 1 }).map((number) => {
    const written = String(number)
    return decimals === 0 ? written : `${written.slice(0, -decimals)}.${written.slice(-decimals)}`
  })

type Shape = Record<string, fc.Arbitrary<unknown>>

/** What is mandatory always; of the rest some. */
function some(shape: Shape, required: string[]): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(shape, { requiredKeys: required }).map((record) => {
    const kept = Object.entries(record).filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    return Object.fromEntries(kept)
  })
}

function composite({ parts }: CompositeDefinition): fc.Arbitrary<Record<string, unknown>> {
  const keys = Object.keys(parts)
  const required = keys.filter((key) => parts[key]?.required)
  const shape = Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, text(part)]))
  // One without anything would not be written.
  return some(shape, required.length > 0 ? required : keys.slice(0, 1))
}

const one = (use: CompositeDefinition | ElementDefinition) => {
  const content = isComposite(use) ? composite(use) : text(use)
  return use.repeat === undefined ? content : fc.array(content as fc.Arbitrary<unknown>, { minLength: 1, maxLength: 3 })
}

function segmentValue({ elements }: SegmentDefinition): fc.Arbitrary<Record<string, unknown>> {
  const shape = Object.fromEntries(Object.entries(elements).map(([key, use]) => [key, one(use)]))
  return some(
    shape,
    Object.keys(elements).filter((key) => elements[key]?.required),
  )
}

function node(items: Items, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const shape: Shape = {}
  const required: string[] = []
  for (const [at, [key, item]] of Object.entries(items).entries()) {
    const loop = isLoop(item)
    if (loop && depth === 0) continue
    const value = loop ? node(item.items, depth - 1) : segmentValue(item.segment)
    const single = !loop && item.max === 1
    const head = at === 0
    const must = head || item.required
    shape[key] = single ? value : fc.array(value, { minLength: must ? 1 : 0, maxLength: Math.min(item.max, 2) })
    if (must) required.push(key)
  }
  return some(shape, required)
}

/** Any message that the definition allows, its loops nested up to `depth`. */
export const generated = ({ items }: MessageDefinition, depth: number): fc.Arbitrary<Record<string, unknown>> =>
  node(items, depth)
