import type { CustomerProfit } from '@quayside/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { CostKnown } from '../frame/cost-known.tsx'
import { Explained } from '../frame/explained.tsx'
import { MendingText } from './mending-text.tsx'
import type { Profitability } from './profit-cards.tsx'

const columns = ['revenue', 'gross', 'serve', 'net', 'margin', 'orders'] as const

interface CustomersTableProps {
  answer: Profitability
  onOpen: (customer: CustomerProfit) => void
  choice: ReactNode
}

/** Customers by what is left of them; a name opens its waterfall and what would mend it. */
export function CustomersTable({ answer, onOpen, choice }: CustomersTableProps) {
  const { t } = useTranslation('profitability')
  const { rows, basis } = answer
  const money = (amountE4: number) => <Money amountE4={amountE4} currency={basis.currency} short />
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('customers.title')}>
      <div className="q-panel-head">
        <h3>{t('customers.title')}</h3>
        {choice}
      </div>
      <table className="analysis-table">
        <thead>
          <tr>
            <th scope="col">{t('customers.customer')}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                <Explained text={t(`define.${name}`)}>{t(`column.${name}`)}</Explained>
              </th>
            ))}
            <th scope="col" className="profit-mending">
              <Explained text={t('define.mending')}>{t('column.mending')}</Explained>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.account.id}>
              <td>
                <button type="button" className="q-link" onClick={() => onOpen(row)}>
                  {row.account.name}
                </button>
                {row.costKnown < 1 && (
                  <small className="q-muted profit-known">
                    {t('customers.costKnown')} <CostKnown value={row.costKnown} digits={0} />
                  </small>
                )}
              </td>
              <td>{money(row.revenueE4)}</td>
              <td>{money(row.grossProfitE4)}</td>
              <td>{money(row.serveE4)}</td>
              <td>{money(row.netE4)}</td>
              <td>
                <Share value={row.netMargin} />
              </td>
              <td>
                <Figure value={row.orders} />
              </td>
              <td className="profit-mending">
                {row.mending && <MendingText mending={row.mending} currency={basis.currency} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
