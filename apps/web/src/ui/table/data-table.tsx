import { type ReactNode, useCallback, useRef } from 'react'
import { useNarrow } from '../narrow.ts'
import { CardList } from './card-list.tsx'
import { type ControlledLayout, useColumnLayout } from './column-layout.ts'
import type { Column } from './columns.ts'
import { Grid } from './grid.tsx'
import type { RowSource } from './rows.ts'
import type { SelectionState } from './selection.ts'
import { TableNotice } from './table-notice.tsx'
import './table.css'

export interface DataTableProps<Row> extends ControlledLayout {
  /** Remembers the person's columns under this name. */
  id: string
  /** What the list is, for those who hear it. */
  label: string
  /** Keep the array itself the same between renders (`useMemo`). */
  columns: readonly Column<Row>[]
  source: RowSource<Row>
  rowId: (row: Row) => string
  /** `amount` ascending, `-amount` descending. */
  sort?: string
  onSort?: (sort: string | undefined) => void
  /** With shift another column joins the order: `-amount,name`. */
  sortsByMany?: boolean
  selection?: SelectionState
  /** The row whose side peek is open. */
  peekId?: string
  onPeek?: (row: Row | undefined) => void
  /** Enter, or a double click. */
  onOpen?: (row: Row) => void
  /** Shown when there is no row: says what to do next. */
  empty?: ReactNode
}

/** A list of ten or a hundred thousand rows: sorted and paged by the server, drawn only where one looks. Fills its flex parent. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const narrow = useNarrow()
  const layout = useColumnLayout(props.id, props.columns, props)
  const anchor = useRef<number | undefined>(undefined)
  const { source, selection, rowId } = props
  const now = useRef({ rows: source.rows, selection, rowId })
  now.current = { rows: source.rows, selection, rowId }

  /** With shift, everything from the last choice to here. */
  const choose = useCallback((index: number, on: boolean, range: boolean) => {
    const { rows, selection: chosen, rowId: idOf } = now.current
    const from = range && anchor.current !== undefined ? Math.min(anchor.current, index) : index
    const to = range && anchor.current !== undefined ? Math.max(anchor.current, index) : index
    chosen?.set(rows.slice(from, to + 1).map(idOf), on)
    anchor.current = index
  }, [])

  if (source.rows.length === 0 && !source.loading) return <TableNotice source={source} empty={props.empty} />
  return narrow ? (
    <CardList {...props} layout={layout} choose={choose} />
  ) : (
    <Grid {...props} layout={layout} choose={choose} />
  )
}
