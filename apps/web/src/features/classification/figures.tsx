import type { Classification, Locale } from '@quayside/contract'
import { Tooltip } from 'antd'
import type { TFunction } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, shortMoneyText, timeText, useKit } from '../../ui/index.ts'
import { isMoney } from './classification-place.ts'

/** Writes values of the measure (money in ten-thousandths, or counts), shares, and what each figure means. */
export function useFigures(classification: Classification | undefined) {
  const { t } = useTranslation('classification')
  const { locale, zone } = useKit()
  return useMemo(() => figuresOf(classification, t, locale, zone), [classification, t, locale, zone])
}

function figuresOf(
  classification: Classification | undefined,
  t: TFunction<'classification'>,
  locale: Locale,
  zone: string,
) {
  const measure = classification?.measure ?? 'amount'
  const currency = classification?.currency ?? 'CNY'
  const money = isMoney(measure)
  const count = (value: number) => value.toLocaleString(locale)
  const period = classification ? periodText(classification, t, locale) : ''
  const population = t('population', { figure: count(classification?.population ?? 0) })
  return {
    money,
    period,
    population,
    measureName: t(`measure.${measure}`),
    exact: (value: number) => (money ? moneyText(value, currency, locale) : count(value)),
    short: (value: number) => (money ? shortMoneyText(value, currency, locale) : count(value)),
    count,
    share: (value: number, digits = 1) =>
      value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: digits, minimumFractionDigits: digits }),
    /** Rounded as people say it: 5 %, 0.9 %. */
    round: (value: number) => value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 }),
    /** Empty until the warehouse has loaded anything. */
    asOf:
      classification && Date.parse(classification.freshness.asOf) > 0
        ? timeText(classification.freshness.asOf, 'exact', locale, zone)
        : '',
    /** Definition, currency, period and population in one text. */
    about: (definition: string) =>
      [definition, money ? t('inCurrency', { currency }) : undefined, period, population].filter(Boolean).join('\n'),
  }
}

function periodText({ from, to }: Classification, t: TFunction<'classification'>, locale: Locale): string {
  const day = (at: string) => timeText(at, 'day', locale, 'UTC')
  if (!from && !to) return t('period.allText')
  return t('period.fromTo', { from: from ? day(from) : t('period.begin'), to: to ? day(to) : t('period.today') })
}

export type Figures = ReturnType<typeof useFigures>

/** A heading that says on hover, and to those who hear the page, what the figure below it means. */
export function Explained({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Tooltip title={<span className="tier-about">{text}</span>}>
      <span className="tier-explained">{children}</span>
    </Tooltip>
  )
}
