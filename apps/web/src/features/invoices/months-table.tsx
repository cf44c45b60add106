import type { ReplyOf, readReceivables } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money } from '../../ui/index.ts'

interface MonthsTableProps {
  months: ReplyOf<typeof readReceivables>['months']
  currency: string
}

/** How the last months went: billed, paid, open at the end, and how many days that is. */
export function MonthsTable({ months, currency }: MonthsTableProps) {
  const { t } = useTranslation('invoices')
  return (
    <section className="q-panel money-scroll" aria-label={t('months.title')}>
      <div className="q-panel-head">
        <h2>{t('months.title')}</h2>
      </div>
      <table className="money-table q-stacked">
        <thead>
          <tr>
            <th scope="col">{t('months.month')}</th>
            {(['invoiced', 'paid', 'open', 'dso'] as const).map((name) => (
              <th key={name} scope="col" className="money-right">
                {t(`months.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month}>
              <td>{one.month.slice(0, 7)}</td>
              <td data-title={t('months.invoiced')} className="money-right">
                <Money amountE4={one.invoicedE4} currency={currency} short />
              </td>
              <td data-title={t('months.paid')} className="money-right">
                <Money amountE4={one.paidE4} currency={currency} short />
              </td>
              <td data-title={t('months.open')} className="money-right">
                <Money amountE4={one.openE4} currency={currency} short />
              </td>
              <td data-title={t('months.dso')} className="money-right">
                <Figure value={one.dso} digits={1} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
