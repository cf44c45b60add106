import type { Rule } from './association-rules.ts'

/** From the strongest: by falling confidence, lift and count; where these are equal by codes, so that the order of the input never shows. */
export function byStrength(one: Rule, other: Rule): number {
  return (
    other.confidence - one.confidence ||
    other.lift - one.lift ||
    other.count - one.count ||
    one.to - other.to ||
    one.from.length - other.from.length ||
    one.from.reduce((found, code, at) => found || code - (other.from[at] as number), 0)
  )
}
