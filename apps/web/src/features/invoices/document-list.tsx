import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import {
  type Column,
  ColumnChooser,
  DataTable,
  Empty,
  ExportButton,
  type RowSource,
  SelectionBar,
  type SelectionState,
  useColumnLayout,
  useNarrow,
  useSelection,
} from '../../ui/index.ts'
import type { ListPlace } from './list-filters.tsx'

interface DocumentListProps<Row> {
  id: 'invoices' | 'payments'
  label: string
  columns: Column<Row>[]
  source: RowSource<Row>
  sort: string
  onSort: (sort: string | undefined) => void
  place: ListPlace
  setPlace: (change: ListPlace) => void
  toolbar: ReactNode
  save: (format: 'xlsx' | 'csv', locale: 'zh-CN' | 'en') => Promise<unknown>
  bulk: (selection: SelectionState) => ReactNode
  onOpen: (row: Row) => void
  empty: { title: string; text: string; narrowed: boolean }
  peek: ReactNode
}

/** A list of money documents: narrowed, chosen from, exported, looked at beside. */
export function DocumentList<Row extends { id: string }>(props: DocumentListProps<Row>) {
  const { id, label, columns, source, place, setPlace, empty } = props
  const { t } = useTranslation('invoices')
  const narrow = useNarrow()
  const may = useMay()
  const layout = useColumnLayout(id, columns, {})
  const { view, q, filter, show, accountId } = place
  const selection = useSelection(JSON.stringify([view, q, filter, show, accountId]), 'gathered')
  return (
    <>
      <div className="q-toolbar">
        {props.toolbar}
        <span className="q-toolbar-end">
          {!narrow && <ColumnChooser layout={layout} />}
          {may('invoices', 'export') && may.export('finance') && <ExportButton save={props.save} />}
        </span>
      </div>
      <SelectionBar selection={selection} total={source.total} totalIsFloor={source.totalIsFloor}>
        {props.bulk(selection)}
      </SelectionBar>
      <DataTable<Row>
        id={id}
        label={label}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={props.sort}
        onSort={props.onSort}
        selection={may('invoices', 'change') ? selection : undefined}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        onOpen={props.onOpen}
        empty={
          <Empty
            title={empty.title}
            text={empty.text}
            action={
              empty.narrowed && (
                <Button onClick={() => setPlace({ q: '', filter: null, accountId: undefined, show: undefined })}>
                  {t('empty.clear')}
                </Button>
              )
            }
          />
        }
      />
      {props.peek}
    </>
  )
}
