import type { classification, Locale, ReplyOf } from '@quayside/contract'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, shortMoneyText, timeText, useKit } from '../../../ui/index.ts'
import { isMoney } from './place.ts'

export type Classification = ReplyOf<(typeof classification)['read']>

/** Writes values of the measure (money in ten-thousandths, or counts), shares, and what each figure means. */
export function useFigures(answer: Classification) {
  const { t } = useTranslation('classification')
  const { locale } = useKit()
  return useMemo(() => figuresOf(answer, t, locale), [answer, t, locale])
}

function figuresOf(
  { measure, population: customers, basis }: Classification,
  t: TFunction<'classification'>,
  locale: Locale,
) {
  const { currency } = basis
  const money = isMoney(measure)
  const count = (value: number) => value.toLocaleString(locale)
  const period = periodText(basis, t, locale)
  const population = t('population', { figure: count(customers) })
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
    /** Definition, currency, period and population in one text. */
    about: (definition: string) =>
      [definition, money ? t('inCurrency', { currency }) : undefined, period, population].filter(Boolean).join('\n'),
  }
}

function periodText({ from, to }: Classification['basis'], t: TFunction<'classification'>, locale: Locale): string {
  const day = (at: string) => timeText(at, 'day', locale, 'UTC')
  if (!from && !to) return t('period.allText')
  return t('period.fromTo', { from: from ? day(from) : t('period.begin'), to: to ? day(to) : t('period.today') })
}

export type Figures = ReturnType<typeof useFigures>
