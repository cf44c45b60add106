import type { PivotDimension, PivotMeasure, pivot, ReplyOf } from '@quayside/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import { monthText } from '../frame/month-text.ts'

export type Pivot = ReplyOf<(typeof pivot)['read']>

type Names = Pivot['names']

/** Keys as people read them. */
export function useKeyText(names: Names) {
  const { t } = useTranslation('pivot')
  const { locale } = useKit()
  return useCallback(
    (dimension: PivotDimension | undefined, key: string): string => {
      if (key === '-' || dimension === undefined) return t('notGiven')
      switch (dimension) {
        case 'year':
          return key.slice(0, 4)
        case 'quarter':
          return `${key.slice(0, 4)} Q${Math.ceil(Number(key.slice(5, 7)) / 3)}`
        case 'month':
          return monthText(key, locale)
        case 'service':
        case 'channel':
        case 'status':
        case 'state':
        case 'kind':
          return t(`value.${dimension}.${key as never}`, { defaultValue: key })
        default:
          return names[dimension]?.[key] ?? key
      }
    },
    [t, locale, names],
  )
}

const money: ReadonlySet<PivotMeasure> = new Set(['revenue', 'cost', 'grossProfit', 'revenuePerOrder', 'freight'])
const shares: ReadonlySet<PivotMeasure> = new Set(['grossMargin', 'onTimeShare'])

/** A value as it stands in a cell. */
export function useValueText(currency: string) {
  const { locale } = useKit()
  return useCallback(
    (measure: PivotMeasure | undefined, value: number | null | undefined): string => {
      if (value === null || value === undefined || measure === undefined) return '–'
      if (money.has(measure)) return moneyText(value, currency, locale)
      if (shares.has(measure))
        return value.toLocaleString(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
      return (measure === 'weight' ? value / 1_000 : value).toLocaleString(locale, { maximumFractionDigits: 1 })
    },
    [locale, currency],
  )
}

/** A value as it stands at an axis. */
export function useShortValueText(currency: string) {
  const { locale } = useKit()
  const valueText = useValueText(currency)
  return useCallback(
    (measure: PivotMeasure, value: number): string =>
      money.has(measure) ? shortMoneyText(value, currency, locale) : valueText(measure, value),
    [locale, currency, valueText],
  )
}
