import type { FieldEvidence } from './match-settings.ts'

type Bits = { readonly agree: number; readonly disagree: number }

const worked = new WeakMap<FieldEvidence, Bits>()

/**
 * Bits of evidence of a similarity (Fellegi & Sunter 1969, interpolated after Winkler 1990).
 * @example evidenceBits({ m: 0.9, u: 0.1, floor: 0.5 }, 1) // log2(9) = 3.17
 */
export function evidenceBits(evidence: FieldEvidence, similarity: number): number {
  const { agree, disagree } = worked.get(evidence) ?? work(evidence)
  if (similarity >= 1) return agree
  if (similarity <= evidence.floor) return disagree
  return disagree + ((agree - disagree) * (similarity - evidence.floor)) / (1 - evidence.floor)
}

function work(evidence: FieldEvidence): Bits {
  const { m, u } = evidence
  const bits = { agree: Math.log2(m / u), disagree: Math.log2((1 - m) / (1 - u)) }
  worked.set(evidence, bits)
  return bits
}
