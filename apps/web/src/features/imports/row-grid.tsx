import type { Import } from '@quayside/contract'
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isConflict } from '../../app/problem.ts'
import { Empty, type PageOf, useFailure, useNarrow, useRows } from '../../ui/index.ts'
import { fetchRows, importQuery, mend, type Row, type RowState } from './imports.api.ts'
import { columnName } from './mapping-draft.ts'
import { RowLine } from './row-line.tsx'

/** More columns than this cannot be read side by side; those with faults and those that are used go first. */
const mostColumns = 60

const columnPx = 150

export interface GridColumn {
  index: number
  name: string
}

/** What is complained of stands first, so that nobody searches for it; then the other columns used, in the order of the file. */
export function gridColumns(batch: Import, blamed: ReadonlySet<string | null>): GridColumn[] {
  const hasHeader = batch.options?.hasHeader ?? true
  const all = (batch.detected?.headers ?? []).map((header, index) => ({
    index,
    name: columnName(header, index, hasHeader),
  }))
  const wanted = all.filter(({ name }) => batch.mapping?.[name] || blamed.has(name))
  const shown = wanted.length > 0 ? wanted : all
  const [first, rest] = [shown.filter(({ name }) => blamed.has(name)), shown.filter(({ name }) => !blamed.has(name))]
  return [...first, ...rest].slice(0, mostColumns)
}

/** Columns once complained of; a column does not move away under the hands of who has just mended it. */
function useBlamed(rows: readonly Row[]): ReadonlySet<string | null> {
  const [blamed, setBlamed] = useState<ReadonlySet<string | null>>(new Set())
  const now = rows.flatMap((row) => row.issues.map((issue) => issue.column))
  if (now.every((column) => blamed.has(column))) return blamed
  const next = new Set([...blamed, ...now])
  setBlamed(next)
  return next
}

/** Rows the check has something to say about: the fault stands at its cell, the cell can be mended, the row is checked again at once. */
export function RowGrid({ batch, state }: { batch: Import; state: RowState }) {
  const { t } = useTranslation('imports')
  const box = useRef<HTMLDivElement>(null)
  const { source, mendRow, busyRow } = useMending(batch, state)
  const blamed = useBlamed(source.rows)
  const narrow = useNarrow()
  const columns = useMemo(() => gridColumns(batch, blamed), [batch, blamed])
  const loaded = source.rows.length
  const virtual = useVirtualizer({
    count: loaded,
    getScrollElement: () => box.current,
    estimateSize: () => 58,
    overscan: 8,
  })
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (source.hasMore && last + 30 > loaded) source.loadMore()
  }, [last, loaded, source])
  if (loaded === 0 && !source.loading)
    return (
      <section className="q-panel">
        <Empty title={t('check.noneOf', { state: t(`rowState.${state}`) })} />
      </section>
    )
  const actsPx = narrow ? 92 : 170
  const template = `56px repeat(${columns.length}, minmax(${columnPx}px, 1fr)) ${actsPx}px`
  const widthPx = 56 + columns.length * columnPx + actsPx
  return (
    <section className="q-panel import-grid-panel" aria-label={t(`rowState.${state}`)}>
      <div ref={box} className="import-grid" role="grid" aria-rowcount={source.hasMore ? -1 : loaded + 1}>
        <div
          className="import-grid-head"
          role="row"
          style={{ gridTemplateColumns: template, minWidth: widthPx }}
          tabIndex={-1}
        >
          <span role="columnheader" tabIndex={-1}>
            {t('row')}
          </span>
          {columns.map((column) => (
            <span role="columnheader" key={column.index} title={column.name} tabIndex={-1}>
              {column.name}
            </span>
          ))}
          <span role="columnheader" tabIndex={-1} />
        </div>
        <div style={{ height: virtual.getTotalSize(), minWidth: widthPx, position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = source.rows[item.index]
            if (!row) return null
            return (
              <div
                key={row.rowNumber}
                ref={virtual.measureElement}
                data-index={item.index}
                className="import-grid-place"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <RowLine
                  row={row}
                  columns={columns}
                  template={template}
                  busy={busyRow === row.rowNumber}
                  onMend={mendRow}
                />
              </div>
            )
          })}
        </div>
      </div>
    </section>
  )
}

export type MendRow = (row: Row, body: { values?: string[]; skip?: boolean }) => void

function useMending(batch: Import, state: RowState) {
  const client = useQueryClient()
  const failure = useFailure()
  const key = useMemo(() => ['import', batch.id, 'rows', state], [batch.id, state])
  const source = useRows<Row>(key, (cursor, signal) => fetchRows(batch.id, state, cursor, signal))
  const put = useCallback(
    (row: Row) => client.setQueryData<InfiniteData<PageOf<Row>>>(key, (data) => data && withRow(data, row)),
    [client, key],
  )
  const save = useMutation({
    mutationFn: ({ row, body }: { row: Row; body: Parameters<MendRow>[1] }) => mend(batch.id, row, body),
    onSuccess: (row) => {
      // What becomes of a row of an order becomes of all of them.
      if (batch.options?.target === 'serviceOrders') source.reload()
      else put(row)
      client.invalidateQueries({ queryKey: importQuery(batch.id).queryKey })
    },
    onError: (error) => {
      failure(error)
      if (isConflict(error)) source.reload()
    },
  })
  const { mutate } = save
  const mendRow = useCallback<MendRow>((row, body) => mutate({ row, body }), [mutate])
  return { source, mendRow, busyRow: save.isPending ? save.variables.row.rowNumber : undefined }
}

/** The row stays where it is, so that one sees what became of it. */
const withRow = (data: InfiniteData<PageOf<Row>>, row: Row): InfiniteData<PageOf<Row>> => ({
  ...data,
  pages: data.pages.map((page) => ({
    ...page,
    rows: page.rows.map((one) => (one.rowNumber === row.rowNumber ? row : one)),
  })),
})
