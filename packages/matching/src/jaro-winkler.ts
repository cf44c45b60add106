const taken = new Uint8Array(256)

/**
 * Jaro–Winkler similarity 0..1: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the
 * Fellegi–Sunter Model of Record Linkage" (1990), prefix scale 0.1, up to four characters, no threshold. The two texts
 * are put in one order first, for Jaro's greedy matching alone is not symmetric. Only the first 128 characters count.
 * @example jaroWinkler('martha', 'marhta') // 0.9611…
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1
  if (one === '' || other === '') return 0
  const inOrder = one.length < other.length || (one.length === other.length && one < other)
  return inOrder ? ordered(one, other) : ordered(other, one)
}

function ordered(shorter: string, longer: string): number {
  const a = Math.min(shorter.length, 128)
  const b = Math.min(longer.length, 128)
  const reach = Math.max(0, Math.floor(b / 2) - 1)
  taken.fill(0, 0, a + b)
  const matches = countMatches(shorter, longer, a, b, reach)
  if (matches === 0) return 0
  const moved = countMoved(shorter, longer, a, b) / 2
  const jaro = (matches / a + matches / b + (matches - moved) / matches) / 3

  let prefix = 0
  while (prefix < 4 && prefix < a && shorter.charCodeAt(prefix) === longer.charCodeAt(prefix)) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Marks matched places: of the longer text in taken[0..b), of the shorter in taken[b..a+b). */
function countMatches(shorter: string, longer: string, a: number, b: number, reach: number): number {
  let matches = 0
  for (let i = 0; i < a; i += 1) {
    const char = shorter.charCodeAt(i)
    const to = Math.min(b - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= to; j += 1) {
      if (taken[j] === 1 || longer.charCodeAt(j) !== char) continue
      taken[j] = 1
      taken[b + i] = 1
      matches += 1
      break
    }
  }
  return matches
}

function countMoved(shorter: string, longer: string, a: number, b: number): number {
  let moved = 0
  let j = 0
  for (let i = 0; i < a; i += 1) {
    if (taken[b + i] === 0) continue
    while (taken[j] === 0) j += 1
    if (shorter.charCodeAt(i) !== longer.charCodeAt(j)) moved += 1
    j += 1
  }
  return moved
}
