import type { Invoice } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'

/** Leads to the very line of the order that is billed, or taken back. */
function OrderLineLink({ line: { orderId, orderNumber, orderLineNo } }: { line: Invoice['lines'][number] }) {
  const { t } = useTranslation('invoices')
  if (!orderId || !orderNumber) return '–'
  if (orderLineNo === null) return <Link to={`/orders/${orderId}`}>{orderNumber}</Link>
  return (
    <Link to={`/orders/${orderId}` as string} hash={`line-${orderLineNo}`}>
      {t('line.ofOrder', { number: orderNumber, line: orderLineNo })}
    </Link>
  )
}

/** What the document is for, line by line; the sum below is the document's. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('invoices')
  const { currency } = invoice
  return (
    <section className="q-panel" aria-label={t('lines')}>
      <div className="q-panel-head">
        <h2>{t('lines')}</h2>
      </div>
      <div ref={keyboardScroll} className="money-scroll">
        <table className="money-table q-stacked">
          <thead>
            <tr>
              <th scope="col" className="money-name">
                {t('line.text')}
              </th>
              <th scope="col">{t('line.order')}</th>
              {(['net', 'tax', 'taxAmount', 'total'] as const).map((name) => (
                <th key={name} scope="col" className="money-right">
                  {t(`line.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {invoice.lines.map((line) => (
              <tr key={line.id}>
                <td>
                  {line.text}
                  {invoice.credits && line.creditsLineNo !== null && (
                    <small className="money-beside">
                      <Link to={`/invoices/${invoice.credits.id}`}>
                        {t('line.takesBack', { number: invoice.credits.number, line: line.creditsLineNo })}
                      </Link>
                    </small>
                  )}
                </td>
                <td data-title={t('line.order')} className="money-number">
                  <OrderLineLink line={line} />
                </td>
                <td data-title={t('line.net')} className="money-right">
                  <Money amountE4={line.netE4} currency={currency} />
                </td>
                <td data-title={t('line.tax')} className="money-right">
                  {line.taxTreatment === 'taxed' ? `${line.taxBp / 100} %` : t(`choice.${line.taxTreatment}`)}
                </td>
                <td data-title={t('line.taxAmount')} className="money-right">
                  <Money amountE4={line.taxE4} currency={currency} />
                </td>
                <td data-title={t('line.total')} className="money-right">
                  <Money amountE4={line.netE4 + line.taxE4} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('line.sum')}
              </th>
              <td data-title={t('line.net')} className="money-right">
                <Money amountE4={invoice.netE4} currency={currency} />
              </td>
              <td />
              <td data-title={t('line.taxAmount')} className="money-right">
                <Money amountE4={invoice.taxE4} currency={currency} />
              </td>
              <td data-title={t('line.total')} className="money-right">
                <Money amountE4={invoice.totalE4} currency={currency} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}
