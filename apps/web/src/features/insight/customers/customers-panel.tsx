import type { CustomerOf } from '@quayside/contract'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
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
  /** There, rows are chosen to assign, tag and follow up; with another list choosing begins anew. */
  act?: {
    list: object
    /** Everybody of the list, not only those shown. */
    allIds: () => Promise<{ ids: string[] }>
  }
}

/** The customers behind a figure, as far down as one scrolls; opening one leads to all that is known of him. */
export function CustomersPanel<Row extends CustomerOf>(props: CustomersPanelProps<Row>) {
  const { title, label, source, head, act, rowId = (row: Row) => row.account.id, ...table } = props
  const { t } = useTranslation('insight')
  const go = useNavigate()
  const may = useMay()
  const mayAct = may('accounts', 'change') || may('timeline', 'create')
  const selection = useSelection(JSON.stringify(act?.list ?? null))
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
      {act && (
        <Suspense>
          <ActOnMany selection={selection} total={source.total} allIds={() => act.allIds().then(({ ids }) => ids)} />
        </Suspense>
      )}
      <DataTable
        {...table}
        {...(act && mayAct ? { selection } : {})}
        label={label}
        source={source}
        rowId={rowId}
        onOpen={(row) => go({ to: `/accounts/${row.account.id}` })}
        empty={<Empty title={t('customer.none')} text={t('customer.noneText')} />}
      />
    </section>
  )
}
