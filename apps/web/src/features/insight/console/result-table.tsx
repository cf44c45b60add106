import type { ConsoleColumn, ConsoleResult, ConsoleValue } from '@quayside/contract'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CellLink, type Column, type ColumnPlace, DataTable, Empty, rowsAtHand } from '../../../ui/index.ts'
import { sortRows } from './sort-rows.ts'

interface Row {
  at: number
  values: ConsoleValue[]
}

const widest = 360
const identity = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What came out: as many rows as one likes, sorted here. */
export function ResultTable({ result }: { result: ConsoleResult }) {
  const { t } = useTranslation('sql-console')
  const [sort, setSort] = useState<string | undefined>(undefined)
  const [layout, setLayout] = useState<ColumnPlace[]>([])
  const rows = useMemo(() => {
    const kinds = result.columns.map(({ kind }) => kind)
    return sortRows(result.rows, kinds, sort).map((values, at): Row => ({ at, values }))
  }, [result, sort])
  const columns = useMemo(
    () =>
      result.columns.map((column, at): Column<Row> => {
        const sample = rows.slice(0, 50).map((row) => String(row.values[at] ?? ''))
        const longest = Math.max(column.name.length, ...sample.map((text) => text.length))
        return {
          id: `c${at}`,
          title: column.name,
          width: Math.min(widest, Math.max(96, longest * 8 + 36)),
          align: column.kind === 'number' ? 'right' : 'left',
          sort: true,
          cell: ({ values }) => cellOf(column, values[at] ?? null),
        }
      }),
    [result, rows],
  )
  return (
    <div className="console-result">
      <DataTable
        id="sql-console"
        label={t('result')}
        columns={columns}
        source={rowsAtHand(rows)}
        rowId={({ at }) => String(at)}
        sort={sort}
        onSort={setSort}
        layout={layout}
        onLayout={setLayout}
        empty={<Empty title={t('noRows')} text={t('noRowsText')} />}
      />
    </div>
  )
}

function cellOf({ name, kind }: ConsoleColumn, value: ConsoleValue) {
  if (value === null) return <span className="console-null">null</span>
  const text = String(value)
  if (name === 'account_id' && identity.test(text)) return <CellLink to={`/accounts/${text}`}>{text}</CellLink>
  return kind === 'number' ? <span className="q-num">{text}</span> : <span title={text}>{text}</span>
}
