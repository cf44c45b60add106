import { CreditGrade, type Locale, type MatrixKind } from '@quayside/contract'
import { moneyText, shortMoneyText } from '../../../ui/index.ts'
import { numberText } from '../../../ui/money-text.ts'

/** What an axis counts in. */
export type AxisUnit = 'potential' | 'share' | 'points' | 'grade' | 'money'

const units: Record<MatrixKind, { x: AxisUnit; y: AxisUnit }> = {
  prospectGrowth: { x: 'potential', y: 'share' },
  loyaltyCredit: { x: 'points', y: 'grade' },
  valueCost: { x: 'money', y: 'share' },
}
export const unitOf = (kind: MatrixKind, axis: 'x' | 'y'): AxisUnit => units[kind][axis]

/** 1 is D, 6 is AAA. */
export const gradeOf = (value: number): string =>
  CreditGrade.options[CreditGrade.options.length - Math.round(value)] ?? String(value)

/** A value on an axis as one reads it. */
export function axisText(
  value: number | null,
  unit: AxisUnit,
  { locale, currency, short }: { locale: Locale; currency: string; short?: boolean },
): string {
  if (value === null) return '–'
  switch (unit) {
    case 'share':
      return numberText(value, locale, 'percent', short ? 0 : 1)
    case 'money':
      return (short ? shortMoneyText : moneyText)(Math.round(value / 100) * 100, currency, locale)
    case 'grade':
      return gradeOf(value)
    default:
      return numberText(value, locale, 'decimal', unit === 'points' && !short ? 1 : 0)
  }
}
