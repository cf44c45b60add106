import { oneSlip } from './one-slip.ts'

/**
 * A birth date as eight digits, year first; '' when it is none.
 * @example dateDigits('1972-8-12') // '19720812'
 */
export function dateDigits(text: string): string {
  const parts = text.normalize('NFKC').match(/\d+/g) ?? []
  if (parts.length === 1 && parts[0]?.length === 8) return parts[0]
  if (parts.length < 3 || parts[0]?.length !== 4) return ''
  return parts[0] + (parts[1] ?? '').padStart(2, '0') + (parts[2] ?? '').padStart(2, '0')
}

/** 1 for equal days, 0.95 for day and month exchanged, 0.9 for one slip, 0.7 for the same day in a wrong year or part. */
export function dateSimilarity(one: string, other: string): number {
  if (one === other) return 1
  if (one.slice(0, 4) === other.slice(0, 4) && one.slice(4, 6) === other.slice(6) && one.slice(6) === other.slice(4, 6))
    return 0.95
  if (oneSlip(one, other)) return 0.9
  const partsEqual =
    Number(one.slice(0, 4) === other.slice(0, 4)) +
    Number(one.slice(4, 6) === other.slice(4, 6)) +
    Number(one.slice(6) === other.slice(6))
  return partsEqual === 2 ? 0.6 : 0
}
