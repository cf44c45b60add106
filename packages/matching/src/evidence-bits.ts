import type { FieldEvidence } from './match-settings.ts'

/**
 * Bits of evidence of a similarity (Fellegi & Sunter 1969, interpolated after Winkler 1990).
 * @example evidenceBits({ m: 0.9, u: 0.1, floor: 0.5 }, 1) // log2(9) = 3.17
 */
export function evidenceBits({ m, u, floor }: FieldEvidence, similarity: number): number {
  const agree = Math.log2(m / u)
  if (similarity >= 1) return agree
  const disagree = Math.log2((1 - m) / (1 - u))
  if (similarity <= floor) return disagree
  return disagree + ((agree - disagree) * (similarity - floor)) / (1 - floor)
}
