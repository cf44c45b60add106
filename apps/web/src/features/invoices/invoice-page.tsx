import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../app/error-page.tsx'
import { Money, PageHeader } from '../../ui/index.ts'
import { AllocationsTable } from './allocations-table.tsx'
import { InvoiceActions } from './invoice-actions.tsx'
import { InvoiceFacts } from './invoice-facts.tsx'
import { invoiceQuery } from './invoices.api.ts'
import './invoices.css'

/** One document: facts, lines, what settled it, and what may be done with it. */
export function InvoicePage() {
  const { t } = useTranslation('invoices')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: invoice, error } = useQuery(invoiceQuery(id))
  useEffect(() => {
    if (invoice) document.title = invoice.number
  }, [invoice])
  if (error && !invoice) return <ErrorPage error={error} />
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/invoices">{t('title')}</Link>}
        title={invoice?.number ?? t('one')}
        actions={invoice && <InvoiceActions invoice={invoice} />}
      />
      <div className="q-page-scroll">
        {!invoice && <Skeleton active />}
        {invoice && (
          <>
            <section className="q-panel" aria-label={t('one')}>
              <div className="q-panel-body">
                <InvoiceFacts invoice={invoice} />
              </div>
            </section>
            <section className="q-panel" aria-label={t('lines')}>
              <div className="q-panel-head">
                <h2>{t('lines')}</h2>
              </div>
              <div className="money-scroll">
                <table className="money-table">
                  <thead>
                    <tr>
                      <th scope="col">{t('line.text')}</th>
                      <th scope="col">{t('line.order')}</th>
                      <th scope="col" className="money-right">
                        {t('line.net')}
                      </th>
                      <th scope="col" className="money-right">
                        {t('line.tax')}
                      </th>
                      <th scope="col" className="money-right">
                        {t('line.total')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {invoice.lines.map((line) => (
                      <tr key={line.id}>
                        <td>{line.text}</td>
                        <td>{line.orderId ? <Link to={`/orders/${line.orderId}`}>{line.orderNumber}</Link> : '–'}</td>
                        <td className="money-right">
                          <Money amountE4={line.netE4} currency={invoice.currency} />
                        </td>
                        <td className="money-right">
                          {line.taxTreatment === 'taxed' ? `${line.taxBp / 100} %` : t(`choice.${line.taxTreatment}`)}
                        </td>
                        <td className="money-right">
                          <Money amountE4={line.netE4 + line.taxE4} currency={invoice.currency} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
            <AllocationsTable
              allocations={invoice.allocations}
              currency={invoice.currency}
              mayUndo={invoice.can.change}
            />
          </>
        )}
      </div>
    </div>
  )
}
