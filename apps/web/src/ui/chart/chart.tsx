import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChartTable, ChartTableView, Figures } from './chart-table.tsx'
import type { ChartOption } from './engine.ts'
import { useNearView } from './near-view.ts'
import './chart.css'

const Canvas = lazy(() => import('./canvas.tsx').then((module) => ({ default: module.Canvas })))

export interface ChartProps {
  /** The question the chart answers. */
  title: string
  /** Definition, period and population, in a line. */
  note?: string
  option: ChartOption
  /** The same figures as a table, for those who hear the page or want the numbers. */
  table: ChartTable
  heightPx?: number
  /** A bar or a point was chosen: drill to the rows behind it. */
  onPick?: (point: { name: string; seriesName?: string; dataIndex: number; value: unknown }) => void
  /** File name of the exported picture. */
  fileName?: string
}

/** One chart, dressed in our tokens; the drawing library is fetched only where a chart is shown. */
export function Chart({ title, note, option, table, heightPx = 300, onPick, fileName = 'quayside-chart' }: ChartProps) {
  const { t } = useTranslation('ui')
  const [asTable, setAsTable] = useState(false)
  const [save, setSave] = useState<(() => void) | undefined>(undefined)
  const figure = useRef<HTMLElement>(null)
  const near = useNearView(figure)
  const place = <div style={{ height: heightPx }} aria-busy={near} />
  return (
    <figure ref={figure} className="q-chart q-panel">
      <figcaption className="q-panel-head">
        <span>
          <h3>{title}</h3>
          {note && <small className="q-muted">{note}</small>}
        </span>
        <span className="q-chart-acts">
          <button type="button" className="q-link" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'chart.asChart' : 'chart.asTable')}
          </button>
          {!asTable && (
            <button type="button" className="q-link" disabled={!save} onClick={save}>
              {t('chart.save')}
            </button>
          )}
        </span>
      </figcaption>
      {asTable ? (
        <ChartTableView table={table} heightPx={heightPx} />
      ) : !near ? (
        place
      ) : (
        <Suspense fallback={place}>
          <Canvas
            option={option}
            heightPx={heightPx}
            label={title}
            onPick={onPick}
            fileName={fileName}
            onReady={(run) => setSave(() => run)}
          />
          <div className="q-sr-only">
            <Figures table={table} />
          </div>
        </Suspense>
      )}
    </figure>
  )
}
