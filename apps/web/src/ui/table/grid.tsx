import { type CSSProperties, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCellLinks } from './cell-link.tsx'
import type { ColumnLayout } from './column-layout.ts'
import type { DataTableProps } from './data-table.tsx'
import { GridHeader } from './grid-header.tsx'
import { GridRow, SkeletonRow } from './grid-row.tsx'
import { useRowKeys } from './row-keys.ts'
import { useFocusInRows, useRowWindow } from './row-window.ts'

export type InnerProps<Row> = Omit<DataTableProps<Row>, 'layout'> & {
  layout: ColumnLayout<Row>
  choose: (index: number, on: boolean, range: boolean) => void
}

/** Rows ahead of the last loaded one at which the next page is asked for: more once somebody scrolls, who may do it fast. */
const aheadRows = { still: 60, scrolling: 180 }
/** Of the titles, which cover the first rows. */
const headPx = 36
/** Empty rows that stand for the page on its way. */
const skeletonRows = 6

const heights = new Map<string, number>()

/** Of the density chosen now. Asking the style in every frame would make the browser lay out the page each time. */
function rowHeightPx(): number {
  const root = document.documentElement
  const density = root.dataset.density ?? ''
  const known = heights.get(density) ?? Number.parseInt(getComputedStyle(root).getPropertyValue('--q-row'), 10)
  heights.set(density, known)
  return known || 40
}

export function Grid<Row>(props: InnerProps<Row>) {
  const { source, layout, selection, rowId, choose, peekId } = props
  const { t } = useTranslation('ui')
  const gridId = useId()
  const box = useRef<HTMLDivElement>(null)
  const loaded = source.rows.length
  const waiting = source.loading ? 20 : source.hasMore ? skeletonRows : 0
  const count = loaded + waiting
  const height = rowHeightPx()
  const { first, end, slots, aside, scrollTo } = useRowWindow(box, height, headPx, count, loaded === 0)
  const keepFocus = useFocusInRows(box, first, end)
  const links = useCellLinks()
  useEffect(() => {
    const ahead = first > 0 ? aheadRows.scrolling : aheadRows.still
    if (!source.loading && end + ahead > loaded) source.loadMore()
  }, [first, end, loaded, source])
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
      className={`q-grid${source.stale ? ' q-grid-stale' : ''}${selection ? ' q-grid-selecting' : ''}${aside ? ' q-grid-aside' : ''}`}
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
      <div role="rowgroup" className="q-tbody" style={{ height: count * height }} {...links} onFocus={keepFocus}>
        {Array.from({ length: Math.max(0, Math.min(end, count) - first) }, (_, step) => first + step).map((index) => {
          const row = source.rows[index]
          const slot = index % slots
          if (row === undefined)
            return (
              <SkeletonRow
                key={slot}
                startPx={index * height}
                columns={layout.shown.length}
                selecting={selection !== undefined}
              />
            )
          const id = rowId(row)
          return (
            <GridRow
              key={slot}
              domId={`${gridId}-${index}`}
              row={row}
              index={index}
              startPx={index * height}
              columns={layout.shown}
              selectLabel={selection ? t('table.selectRow') : undefined}
              selected={selection?.has(id) ?? false}
              active={index === keys.active}
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
