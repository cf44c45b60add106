import { type Column, DataTable, Empty, type RowSource } from '../../../ui/index.ts'

interface RowsBehindProps<Row> {
  id: string
  label: string
  columns: readonly Column<Row>[]
  source: RowSource<Row>
  rowId: (row: Row) => string
  /** Instead of rows, where there are none. */
  none: string
}

/** What stands behind a figure, as high as a peek. */
export function RowsBehind<Row>({ none, ...table }: RowsBehindProps<Row>) {
  return (
    <div className="analysis-behind">
      <DataTable {...table} empty={<Empty title={none} />} />
    </div>
  )
}
