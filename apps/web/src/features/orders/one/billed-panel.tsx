import { listInvoices } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Money, When } from '../../../ui/index.ts'

/** On which invoices the order is, for who may see them. */
export function BilledPanel({ orderId }: { orderId: string }) {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['invoice', 'list', 'ofOrder', orderId],
    queryFn: ({ signal }) => call(listInvoices, { query: { orderId, limit: 50 }, signal }),
    enabled: may('invoices', 'read') && may.see('finance'),
  })
  if (!data || data.rows.length === 0) return null
  return (
    <section className="q-panel" aria-label={t('title')}>
      <div className="q-panel-head">
        <h2>{t('title')}</h2>
      </div>
      <ul className="order-billed">
        {data.rows.map((one) => (
          <li key={one.id}>
            <Link to={`/invoices/${one.id}`}>{one.number}</Link>
            <When at={one.issuedOn} />
            <span>{t(`choice.${one.standing}`)}</span>
            <Money amountE4={one.kind === 'creditNote' ? -one.totalE4 : one.totalE4} currency={one.currency} />
          </li>
        ))}
      </ul>
    </section>
  )
}
