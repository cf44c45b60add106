/** `20260301`, `260301` or `202603010800` of EDI as `2026-03-01` (`T08:00`); what is no such number stays as it is, to be told. */
export function dayOf(text: string): string {
  const digits = text.trim()
  if (/^\d{6}$/.test(digits)) return `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`
  if (/^\d{8,14}$/.test(digits)) return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  return digits
}

/** Day and time of day (`0800`, `080015`) as one moment; the day alone where no time is said. */
export function momentOf(day: string, time: string): string {
  const on = dayOf(day)
  const digits = time.trim()
  if (!/^\d{4}(\d{2})?/.test(digits) || on === '') return on
  return `${on}T${digits.slice(0, 2)}:${digits.slice(2, 4)}`
}

/** EDIFACT 2380 by its format qualifier 2379: 102 CCYYMMDD, 203 with minutes, 101 YYMMDD, 201 YYMMDDHHMM, 303 with a zone. */
export function edifactMoment(text: string, format: string): string {
  const digits = text.trim()
  if (format === '201' || (format === '' && digits.length === 10)) return momentOf(digits.slice(0, 6), digits.slice(6))
  if (format === '101') return dayOf(digits.slice(0, 6))
  return digits.length > 8 ? momentOf(digits.slice(0, 8), digits.slice(8, 12)) : dayOf(digits)
}

/** A number of EDI, with point or comma; undefined where there is none. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined
  return Number(plain)
}

/** Grams, by the unit of weight: X12 355 (L, LB, K, KG, G, T …) and EDIFACT 6411 (KGM, GRM, LBR, TNE …). */
export function gramsOf(text: string, unit: string): number | undefined {
  const number = numberOf(text)
  const factor = gramsIn[unit.trim().toUpperCase()]
  return number === undefined ? undefined : Math.round(number * (factor ?? 1_000))
}
/** One pound is 453.59237 g by definition; the short ton has 2,000 of them, the long ton 2,240. */
const pound = 453.592_37
const gramsIn: Record<string, number> = {
  L: pound,
  LB: pound,
  LBR: pound,
  K: 1_000,
  KG: 1_000,
  KGM: 1_000,
  G: 1,
  GR: 1,
  GRM: 1,
  E: 1_000_000,
  MT: 1_000_000,
  TNE: 1_000_000,
  T: 2_000 * pound,
  ST: 2_000 * pound,
  S: 2_000 * pound,
  OZ: 28.349_523_125,
}

/** Cubic centimetres, by the unit of volume: X12 184 (E cubic feet, X cubic metres …) and EDIFACT 6411 (MTQ, DMQ, CMQ, FTQ). */
export function cubicCentimetresOf(text: string, unit: string): number | undefined {
  const number = numberOf(text)
  const factor = cubicCentimetresIn[unit.trim().toUpperCase()]
  return number === undefined || factor === undefined ? undefined : Math.round(number * factor)
}
const cubicFoot = 28_316.846_592
const cubicCentimetresIn: Record<string, number> = {
  E: cubicFoot,
  CF: cubicFoot,
  FTQ: cubicFoot,
  X: 1_000_000,
  CR: 1_000_000,
  MTQ: 1_000_000,
  N: 16.387_064,
  CI: 16.387_064,
  C: 1,
  CMQ: 1,
  DMQ: 1_000,
  LTR: 1_000,
}

/** Ten-thousandths of the unit of currency, from decimal text; undefined where it is no number or too large for one. */
export function e4Of(text: string): number | undefined {
  const number = numberOf(text)
  if (number === undefined) return undefined
  const e4 = Math.round(number * 10_000)
  return Number.isSafeInteger(e4) ? e4 : undefined
}

/** X12 N2: two decimals are implied, unless a point is written all the same. */
export const withCents = (text: string): string => {
  const plain = text.trim()
  return /^-?\d+$/.test(plain)
    ? `${plain.slice(0, -2) || (plain.startsWith('-') ? '-0' : '0')}.${plain.slice(-2).padStart(2, '0')}`
    : plain
}
