import { moneyMeasures, shareMeasures, type TargetMeasure } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'

/** A figure of a measure in words: money of the currency, shares in per cent, ratios as times. `short`: for cards. */
export function useMeasureText(currency: string | null) {
  const { locale } = useKit()
  return (measure: TargetMeasure, value: number | null, short = false): string => {
    if (value === null) return '–'
    // A year's target laid on days has fractions that nobody set.
    if (moneyMeasures.has(measure))
      return (short ? shortMoneyText : moneyText)(Math.round(value / 100) * 100, currency ?? 'CNY', locale)
    if (shareMeasures.has(measure))
      return value.toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 2 })
    return value.toLocaleString(locale, { maximumFractionDigits: 4 })
  }
}

/** How far above or below, with its sign; of shares in percentage points. */
export function useDifferenceText(currency: string | null) {
  const { t } = useTranslation('targets')
  const { locale } = useKit()
  const text = useMeasureText(currency)
  return (measure: TargetMeasure, difference: number, short = false): string => {
    const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±'
    const size = Math.abs(difference)
    if (!shareMeasures.has(measure)) return `${sign}${text(measure, size, short)}`
    return `${sign}${t('points', { figure: (size * 100).toLocaleString(locale, { maximumFractionDigits: 2 }) })}`
  }
}
