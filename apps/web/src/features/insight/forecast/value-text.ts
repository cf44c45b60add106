import type { ForecastMeasure } from '@quayside/contract'
import { useCallback } from 'react'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'

/** A value as its measure is written: money, or a count. */
export function useValueText(measure: ForecastMeasure, currency: string) {
  const { locale } = useKit()
  return useCallback(
    (value: number, length: 'short' | 'exact' = 'exact') => {
      if (measure === 'revenue') return (length === 'short' ? shortMoneyText : moneyText)(value, currency, locale)
      return value.toLocaleString(locale, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 })
    },
    [measure, currency, locale],
  )
}
