import type { Delimiters } from './delimiters.ts'

/** What a byte is to the reader; 0 is data. In the order in which the search for the end of a segment tells them apart. */
export const elementKind = 1
export const componentKind = 2
export const repetitionKind = 3
export const terminatorKind = 4
export const releaseKind = 5
/** Above 127: data, but its text is not its bytes. */
export const highKind = 6

/** For each byte value its kind. */
export type Kinds = Uint8Array

export function kindsOf({ element, component, repetition, release, terminator }: Delimiters): Kinds {
  const kinds = new Uint8Array(256).fill(highKind, 128)
  // Where two are the same byte, the later one counts.
  if (component >= 0 && component < 128) kinds[component] = componentKind
  if (repetition >= 0 && repetition < 128) kinds[repetition] = repetitionKind
  kinds[element] = elementKind
  if (release >= 0) kinds[release] = releaseKind
  kinds[terminator] = terminatorKind
  return kinds
}

/** What may stand between segments. */
export const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
