import { useTranslation } from 'react-i18next'
import { Figure, Money, moneyText, useKit } from '../../../ui/index.ts'
import { Explained } from '../frame/explained.tsx'
import type { Rfm } from './rfm-cards.tsx'
import './lifetime.css'

interface RfmGridProps {
  answer: Rfm
  chosen: { recency?: number | undefined; frequency?: number | undefined }
  onCell: (recency: number | undefined, frequency: number | undefined) => void
}

const best = [5, 4, 3, 2, 1]

/** Recency down, frequency across; the darker a cell, the more money in it. A cell opens its customers. */
export function RfmGrid({ answer, chosen, onCell }: RfmGridProps) {
  const { t } = useTranslation('rfm')
  const { limits } = answer
  return (
    <section className="q-panel rfm-panel" aria-label={t('grid.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('grid.title')}</h3>
          <small className="q-muted">{t('grid.note')}</small>
        </span>
      </div>
      <div className="rfm-scroll">
        <table className="rfm-grid">
          <thead>
            <tr>
              <td />
              {best.toReversed().map((frequency) => (
                <th key={frequency} scope="col">
                  <Explained text={t('define.frequency')}>F{frequency}</Explained>
                  <small>
                    {limitText(
                      t('grid.orders', { figure: limits.orders[frequency - 1] ?? '' }),
                      limits.orders[frequency - 1],
                    )}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {best.map((recency) => (
              <tr key={recency}>
                <th scope="row">
                  <Explained text={t('define.recency')}>R{recency}</Explained>
                  <small>
                    {limitText(
                      t('grid.days', { figure: limits.daysSinceLast[recency - 1] ?? '' }),
                      limits.daysSinceLast[recency - 1],
                    )}
                  </small>
                </th>
                {best.toReversed().map((frequency) => (
                  <Cell
                    key={frequency}
                    answer={answer}
                    recency={recency}
                    frequency={frequency}
                    on={chosen.recency === recency && chosen.frequency === frequency}
                    onCell={onCell}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const limitText = (text: string, limit: number | null | undefined) => (typeof limit === 'number' ? text : '–')

interface CellProps {
  answer: Rfm
  recency: number
  frequency: number
  on: boolean
  onCell: RfmGridProps['onCell']
}

function Cell({ answer, recency, frequency, on, onCell }: CellProps) {
  const { t } = useTranslation('rfm')
  const { locale } = useKit()
  const { cells, basis } = answer
  const cell = cells.find((one) => one.recency === recency && one.frequency === frequency)
  const most = Math.max(1, ...cells.map((one) => one.revenueE4))
  if (!cell || cell.customers === 0) return <td className="rfm-none">·</td>
  // By the square root: next to the best cell the others would all look empty.
  const strength = Math.round(Math.sqrt(Math.max(0, cell.revenueE4) / most) * 46)
  return (
    <td>
      <button
        type="button"
        className="rfm-cell"
        aria-pressed={on}
        style={{ background: `color-mix(in srgb, var(--q-accent) ${strength}%, var(--q-surface))` }}
        title={t('grid.cell', {
          recency,
          frequency,
          customers: cell.customers.toLocaleString(locale),
          revenue: moneyText(cell.revenueE4, basis.currency, locale),
        })}
        onClick={() => (on ? onCell(undefined, undefined) : onCell(recency, frequency))}
      >
        <b>
          <Figure value={cell.customers} />
        </b>
        <small>
          <Money amountE4={cell.revenueE4} currency={basis.currency} short />
        </small>
      </button>
    </td>
  )
}
