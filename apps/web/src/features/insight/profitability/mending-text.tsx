import type { Mending } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { shortMoneyText, useKit } from '../../../ui/index.ts'

/** What would mend an unprofitable customer, each by itself, as sentences. */
export function useMending(mending: Mending, currency: string): string[] {
  const { t } = useTranslation('profitability')
  const { t: word } = useTranslation('insight')
  const { locale } = useKit()
  const percent = (value: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  const { priceRise, volumeRise, fewerOrders, dropServices } = mending
  return [
    ...(priceRise === null ? [] : [t('mend.price', { share: percent(priceRise) })]),
    ...(fewerOrders === null ? [] : [t('mend.orders', { figure: fewerOrders.toLocaleString(locale) })]),
    ...dropServices.map(({ service, lossE4 }) =>
      t('mend.drop', { service: word(`service.${service}`), amount: shortMoneyText(lossE4, currency, locale) }),
    ),
    ...(volumeRise === null ? [] : [t('mend.volume', { share: percent(volumeRise) })]),
  ]
}

/** The first of them; the rest stand in the customer's own view. */
export function MendingText({ mending, currency }: { mending: Mending; currency: string }) {
  const { t } = useTranslation('profitability')
  const [first, ...others] = useMending(mending, currency)
  if (!first) return <span className="q-muted">{t('mend.nothing')}</span>
  return (
    <span title={[first, ...others].join('\n')}>
      {first}
      {others.length > 0 && <small className="q-muted"> {t('mend.more', { figure: others.length })}</small>}
    </span>
  )
}
