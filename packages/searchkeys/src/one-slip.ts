/** As many characters as bits of a number; queries have fewer, but for names written out. */
const MAX_BITS = 31

/**
 * Whether a text holds a part that differs from `wanted`, of two characters or more, by at most one wrong, missing, added or exchanged
 * character (optimal string alignment). Bit-parallel (Wu and Manber, "Fast text searching allowing errors", CACM 35, 1992) with a state
 * for two characters that changed places; what is longer than 31 characters is compared by its first 31.
 */
export function nearMatcher(wanted: readonly string[]): (text: ArrayLike<string>) => boolean {
  const length = Math.min(wanted.length, MAX_BITS)
  const masks = new Map<string, number>()
  for (let at = 0; at < length; at++)
    masks.set(wanted[at] as string, (masks.get(wanted[at] as string) ?? 0) | (1 << at))
  const whole = 1 << (length - 1)
  return (text) => {
    // Bit n: the first n + 1 characters of what is wanted end here; as written, with one slip, as written one character before.
    let exact = 0
    let near = 1
    let before = 0
    let maskBefore = 0
    for (let at = 0; at < text.length; at++) {
      const mask = masks.get(text[at] as string) ?? 0
      const exactHere = ((exact << 1) | 1) & mask
      const exchanged = ((before << 2) | 2) & maskBefore & (mask << 1)
      near = (((near << 1) | 1) & mask) | exact | (exact << 1) | 1 | (exactHere << 1) | exchanged
      before = exact
      exact = exactHere
      maskBefore = mask
      if (((exact | near) & whole) !== 0) return true
    }
    return false
  }
}
