import type { InventoryCustomer, InventoryFigures } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share, When } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { Explained } from '../frame/explained.tsx'
import type { Inventory } from './inventory-cards.tsx'

const columns = ['average', 'cost', 'turnover', 'daysOfStock', 'margin', 'cross', 'share', 'contribution'] as const

interface StockTableProps {
  answer: Inventory
  onCustomer: (customer: InventoryCustomer) => void
}

/** Customers with stock, the largest first; sales open their lines. */
export function StockTable({ answer, onCustomer }: StockTableProps) {
  const { t } = useTranslation('inventory')
  const { rows, total, basis, customers } = answer
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('customers.title')}>
      <div className="q-panel-head">
        <h3>{t('customers.title')}</h3>
        {rows.length < customers && (
          <span className="q-muted">{t('customers.shown', { shown: rows.length, of: customers })}</span>
        )}
      </div>
      <table className="analysis-table">
        <thead>
          <tr>
            <th scope="col">{t('customers.customer')}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                <Explained text={t(`define.${name}`)}>{t(`figure.${name}`)}</Explained>
              </th>
            ))}
            <th scope="col">{t('customers.lastDay')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.account.id}>
              <td>
                <Link to={`/accounts/${row.account.id}`}>{row.account.name}</Link>
                <small className="q-muted inventory-sites">{t('customers.sites', { figure: row.sites })}</small>
              </td>
              <Figures
                figures={row}
                currency={basis.currency}
                onSales={() => onCustomer(row)}
                label={t('behind', { of: row.account.name })}
              />
              <td>
                <When at={row.lastDay} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{t('customers.total')}</td>
            <Figures figures={total} currency={basis.currency} />
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

interface FiguresProps {
  figures: InventoryFigures
  currency: string
  onSales?: () => void
  label?: string
}

function Figures({ figures, currency, onSales, label }: FiguresProps) {
  const cost = <Money amountE4={figures.costE4} currency={currency} short />
  return (
    <>
      <td>
        <Money amountE4={figures.averageE4} currency={currency} short />
      </td>
      <td>
        {onSales ? (
          <button type="button" className="q-link inventory-sales" onClick={onSales} title={label}>
            {cost}
          </button>
        ) : (
          cost
        )}
      </td>
      <td>
        <Figure value={figures.turnover} digits={2} />
      </td>
      <td>
        <Figure value={figures.daysOfStock} digits={1} />
      </td>
      <td>
        <Share value={figures.grossMargin} />
      </td>
      <td>
        <Figure value={figures.crossRatio} digits={2} />
      </td>
      <td>
        <Share value={figures.shareOfSales} />
      </td>
      <td>
        <Figure value={figures.contributionRatio} digits={3} />
      </td>
    </>
  )
}
