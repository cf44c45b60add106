import type { ConsoleKind, ConsoleValue } from '@quayside/contract'

/** By column `c3`, falling `-c3`; nothing goes last either way. Rows as they came are left alone. */
export function sortRows(
  rows: readonly ConsoleValue[][],
  kinds: readonly ConsoleKind[],
  sort: string | undefined,
): readonly ConsoleValue[][] {
  const [, falling, place] = /^(-?)c(\d+)$/.exec(sort ?? '') ?? []
  if (place === undefined) return rows
  const at = Number(place)
  const compare = kinds[at] === 'number' ? compareNumbers : compareTexts
  return rows.toSorted((one, other) => {
    const [a, b] = [one[at] ?? null, other[at] ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return falling ? compare(b, a) : compare(a, b)
  })
}

const compareTexts = (a: ConsoleValue, b: ConsoleValue) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)

/** Whole numbers too long for a double came as text. */
function compareNumbers(a: ConsoleValue, b: ConsoleValue): number {
  const whole = /^-?\d+$/
  if (whole.test(String(a)) && whole.test(String(b))) {
    const [x, y] = [BigInt(String(a)), BigInt(String(b))]
    return x < y ? -1 : x > y ? 1 : 0
  }
  return Number(a) - Number(b) || 0
}
