import { isBlank } from './service-bytes.ts'

export type Standard = 'x12' | 'edifact'

/** The service characters of an interchange, as byte values; -1 where it has none. */
export interface Delimiters {
  readonly standard: Standard
  readonly element: number
  readonly component: number
  readonly repetition: number
  /** Makes the next byte data (EDIFACT's `?`). */
  readonly release: number
  readonly terminator: number
  /** The bytes behind the first of a terminator outside ASCII, as `…` in UTF-8; mostly none. */
  readonly terminatorTail: readonly number[]
}

const code = (character: string) => character.charCodeAt(0)
const none = -1

export const edifactDefaults: Delimiters = {
  standard: 'edifact',
  element: code('+'),
  component: code(':'),
  repetition: none,
  release: code('?'),
  terminator: code("'"),
  terminatorTail: [],
}

/** Syntax version 4 (ISO 9735:1998) repeats elements; an interchange without UNA does so by `*`. */
export const edifactVersion4: Delimiters = { ...edifactDefaults, repetition: code('*') }

export const x12Defaults: Delimiters = {
  standard: 'x12',
  element: code('*'),
  component: code(':'),
  repetition: none,
  release: none,
  terminator: code('~'),
  terminatorTail: [],
}

const isAlphanumeric = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
/** Bytes that may stand between data: neither letter, digit nor blank. */
const maySeparate = (byte: number) => byte < 0x80 && !isAlphanumeric(byte) && byte !== 0x20

export interface Detected {
  delimiters: Delimiters
  /** Bytes to skip before the first segment: those of a UNA. */
  skip: number
  /** False for an ISA that is not 106 bytes of fixed fields. */
  fixed: boolean
}

/** An ISA segment is never longer than this, whatever is wrong with it. */
const mostIsaBytes = 400
const unaBytes = 9
const isaBytes = 106
const mostTailBytes = 3
/** Enough to see what follows an ISA whose fields are not padded. */
const bytesBehindHead = 64
const isaElements = 16
/** Where the sixteen separators of an ISA stand when every field has its fixed width. */
const isaSeparators = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103]

/**
 * The service characters of the interchange that begins at `at`, read from its own head: ISA (with fixed fields or, as found
 * in the wild, without), UNA, or the defaults of a UNB. `more`: the head is not whole yet, ask again with more bytes.
 * Undefined: no interchange begins here.
 */
export function detectDelimiters(
  bytes: Uint8Array,
  at: number,
  end: number,
  last: boolean,
): Detected | 'more' | undefined {
  if (end - at < 4) return last ? undefined : beginsLikeHead(bytes, at, end) ? 'more' : undefined
  if (startsWith(bytes, at, 'ISA') && maySeparate(bytes[at + 3] as number)) return detectX12(bytes, at, end, last)
  if (startsWith(bytes, at, 'UNA') && !isAlphanumeric(bytes[at + 3] as number))
    return end - at < unaBytes ? (last ? undefined : 'more') : detectUna(bytes, at)
  if (startsWith(bytes, at, 'UNB') && bytes[at + 3] === edifactDefaults.element)
    return { delimiters: edifactDefaults, skip: 0, fixed: true }
  return undefined
}

export const startsWith = (bytes: Uint8Array, at: number, tag: string) => {
  for (let i = 0; i < tag.length; i++) if (bytes[at + i] !== tag.charCodeAt(i)) return false
  return true
}

function beginsLikeHead(bytes: Uint8Array, at: number, end: number): boolean {
  const begun = String.fromCharCode(...bytes.subarray(at, end))
  return ['ISA', 'UNA', 'UNB'].some((tag) => tag.startsWith(begun) || begun.startsWith(tag))
}

function detectUna(bytes: Uint8Array, at: number): Detected {
  const [component, element, , release, repetition, terminator] = bytes.subarray(
    at + 3,
    at + unaBytes,
  ) as unknown as number[]
  const optional = (byte = 0x20) => (byte === 0x20 ? none : byte)
  return {
    delimiters: {
      standard: 'edifact',
      element: element as number,
      component: component as number,
      repetition: optional(repetition),
      release: optional(release),
      terminator: terminator as number,
      terminatorTail: [],
    },
    skip: unaBytes,
    fixed: true,
  }
}

function detectX12(bytes: Uint8Array, at: number, end: number, last: boolean): Detected | 'more' {
  const element = bytes[at + 3] as number
  const length = Math.min(end, at + mostIsaBytes)
  const mayGrow = !last && end - at < mostIsaBytes
  if (mayGrow && end - at < isaBytes + 2 * mostTailBytes) return 'more'
  if (end - at >= isaBytes && isaSeparators.every((offset) => bytes[at + offset] === element)) {
    const detected = detectFixed(bytes, at, length, mayGrow)
    if (detected) return detected
  }
  const [sixteenth, eleventh] = separatorsOf(bytes, at, length, element)
  if (mayGrow && (sixteenth === undefined || sixteenth + bytesBehindHead > end)) return 'more'
  return { delimiters: inTheWild(bytes, at, length, element, sixteenth, eleventh), skip: 0, fixed: false }
}

/** Undefined where the separators stand at their places and what follows them cannot be right. */
function detectFixed(bytes: Uint8Array, at: number, end: number, mayGrow: boolean): Detected | 'more' | undefined {
  const [element, component] = [bytes[at + 3] as number, bytes[at + 104] as number]
  const repetition = repetitionOf(bytes[at + 82])
  const terminatorAt =
    at + isaBytes - 1 + (component < 0xc0 ? 0 : continuationBytes(bytes, at + isaBytes - 1, end).length)
  const terminator = bytes[terminatorAt] as number
  if (isBlank(terminator) && !isAlphanumeric(component)) {
    const lineEnd = endOfNextLine(bytes, terminatorAt + 1, end)
    if (lineEnd === undefined && mayGrow) return 'more'
    if (lineEnd !== undefined && bytes[lineEnd - 1] === component)
      return { delimiters: x12(element, none, repetition, component), skip: 0, fixed: false }
  }
  if (isAlphanumeric(terminator) || terminator === element) return undefined
  const terminatorTail = terminator < 0xc0 ? [] : continuationBytes(bytes, terminatorAt + 1, end)
  return { delimiters: { ...x12(element, component, repetition, terminator), terminatorTail }, skip: 0, fixed: true }
}

/** The line end behind the next line that holds anything; where ISA16 is left out, its `~` stands before that too. */
function endOfNextLine(bytes: Uint8Array, from: number, end: number): number | undefined {
  let i = from
  while (i < end && isBlank(bytes[i] as number)) i++
  for (; i < end; i++) if (bytes[i] === 0x0a || bytes[i] === 0x0d) return i
  return undefined
}

/** UTF-8 bytes that belong to the character begun before. */
function continuationBytes(bytes: Uint8Array, from: number, end: number): number[] {
  const tail: number[] = []
  for (let i = from; i < end && tail.length < 3 && ((bytes[i] as number) & 0xc0) === 0x80; i++)
    tail.push(bytes[i] as number)
  return tail
}

const x12 = (element: number, component: number, repetition: number, terminator: number): Delimiters => ({
  ...x12Defaults,
  element,
  component,
  repetition: repetition === element ? none : repetition,
  terminator,
})

/** ISA11 is the repetition separator since release 00402; before it was `U` for the standards body. */
const repetitionOf = (byte = 0x55) => (maySeparate(byte) ? byte : none)

function separatorsOf(bytes: Uint8Array, at: number, end: number, element: number): (number | undefined)[] {
  const found: number[] = []
  for (let i = at; i < end && found.length < isaElements; i++) if (bytes[i] === element) found.push(i)
  return [found[isaElements - 1], found[10]]
}

/** An ISA whose fields are not padded: its sixteenth element is the component separator, and what follows ends the segment. */
function inTheWild(
  bytes: Uint8Array,
  at: number,
  end: number,
  element: number,
  sixteenth: number | undefined,
  eleventh: number | undefined,
): Delimiters {
  const repetition = eleventh === undefined ? none : repetitionOf(bytes[eleventh + 1])
  const group = beginOfGroup(bytes, at, end, element)
  if (sixteenth !== undefined && (group === undefined || group > sixteenth)) {
    const component = sixteenth + 1 < end ? (bytes[sixteenth + 1] as number) : x12Defaults.component
    const terminator = sixteenth + 2 < end ? (bytes[sixteenth + 2] as number) : x12Defaults.terminator
    if (terminator === element && group !== undefined)
      return x12(element, component, repetition, endBefore(bytes, group))
    // Nothing in ISA16: what stands there already ends the segment.
    if (group !== undefined && blankBetween(bytes, sixteenth + 2, group))
      return x12(element, none, repetition, component)
    return x12(element, component, repetition, isAlphanumeric(terminator) ? x12Defaults.terminator : terminator)
  }
  return x12(
    element,
    x12Defaults.component,
    repetition,
    group === undefined ? x12Defaults.terminator : endBefore(bytes, group),
  )
}

/** Where `GS` and the separator stand behind something that is no letter or digit. */
function beginOfGroup(bytes: Uint8Array, at: number, end: number, element: number): number | undefined {
  for (let i = at + 4; i < end - 2; i++)
    if (
      bytes[i] === 0x47 &&
      bytes[i + 1] === 0x53 &&
      bytes[i + 2] === element &&
      !isAlphanumeric(bytes[i - 1] as number)
    )
      return bytes[i - 1] === element ? undefined : i
  return undefined
}

function blankBetween(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isBlank(bytes[i] as number)) return false
  return from <= to
}

/** The byte that ends the segment before: line ends count only where nothing else stands. */
function endBefore(bytes: Uint8Array, at: number): number {
  let i = at - 1
  while (isBlank(bytes[i] as number)) i--
  return isAlphanumeric(bytes[i] as number) ? (bytes[i + 1] as number) : (bytes[i] as number)
}
