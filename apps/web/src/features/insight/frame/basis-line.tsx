import type { AnalysisBasis } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { timeText, useKit } from '../../../ui/index.ts'
import { someCustomers } from './some-customers.ts'

/** Period, population, currency and how fresh the figures are. */
export function BasisLine({ basis }: { basis: AnalysisBasis }) {
  const { t } = useTranslation('insight')
  const { locale, zone } = useKit()
  const { from, to, accounts, lines, currency, allCurrencies, asOf, renewing, behindSeconds } = basis
  const day = (at: string) => timeText(at, 'day', locale, 'UTC')
  const some = someCustomers(basis)
  const behind = Math.round(behindSeconds)
  const parts = [
    from || to
      ? t('basis.fromTo', { from: from ? day(from) : t('basis.begin'), to: to ? day(to) : t('basis.today') })
      : t('basis.allTime'),
    t('basis.population', { accounts: accounts.toLocaleString(locale), lines: lines.toLocaleString(locale) }),
    some && t(`basis.sight.${some}`),
    allCurrencies ? t('basis.allCurrencies') : currency,
    asOf && t('basis.asOf', { at: timeText(asOf, 'exact', locale, zone) }),
    renewing ? t('basis.renewing') : behind > 2 ? t('basis.behind', { figure: behind }) : t('basis.now'),
  ]
  return (
    <p className="analysis-basis q-muted" title={t('basis.how', { engine: basis.engine, ms: basis.milliseconds })}>
      {parts.filter(Boolean).join(' · ')}
    </p>
  )
}
