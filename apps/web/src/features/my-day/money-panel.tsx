import { readMoneyDay } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Money } from '../../ui/index.ts'

type Sums = readonly { currency: string; amountE4: number }[]

/** What money asks of today: overdue, due soon, payments to reconcile. */
export function MoneyPanel() {
  const { t } = useTranslation('my-day')
  const { data } = useQuery({
    queryKey: ['invoice', 'list', 'my-day'],
    queryFn: ({ signal }) => call(readMoneyDay, { signal }),
  })
  if (!data) return null
  const amounts = (sums: Sums) =>
    sums.map(({ currency, amountE4 }) => (
      <span key={currency}>
        {' '}
        <Money amountE4={amountE4} currency={currency} short />
      </span>
    ))
  return (
    <section className="q-panel" aria-label={t('money.title')}>
      <div className="q-panel-head">
        <h2>{t('money.title')}</h2>
      </div>
      <div className="my-day-list">
        <Link to="/receivables" className="my-day-line">
          <span>{t('money.overdue', { figure: data.overdue.customers })}</span>
          <small>{amounts(data.overdue.amounts)}</small>
        </Link>
        <Link to="/invoices" className="my-day-line">
          <span>{t('money.dueSoon', { figure: data.dueSoon.invoices })}</span>
          <small>{amounts(data.dueSoon.amounts)}</small>
        </Link>
        {data.toReconcile && (
          <Link to="/reconciliation" className="my-day-line">
            <span>{t('money.toReconcile', { figure: data.toReconcile.payments })}</span>
            <small>{amounts(data.toReconcile.amounts)}</small>
          </Link>
        )}
        {data.worst.map((one) => (
          <Link key={`${one.account.id} ${one.currency}`} to={`/accounts/${one.account.id}`} className="my-day-line">
            <span>{one.account.name}</span>
            <small>
              <Money amountE4={one.overdueE4} currency={one.currency} short /> ·{' '}
              {t('money.days', { figure: one.overdueDays })}
            </small>
          </Link>
        ))}
      </div>
    </section>
  )
}
