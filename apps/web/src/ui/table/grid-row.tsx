import { type MouseEvent, memo } from 'react'
import type { Column } from './columns.ts'

interface GridRowProps<Row> {
  domId: string
  row: Row
  index: number
  startPx: number
  columns: readonly Column<Row>[]
  /** Label of the check box; no check box without it. */
  selectLabel: string | undefined
  selected: boolean
  active: boolean
  peeked: boolean
  onSelect: (index: number, on: boolean, range: boolean) => void
  onPoint: (index: number, peek: boolean) => void
  onOpen: (index: number) => void
}

const interactive = 'a, button, input, select, textarea, label, [role="button"]'

function Row<Row>({
  domId,
  row,
  index,
  startPx,
  columns,
  selectLabel,
  selected,
  active,
  peeked,
  onSelect,
  onPoint,
  onOpen,
}: GridRowProps<Row>) {
  const click = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest(interactive)) return
    if (selectLabel && event.shiftKey) {
      event.preventDefault()
      onSelect(index, true, true)
    } else if (selectLabel && (event.metaKey || event.ctrlKey)) onSelect(index, !selected, false)
    else onPoint(index, true)
  }
  const look = `q-tr${selected ? ' q-tr-selected' : ''}${active ? ' q-tr-active' : ''}${peeked ? ' q-tr-peeked' : ''}`
  return (
    <div
      id={domId}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={look}
      style={{ top: startPx }}
      onClick={click}
      onDoubleClick={() => onOpen(index)}
      onKeyDown={() => {}}
    >
      {selectLabel && (
        <div role="gridcell" className="q-td q-td-select">
          <input
            type="checkbox"
            aria-label={selectLabel}
            checked={selected}
            onChange={() => {}}
            onClick={(event) => onSelect(index, !selected, event.shiftKey)}
          />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={column.align === 'right' ? 'q-td q-num' : 'q-td'}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}

/** Drawn again only when something of this very row changed: that keeps long lists smooth. */
export const GridRow = memo(Row) as typeof Row

export function SkeletonRow({ startPx, columns, selecting }: { startPx: number; columns: number; selecting: boolean }) {
  return (
    <div className="q-tr q-tr-skeleton" role="row" style={{ top: startPx }} aria-hidden="true">
      {selecting && <div className="q-td q-td-select" role="gridcell" />}
      {Array.from({ length: columns }, (_, index) => `skeleton-${index}`).map((key) => (
        <div key={key} className="q-td" role="gridcell">
          <span className="q-skeleton" />
        </div>
      ))}
    </div>
  )
}
