import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useCallback, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnLayout } from './column-layout.ts'
import type { DataTableProps } from './data-table.tsx'
import { GridHeader } from './grid-header.tsx'
import { GridRow, SkeletonRow } from './grid-row.tsx'
import { useRowKeys } from './row-keys.ts'

export type InnerProps<Row> = Omit<DataTableProps<Row>, 'layout'> & {
  layout: ColumnLayout<Row>
  choose: (index: number, on: boolean, range: boolean) => void
}

/** Rows ahead of the last loaded one at which the next page is asked for. */
const aheadRows = 60
/** Empty rows that stand for the page on its way. */
const skeletonRows = 6

function rowHeightPx(): number {
  return Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--q-row'), 10) || 40
}

export function Grid<Row>(props: InnerProps<Row>) {
  const { source, layout, selection, rowId, choose, peekId } = props
  const { t } = useTranslation('ui')
  const gridId = useId()
  const box = useRef<HTMLDivElement>(null)
  const loaded = source.rows.length
  const waiting = source.loading ? 20 : source.hasMore ? skeletonRows : 0
  const height = rowHeightPx()
  const virtual = useVirtualizer({
    count: loaded + waiting,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 14,
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (!source.loading && last + aheadRows > loaded) source.loadMore()
  }, [last, loaded, source])
  useEffect(() => {
    // Rows change height with the density.
    if (height > 0) virtual.measure()
  }, [virtual, height])
  const scrollTo = useCallback((index: number) => virtual.scrollToIndex(index, { align: 'auto' }), [virtual])
  const keys = useRowKeys({ ...props, scrollTo })

  const template = layout.shown.map((column) => `minmax(${column.widthPx}px, ${column.widthPx}fr)`).join(' ')
  const width = layout.shown.reduce((sum, column) => sum + column.widthPx, selection ? 40 : 0)
  const style = {
    '--q-columns': `${selection ? '40px ' : ''}${template}`,
    '--q-grid-width': `${width}px`,
  } as CSSProperties
  return (
    <div
      ref={box}
      className={`q-grid${source.stale ? ' q-grid-stale' : ''}${selection ? ' q-grid-selecting' : ''}`}
      style={style}
      role="grid"
      aria-label={props.label}
      aria-rowcount={source.hasMore ? -1 : loaded + 1}
      aria-colcount={layout.shown.length}
      aria-multiselectable={selection ? true : undefined}
      aria-busy={source.loading}
      aria-activedescendant={keys.active === undefined ? undefined : `${gridId}-${keys.active}`}
      tabIndex={0}
    >
      <GridHeader {...props} />
      <div role="rowgroup" className="q-tbody" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = source.rows[item.index]
          if (row === undefined)
            return (
              <SkeletonRow
                key={item.key}
                startPx={item.start}
                columns={layout.shown.length}
                selecting={selection !== undefined}
              />
            )
          const id = rowId(row)
          return (
            <GridRow
              key={id}
              domId={`${gridId}-${item.index}`}
              row={row}
              index={item.index}
              startPx={item.start}
              columns={layout.shown}
              selectLabel={selection ? t('table.selectRow') : undefined}
              selected={selection?.has(id) ?? false}
              active={item.index === keys.active}
              peeked={id === peekId}
              onSelect={choose}
              onPoint={keys.point}
              onOpen={keys.open}
            />
          )
        })}
      </div>
    </div>
  )
}
