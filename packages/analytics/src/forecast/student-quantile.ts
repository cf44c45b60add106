import { normalQuantile } from '../numeric/normal-quantile.ts'

/**
 * The value below which Student's t lies with probability p: exact for 1 and 2 degrees of freedom, from 3 upwards by the expansion of
 * Abramowitz & Stegun 26.7.5 (four terms, right to 1 % for p up to .995).
 * @param p above 0 and below 1
 */
export function studentQuantile(p: number, degrees: number): number {
  if (degrees === 1) return Math.tan(Math.PI * (p - 0.5))
  if (degrees === 2) return (2 * p - 1) / Math.sqrt(2 * p * (1 - p))
  const z = normalQuantile(p)
  const s = z * z
  const terms = [
    (z * (s + 1)) / 4,
    (z * (5 * s * s + 16 * s + 3)) / 96,
    (z * (3 * s ** 3 + 19 * s * s + 17 * s - 15)) / 384,
    (z * (79 * s ** 4 + 776 * s ** 3 + 1482 * s * s - 1920 * s - 945)) / 92160,
  ]
  return terms.reduce((sum, term, at) => sum + term / degrees ** (at + 1), z)
}
