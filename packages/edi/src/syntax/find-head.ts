import { type Delimiters, edifactDefaults, startsWith, x12Defaults } from './delimiters.ts'

const headTags = ['ISA', 'UNA', 'UNB']
const letterA = 0x41
const letterB = 0x42
const letterI = 0x49
const letterS = 0x53
const letterU = 0x55
const letterN = 0x4e

/** Cheap, since it is asked of every segment: `ISA`, `UNA`, `UNB`, or too few bytes to say. */
export function beginsHead(bytes: Uint8Array, at: number, length: number): boolean {
  const first = bytes[at]
  if (first !== letterI && first !== letterU) return false
  if (at + 2 >= length) return true
  const third = bytes[at + 2]
  return first === letterI
    ? bytes[at + 1] === letterS && third === letterA
    : bytes[at + 1] === letterN && (third === letterA || third === letterB)
}

/** Where the next head might begin; the end, less what could be the begin of one, where there is none. */
export function nextHead(bytes: Uint8Array, from: number, length: number): number {
  for (let i = from; i < length; i++) {
    if (bytes[i] !== letterI && bytes[i] !== letterU) continue
    if (headTags.some((tag) => startsWith(bytes, i, tag.slice(0, Math.min(3, length - i))))) return i
  }
  return length
}

/** GS, ST, UNG or UNH without an interchange: the separators are the usual ones, or those the segment shows. */
export function guessDelimiters(bytes: Uint8Array, at: number, length: number): Delimiters | undefined {
  if (startsWith(bytes, at, 'UNH+') || startsWith(bytes, at, 'UNG+')) return edifactDefaults
  if (!startsWith(bytes, at, 'GS') && !startsWith(bytes, at, 'ST')) return undefined
  const element = bytes[at + 2] as number
  if (!/[^0-9A-Za-z\s]/.test(String.fromCharCode(element))) return undefined
  const head = Buffer.from(bytes.subarray(at, Math.min(length, at + 200))).toString('latin1')
  const separator = String.fromCharCode(element)
  const terminator = [...head.slice(3)].find(
    (character) => character !== separator && /[^0-9A-Za-z .,:;_/@#&()-]/.test(character),
  )
  return { ...x12Defaults, element, terminator: terminator?.charCodeAt(0) ?? x12Defaults.terminator }
}
