/** All pairs of neighbouring characters, hashed to 16 bits, in ascending order. */
export function letterPairs(text: string): Uint16Array {
  const pairs = new Uint16Array(Math.max(0, text.length - 1))
  for (let i = 0; i + 1 < text.length; i += 1) pairs[i] = text.charCodeAt(i) * 257 + text.charCodeAt(i + 1)
  return pairs.sort()
}

/**
 * Dice's coefficient of two texts' letter pairs (Dice, Ecology 26, 1945): twice the shared over all. Does not mind where
 * a space went astray or in which order the lines stand.
 * @example pairSimilarity(letterPairs('night'), letterPairs('nacht')) // 0.25
 */
export function pairSimilarity(one: Uint16Array, other: Uint16Array): number {
  if (one.length + other.length === 0) return 0
  let shared = 0
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = one[i] as number
    const b = other[j] as number
    if (a === b) shared += 1
    if (a <= b) i += 1
    if (b <= a) j += 1
  }
  return (2 * shared) / (one.length + other.length)
}
