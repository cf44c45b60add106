import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { type DragEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, narrowestPx } from './columns.ts'
import type { InnerProps } from './grid.tsx'
import { nextSort, placeInSort, sortKeyOf } from './next-sort.ts'

export function GridHeader<Row>(props: InnerProps<Row>) {
  const { layout, selection, source } = props
  const { t } = useTranslation('ui')
  const all = selection?.value.kind === 'allMatching'
  return (
    <div className="q-thead" role="row" aria-rowindex={1}>
      {selection && (
        <div className="q-th q-td-select" role="columnheader">
          <input
            type="checkbox"
            aria-label={t('table.selectAll')}
            checked={all || (!selection.empty && source.rows.every((row) => selection.has(props.rowId(row))))}
            ref={(box) => {
              if (box) box.indeterminate = !selection.empty && !all
            }}
            onChange={() => (selection.empty ? selection.set(source.rows.map(props.rowId), true) : selection.clear())}
          />
        </div>
      )}
      {layout.shown.map((column) => (
        <HeaderCell key={column.id} column={column} {...props} />
      ))}
    </div>
  )
}

function HeaderCell<Row>({
  column,
  layout,
  sort,
  onSort,
  sortsByMany,
}: InnerProps<Row> & { column: Column<Row> & { widthPx: number } }) {
  const { t } = useTranslation('ui')
  const [over, setOver] = useState(false)
  const key = sortKeyOf(column)
  const placed = placeInSort(column, sort)
  const drop = (event: DragEvent) => {
    setOver(false)
    const id = event.dataTransfer.getData('text/quayside-column')
    if (id) layout.move(id, column.id)
  }
  const dragging = column.fixed
    ? {}
    : {
        draggable: true,
        onDragStart: (event: DragEvent) => event.dataTransfer.setData('text/quayside-column', column.id),
        onDragOver: (event: DragEvent) => {
          event.preventDefault()
          setOver(true)
        },
        onDragLeave: () => setOver(false),
        onDrop: drop,
      }
  return (
    <div
      className={`q-th${column.align === 'right' ? ' q-num' : ''}${over ? ' q-th-over' : ''}`}
      role="columnheader"
      aria-sort={placed?.direction}
      {...dragging}
    >
      {key && onSort ? (
        <button
          type="button"
          className="q-th-sort"
          onClick={(event) => onSort(nextSort(column, sort, sortsByMany && event.shiftKey))}
          title={t(sortsByMany ? 'table.sortByMany' : 'table.sortBy', { column: column.title })}
        >
          <span>{column.title}</span>
          {placed?.direction === 'ascending' && <CaretUpOutlined />}
          {placed?.direction === 'descending' && <CaretDownOutlined />}
          {placed && placed.of > 1 && <sup>{placed.place}</sup>}
        </button>
      ) : (
        <span className="q-th-text">{column.title}</span>
      )}
      <ResizeHandle widthPx={column.widthPx} onWidth={(width) => layout.resize(column.id, width)} />
    </div>
  )
}

function ResizeHandle({ widthPx, onWidth }: { widthPx: number; onWidth: (widthPx: number) => void }) {
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault()
    const handle = event.currentTarget
    const startX = event.clientX
    // The column may stand wider than its own width where the screen has room.
    const startPx = handle.parentElement?.getBoundingClientRect().width ?? widthPx
    handle.setPointerCapture(event.pointerId)
    const pull = (move: globalThis.PointerEvent) =>
      onWidth(Math.max(narrowestPx, Math.round(startPx + move.clientX - startX)))
    const end = () => {
      handle.removeEventListener('pointermove', pull)
      handle.removeEventListener('pointerup', end)
    }
    handle.addEventListener('pointermove', pull)
    handle.addEventListener('pointerup', end)
  }
  return (
    <span
      className="q-th-resize"
      onPointerDown={begin}
      onDragStart={(event) => event.preventDefault()}
      draggable={false}
      aria-hidden="true"
    />
  )
}
