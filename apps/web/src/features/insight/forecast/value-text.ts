import type { ForecastMeasure, Locale } from '@quayside/contract'
import { useCallback } from 'react'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'

/** A value as its measure is written: money, or a count. */
export function useValueText(measure: ForecastMeasure, currency: string) {
  const { locale } = useKit()
  return useCallback(
    (value: number, length: 'short' | 'exact' = 'exact') => {
      if (measure !== 'revenue')
        return value.toLocaleString(locale, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 })
      return length === 'short' ? shortMoneyText(value, currency, locale) : exactText(value, currency, locale)
    },
    [measure, currency, locale],
  )
}

/** What was is told as it is, whole ten-thousandths; what is expected hardly ever is whole. */
const exactText = (amountE4: number, currency: string, locale: Locale) =>
  moneyText(Number.isInteger(amountE4) ? amountE4 : toHundredths(amountE4), currency, locale)
