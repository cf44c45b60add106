import type { Customer360 } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import type { ChartOption } from '../../../ui/chart/engine.ts'
import { Money, moneyText, Share, shortMoneyText, useKit } from '../../../ui/index.ts'

/** Money by month: two years at most, so that the same month stands beside last year's. */
export function MoneyPanel({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { locale, currency: home } = useKit()
  const currency = customer.currencies[0] ?? home
  const months = customer.months
  const option = useMemo(() => monthOption(months ?? [], t, locale, currency), [months, t, locale, currency])
  // Withheld: the figures above say so already.
  if (months === null || months.length === 0) return null
  const mixed = customer.currencies.length > 1 ? t('money.mixed', { list: customer.currencies.join(', ') }) : ''
  return (
    <div className="account-money">
      <Chart
        title={t('money.title')}
        note={`${t('money.note')}${mixed}`}
        option={option}
        heightPx={210}
        fileName={`${customer.account.number}-months`}
        table={{
          columns: [t('money.month'), t('field.amount'), t('money.profit'), t('field.orders')],
          rows: months.map((one) => [
            one.month.slice(0, 7),
            moneyText(one.amountE4, currency, locale),
            one.grossProfitE4 === null ? '–' : moneyText(one.grossProfitE4, currency, locale),
            one.orders.toLocaleString(locale),
          ]),
        }}
      />
    </div>
  )
}

function monthOption(
  months: NonNullable<Customer360['months']>,
  t: unknown,
  locale: 'zh-CN' | 'zh-TW' | 'en',
  currency: string,
): ChartOption {
  const say = t as (key: string) => string
  const short = (value: number) => shortMoneyText(value, currency, locale)
  const knowsProfit = months.some((one) => one.grossProfitE4 !== null)
  return {
    grid: { left: 8, right: 8, top: 30, bottom: 4, containLabel: true },
    legend: knowsProfit ? { top: 0, right: 0 } : undefined,
    tooltip: { trigger: 'axis', valueFormatter: (value) => moneyText(Number(value), currency, locale) },
    xAxis: { type: 'category', data: months.map((one) => one.month.slice(0, 7)) },
    yAxis: { type: 'value', splitNumber: 3, axisLabel: { formatter: (value: number) => short(value) } },
    series: [
      { type: 'bar', name: say('field.amount'), data: months.map((one) => one.amountE4) },
      ...(knowsProfit
        ? [{ type: 'line' as const, name: say('money.profit'), data: months.map((one) => one.grossProfitE4) }]
        : []),
    ],
  }
}

/** What they buy, by service. */
export function MixPanel({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { t: orders } = useTranslation('orders')
  if (!customer.mix || customer.mix.length === 0) return null
  return (
    <section className="q-panel" aria-label={t('mix.title')}>
      <div className="q-panel-head">
        <h2>{t('mix.title')}</h2>
      </div>
      <div className="q-panel-body account-mix">
        {customer.mix.map((one) => (
          <div key={one.service} className="account-mix-line">
            <span>{orders(`service.${one.service}`)}</span>
            <span className="account-mix-bar" aria-hidden="true">
              <span style={{ width: `${Math.max(1, one.share * 100)}%` }} />
            </span>
            <span className="q-num">
              <Share value={one.share} />
            </span>
            <span className="q-num">
              <Money amountE4={one.amountE4} currency={customer.currencies[0]} short />
            </span>
          </div>
        ))}
      </div>
    </section>
  )
}
