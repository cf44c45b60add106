import { type Ageing, type AgeingRow, Bucket, type Filter } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'

interface AgeingTableProps {
  ageing: Ageing
  /** Whether a figure leads to its invoices: only what stands today in its own currency does. */
  drills: boolean
  onStatement: (row: AgeingRow) => void
}

/** Customers and how old what they owe is, the most overdue first; the sums below are of all of them. */
export function AgeingTable({ ageing, drills, onStatement }: AgeingTableProps) {
  const { t } = useTranslation('invoices')
  return (
    <div ref={keyboardScroll} className="money-scroll">
      <table className="money-table q-stacked">
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
              <Sums of={row} on={ageing.on} accountId={drills ? row.account.id : undefined} />
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
              <Sums of={total} on={ageing.on} accountId={drills ? null : undefined} />
              <td />
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  )
}

interface SumsProps {
  of: Pick<AgeingRow, 'buckets' | 'openE4' | 'creditE4' | 'currency'>
  on: string
  /** null: of everybody; undefined: no way to the invoices. */
  accountId: string | null | undefined
}

function Sums({ of, on, accountId }: SumsProps) {
  const { t } = useTranslation('invoices')
  const cell = (title: string, amountE4: number, filter?: Filter) => (
    <td key={title} data-title={title} className="money-right">
      {amountE4 === 0 ? (
        '–'
      ) : filter && accountId !== undefined ? (
        <Link to="/invoices" search={{ filter, sort: 'dueOn', ...(accountId ? { accountId } : {}) } as never}>
          <Money amountE4={amountE4} currency={of.currency} short />
        </Link>
      ) : (
        <Money amountE4={amountE4} currency={of.currency} short />
      )}
    </td>
  )
  return (
    <>
      {Bucket.options.map((name) =>
        cell(t(`bucket.${name}`), of.buckets[name], openDue(of.currency, ...dueWithin(name, on))),
      )}
      {cell(t('field.open'), of.openE4, openDue(of.currency))}
      {cell(t('receivables.credit'), of.creditE4)}
    </>
  )
}

/** Days past due from which a bucket begins and at which it ends. */
const ages: Readonly<Record<Bucket, readonly [number | null, number | null]>> = {
  notDue: [null, 0],
  d1to30: [1, 30],
  d31to60: [31, 60],
  d61to90: [61, 90],
  d91to180: [91, 180],
  over180: [181, null],
}

function dueWithin(name: Bucket, on: string): Filter[] {
  const dayBefore = (days: number) => {
    const at = new Date(`${on}T00:00:00Z`)
    at.setUTCDate(at.getUTCDate() - days)
    return at.toISOString().slice(0, 10)
  }
  const [least, most] = ages[name]
  return [
    ...(least === null ? [] : [{ field: 'dueOn', op: 'lte' as const, value: dayBefore(least) }]),
    ...(most === null ? [] : [{ field: 'dueOn', op: 'gte' as const, value: dayBefore(most) }]),
  ]
}

const openDue = (currency: string, ...more: Filter[]): Filter => ({
  all: [
    { field: 'kind', op: 'is', value: 'invoice' },
    { field: 'open', op: 'gt', value: 0 },
    { field: 'currency', op: 'is', value: currency },
    ...more,
  ],
})
