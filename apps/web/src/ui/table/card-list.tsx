import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCellLinks } from './cell-link.tsx'
import type { Column } from './columns.ts'
import type { InnerProps } from './grid.tsx'

const guessPx = 92

/** The same list on a telephone: a card for each row, the whole card to be touched. */
export function CardList<Row>(props: InnerProps<Row>) {
  const { source, layout, rowId, selection, choose } = props
  const { t } = useTranslation('ui')
  const box = useRef<HTMLDivElement>(null)
  const loaded = source.rows.length
  const waiting = source.loading ? 8 : source.hasMore ? 2 : 0
  const virtual = useVirtualizer({
    count: loaded + waiting,
    getScrollElement: () => box.current,
    estimateSize: () => guessPx,
    overscan: 8,
    useFlushSync: false,
  })
  const links = useCellLinks()
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (!source.loading && last + 20 > loaded) source.loadMore()
  }, [last, loaded, source])
  return (
    <div
      ref={box}
      className={`q-cards${source.stale ? ' q-grid-stale' : ''}`}
      role="list"
      aria-label={props.label}
      aria-busy={source.loading}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} {...links} role="presentation">
        {items.map((item) => {
          const row = source.rows[item.index]
          return (
            <div
              key={row === undefined ? item.key : rowId(row)}
              ref={virtual.measureElement}
              data-index={item.index}
              role="listitem"
              className="q-card-place"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row === undefined ? (
                <div className="q-card">
                  <span className="q-skeleton" />
                  <span className="q-skeleton" />
                </div>
              ) : (
                <div className={selection?.has(rowId(row)) ? 'q-card q-tr-selected' : 'q-card'}>
                  {selection && (
                    <input
                      type="checkbox"
                      aria-label={t('table.selectRow')}
                      checked={selection.has(rowId(row))}
                      onChange={(event) => choose(item.index, event.target.checked, false)}
                    />
                  )}
                  <CardFace
                    row={row}
                    columns={layout.shown}
                    onOpen={() => (props.onPeek ? props.onPeek(row) : props.onOpen?.(row))}
                  />
                </div>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/**
 * The title and what stands beside it; then at most four lines of figures. A button lies below all of it, so that links in the
 * card stay links and the rest of it opens the row.
 */
function CardFace<Row>({ row, columns, onOpen }: { row: Row; columns: readonly Column<Row>[]; onOpen: () => void }) {
  const titleId = useId()
  const title = columns.find((column) => column.card === 'title') ?? columns[0]
  const asides = columns.filter((column) => column.card === 'aside')
  const lines = columns.filter((column) => column !== title && (column.card ?? 'line') === 'line').slice(0, 4)
  return (
    <div className="q-card-face">
      <button type="button" className="q-card-open" aria-labelledby={titleId} onClick={onOpen} />
      <div className="q-card-head">
        <strong id={titleId}>{title?.cell(row)}</strong>
        <span className="q-card-asides">
          {asides.map((column) => (
            <span key={column.id}>{column.cell(row)}</span>
          ))}
        </span>
      </div>
      <dl>
        {lines.map((column) => (
          <div key={column.id}>
            <dt>{column.title}</dt>
            <dd>{column.cell(row)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
