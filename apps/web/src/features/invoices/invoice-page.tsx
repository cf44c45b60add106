import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../app/error-page.tsx'
import { PageHeader } from '../../ui/index.ts'
import { AllocationsTable } from './allocations-table.tsx'
import { InvoiceActions } from './invoice-actions.tsx'
import { InvoiceFacts } from './invoice-facts.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
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
      <div className="q-page-scroll money-page">
        {!invoice && <Skeleton active />}
        {invoice && (
          <>
            <section className="q-panel" aria-label={t('one')}>
              <div className="q-panel-body">
                <InvoiceFacts invoice={invoice} />
              </div>
            </section>
            <InvoiceLines invoice={invoice} />
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
