/** A tag of two or three capitals and digits in one number, which costs no text: its bytes, the first the highest. */
export const tagNumber = (tag: string) =>
  (tag.charCodeAt(0) << 16) | (tag.charCodeAt(1) << 8) | (tag.charCodeAt(2) || 0)

/** The same of the bytes from `from` to `to`; 0 where they are no tag. */
export function tagNumberAt(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  if (length < 2 || length > 3) return 0
  const first = bytes[from] as number
  const second = bytes[from + 1] as number
  if (((tagBytes[first] as number) & (tagBytes[second] as number)) === 0) return 0
  if (length === 2) return (first << 16) | (second << 8)
  const third = bytes[from + 2] as number
  return tagBytes[third] === 1 ? (first << 16) | (second << 8) | third : 0
}

export const isTagByte = (byte: number) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39)
/** 1 for capitals and digits. */
const tagBytes = Uint8Array.from({ length: 256 }, (_, byte) => (isTagByte(byte) ? 1 : 0))

const mostKnown = 4096
const known = new Map<number, string>()

/** The tag as a text: always the same one, so that to compare it and to look it up costs little. */
export function tagText(number: number): string {
  const text = known.get(number)
  if (text !== undefined) return text
  const bytes = [number >> 16, (number >> 8) & 0xff, number & 0xff].filter((byte) => byte > 0)
  // A name of a property is kept once by the engine; two of them are compared without their letters.
  const tag = Object.keys({ [String.fromCharCode(...bytes)]: 0 })[0] as string
  if (known.size < mostKnown) known.set(number, tag)
  return tag
}
