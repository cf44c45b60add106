import type { CustomerOf } from '@quayside/contract'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, Empty, Figure, type RowSource, useSelection } from '../../../ui/index.ts'
import { ActOnMany } from '../../accounts/index.tsx'
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
  /** What the list is narrowed to, and how to widen it again. */
  head?: ReactNode
  /** Everybody of the list, not only those shown: there, rows are chosen to assign, tag and follow up. */
  allIds?: () => Promise<{ ids: string[] }>
}

/** The customers behind a figure, as far down as one scrolls; opening one leads to all that is known of him. */
export function CustomersPanel<Row extends CustomerOf>(props: CustomersPanelProps<Row>) {
  const { title, label, source, head, allIds, rowId = (row: Row) => row.account.id, ...table } = props
  const { t } = useTranslation('insight')
  const go = useNavigate()
  const selection = useSelection()
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
      {allIds && (
        <Suspense>
          <ActOnMany selection={selection} total={source.total} allIds={() => allIds().then(({ ids }) => ids)} />
        </Suspense>
      )}
      <DataTable
        {...table}
        {...(allIds ? { selection } : {})}
        label={label}
        source={source}
        rowId={rowId}
        onOpen={(row) => go({ to: `/accounts/${row.account.id}` })}
        empty={<Empty title={t('customer.none')} text={t('customer.noneText')} />}
      />
    </section>
  )
}
