import type { CustomerOf } from '@quayside/contract'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, Empty, Figure, type RowSource, type SelectionState } from '../../../ui/index.ts'
import './customers.css'

interface CustomersPanelProps<Row extends CustomerOf> {
  id: string
  title: ReactNode
  label: string
  columns: readonly Column<Row>[]
  source: RowSource<Row>
  rowId?: (row: Row) => string
  sort?: string
  onSort?: (sort: string | undefined) => void
  selection?: SelectionState
  /** What the list is narrowed to, and how to widen it again. */
  head?: ReactNode
  /** What can be done with chosen rows. */
  acts?: ReactNode
}

/** The customers behind a figure, as far down as one scrolls; opening one leads to all that is known of him. */
export function CustomersPanel<Row extends CustomerOf>(props: CustomersPanelProps<Row>) {
  const { title, label, source, head, acts, rowId = (row: Row) => row.account.id, ...table } = props
  const { t } = useTranslation('insight')
  const go = useNavigate()
  return (
    <section className="q-panel customers-panel" aria-label={label}>
      <div className="q-panel-head">
        <h3>
          {title}{' '}
          {source.total !== undefined && (
            <span className="q-page-aside">
              <Figure value={source.total} />
            </span>
          )}
        </h3>
        <span className="customers-panel-head">{head}</span>
      </div>
      {acts}
      <DataTable
        {...table}
        label={label}
        source={source}
        rowId={rowId}
        onOpen={(row) => go({ to: `/accounts/${row.account.id}` })}
        empty={<Empty title={t('customer.none')} text={t('customer.noneText')} />}
      />
    </section>
  )
}
