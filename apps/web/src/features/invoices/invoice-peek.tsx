import { useQuery } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Peek } from '../../ui/index.ts'
import { AllocationsTable } from './allocations-table.tsx'
import { InvoiceActions } from './invoice-actions.tsx'
import { InvoiceFacts } from './invoice-facts.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
import { invoiceQuery } from './invoices.api.ts'

/** One document beside the list, with what may be done with it. */
export function InvoicePeek({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { data, error } = useQuery({ ...invoiceQuery(id ?? ''), enabled: id !== undefined })
  const invoice = data?.id === id ? data : undefined
  return (
    <Peek
      open={id !== undefined}
      onClose={onClose}
      to={id && `/invoices/${id}`}
      title={invoice?.number ?? t('one')}
      width={680}
    >
      {error && <Alert type="error" showIcon title={error.message} />}
      {!invoice && !error && <Skeleton active />}
      {invoice && (
        <div className="money-form">
          <div className="money-acts">
            <InvoiceActions invoice={invoice} onGone={onClose} />
          </div>
          <InvoiceFacts invoice={invoice} />
          <InvoiceLines invoice={invoice} />
          <AllocationsTable
            allocations={invoice.allocations}
            currency={invoice.currency}
            mayUndo={invoice.can.change}
          />
        </div>
      )}
    </Peek>
  )
}
