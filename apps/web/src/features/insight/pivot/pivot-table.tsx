import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Explained } from '../frame/explained.tsx'
import { type Pivot, useKeyText, useValueText } from './pivot-text.ts'

interface PivotTableProps {
  answer: Pivot
  onCell: (row: string[], column: string[], title: string) => void
}

/** As many as a page draws at once; a file has all. */
const rowsAtOnce = 200
const columnsAtMost = 60

/** Every cell opens its lines; the darker, the more of the first measure. */
export function PivotTable({ answer, onCell }: PivotTableProps) {
  const { t } = useTranslation('pivot')
  const keyText = useKeyText(answer.names)
  const valueText = useValueText(answer.basis.currency)
  const [shown, setShown] = useState(rowsAtOnce)
  const { rows, columns, measures, rowKeys, columnKeys, cells } = answer
  const most = useMemo(() => largestOf(answer), [answer])
  const places = columnKeys
    .map((path, at) => ({ path, at }))
    .filter(({ path }, at) => at < columnsAtMost || path.length === 0)
  const pathText = (dimensions: typeof rows, path: readonly string[]) =>
    path.length === 0 ? t('total') : path.map((key, level) => keyText(dimensions[level], key)).join(' · ')
  return (
    <section className="q-panel pivot-panel" aria-label={t('table')}>
      <div className="pivot-scroll">
        <table className="analysis-table pivot-table">
          <thead>
            {columns.length > 0 && (
              <tr>
                <th scope="col">{columns.map((one) => t(`dimension.${one}`)).join(' · ')}</th>
                {places.map(({ path, at }) => (
                  <th
                    key={at}
                    scope="colgroup"
                    colSpan={measures.length}
                    className={path.length < columns.length ? 'pivot-sum' : ''}
                  >
                    {pathText(columns, path)}
                  </th>
                ))}
              </tr>
            )}
            <tr>
              <th scope="col">{rows.map((one) => t(`dimension.${one}`)).join(' · ')}</th>
              {places.flatMap(({ at }) =>
                measures.map((measure) => (
                  <th key={`${at} ${measure}`} scope="col">
                    <Explained text={t(`define.${measure}`)}>{t(`measure.${measure}`)}</Explained>
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {rowKeys.map((path, at) =>
              at < shown || path.length === 0 ? (
                <tr key={path.join('\u0000')} className={path.length < rows.length ? 'pivot-sum' : ''}>
                  <th scope="row" style={{ paddingLeft: 14 + 18 * Math.max(0, path.length - 1) }}>
                    {path.length === 0 ? t('total') : keyText(rows[path.length - 1], path.at(-1) ?? '-')}
                  </th>
                  {places.flatMap(({ path: column, at: place }) =>
                    measures.map((measure, which) => {
                      const value = cells[at]?.[place * measures.length + which]
                      const leaf = path.length === rows.length && column.length === columns.length
                      const heat =
                        leaf && which === 0 && typeof value === 'number' && value > 0 && most > 0 ? value / most : 0
                      return (
                        <td
                          key={`${place} ${measure}`}
                          style={
                            heat > 0
                              ? {
                                  background: `color-mix(in srgb, var(--q-accent) ${Math.round(heat * 38)}%, transparent)`,
                                }
                              : undefined
                          }
                        >
                          {typeof value === 'number' ? (
                            <button
                              type="button"
                              className="pivot-cell"
                              onClick={() =>
                                onCell(
                                  path,
                                  column,
                                  [pathText(rows, path), pathText(columns, column)]
                                    .slice(0, columns.length > 0 ? 2 : 1)
                                    .join(', '),
                                )
                              }
                            >
                              {valueText(measure, value)}
                            </button>
                          ) : (
                            <span className="q-muted">–</span>
                          )}
                        </td>
                      )
                    }),
                  )}
                </tr>
              ) : null,
            )}
          </tbody>
        </table>
      </div>
      {rowKeys.length > shown && (
        <Button type="link" onClick={() => setShown(shown + rowsAtOnce)}>
          {t('more', { figure: Math.min(rowsAtOnce, rowKeys.length - shown), all: rowKeys.length })}
        </Button>
      )}
      {columnKeys.length > places.length && (
        <p className="q-muted pivot-left">{t('columnsLeft', { figure: columnsAtMost, all: columnKeys.length })}</p>
      )}
    </section>
  )
}

/** Of the first measure, over the cells that are no totals. */
function largestOf({ rows, columns, measures, rowKeys, columnKeys, cells }: Pivot): number {
  let most = 0
  for (const [r, row] of rowKeys.entries()) {
    if (row.length < rows.length) continue
    for (const [c, column] of columnKeys.entries())
      if (column.length === columns.length) most = Math.max(most, cells[r]?.[c * measures.length] ?? 0)
  }
  return most
}
