import { type Ageing, type AgeingRow, Bucket } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'

interface AgeingTableProps {
  ageing: Ageing
  onStatement: (row: AgeingRow) => void
}

/** Customers and how old what they owe is, the most overdue first; the sums below are of all of them. */
export function AgeingTable({ ageing, onStatement }: AgeingTableProps) {
  const { t } = useTranslation('invoices')
  return (
    <div ref={keyboardScroll} className="money-scroll">
      <table className="money-table">
        <thead>
          <tr>
            <th scope="col" className="money-name">
              {t('field.account')}
            </th>
            {Bucket.options.map((name) => (
              <th key={name} scope="col" className="money-right">
                {t(`bucket.${name}`)}
              </th>
            ))}
            <th scope="col" className="money-right">
              {t('field.open')}
            </th>
            <th scope="col" className="money-right">
              {t('receivables.credit')}
            </th>
            <th scope="col" aria-label={t('statement.open')} />
          </tr>
        </thead>
        <tbody>
          {ageing.rows.map((row) => (
            <tr key={`${row.account.id} ${row.currency}`}>
              <td>
                <Link to={`/accounts/${row.account.id}`}>{row.account.name}</Link>
                {row.creditLimitE4 !== null && row.openE4 - row.creditE4 > row.creditLimitE4 && (
                  <small className="money-negative"> {t('ageing.beyondLimit')}</small>
                )}
              </td>
              <Sums of={row} />
              <td>
                <button type="button" className="q-link" onClick={() => onStatement(row)}>
                  {t('statement.open')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {ageing.totals.map((total) => (
            <tr key={total.currency}>
              <th scope="row">{t('ageing.total', { figure: total.customers })}</th>
              <Sums of={total} />
              <td />
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  )
}

function Sums({ of }: { of: Pick<AgeingRow, 'buckets' | 'openE4' | 'creditE4' | 'currency'> }) {
  const cell = (key: string, amountE4: number) => (
    <td key={key} className="money-right">
      {amountE4 === 0 ? '–' : <Money amountE4={amountE4} currency={of.currency} short />}
    </td>
  )
  return (
    <>
      {Bucket.options.map((name) => cell(name, of.buckets[name]))}
      {cell('open', of.openE4)}
      {cell('credit', of.creditE4)}
    </>
  )
}
