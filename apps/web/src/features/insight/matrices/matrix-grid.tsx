import type { MatrixCell } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import type { Matrix } from './cut-controls.tsx'

interface MatrixGridProps {
  answer: Matrix
  chosen: MatrixCell | undefined
  onCell: (cell: MatrixCell | undefined) => void
}

/** High above low, low before high; a type opens its customers. */
const order = [
  { x: false, y: true },
  { x: true, y: true },
  { x: false, y: false },
  { x: true, y: false },
]

export function MatrixGrid({ answer, chosen, onCell }: MatrixGridProps) {
  const { t } = useTranslation('matrices')
  const { kind, cells } = answer
  const unknown = cells.find((cell) => cell.key === 'unknown')
  const shown = order.flatMap(({ x, y }) => cells.find(({ high }) => high?.x === x && high.y === y) ?? [])
  return (
    <section className="q-panel matrix-panel" aria-label={t('grid.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('grid.title')}</h3>
          <small className="q-muted">{t('grid.note')}</small>
        </span>
      </div>
      <div className="matrix-frame">
        <span className="matrix-axis-y q-muted">
          ↑ <span>{t(`axis.${kind}.y`)}</span>
        </span>
        <div className="matrix-cells">
          {shown.map((cell) => (
            <Type
              key={cell.key}
              cell={cell}
              currency={answer.basis.currency}
              on={chosen === cell.key}
              onCell={onCell}
            />
          ))}
        </div>
        <span className="matrix-axis-x q-muted">{t(`axis.${kind}.x`)} →</span>
      </div>
      {unknown && unknown.customers > 0 && (
        <p className="matrix-unknown">
          <button
            type="button"
            className="q-link"
            aria-pressed={chosen === 'unknown'}
            onClick={() => onCell(chosen === 'unknown' ? undefined : 'unknown')}
          >
            {t('cell.unknown')} <Figure value={unknown.customers} />
          </button>{' '}
          <small className="q-muted">{t(`unknown.${kind}`)}</small>
        </p>
      )}
    </section>
  )
}

interface TypeProps {
  cell: Matrix['cells'][number]
  currency: string
  on: boolean
  onCell: MatrixGridProps['onCell']
}

function Type({ cell, currency, on, onCell }: TypeProps) {
  const { t } = useTranslation('matrices')
  const { key, high, customers, revenueE4, shareOfRevenue } = cell
  return (
    <button
      type="button"
      className="matrix-cell"
      data-high={Number(high?.x) + Number(high?.y)}
      aria-pressed={on}
      onClick={() => onCell(on ? undefined : key)}
    >
      <b>{t(`cell.${key}`)}</b>
      <span className="matrix-cell-figures">
        <strong>
          <Figure value={customers} />
        </strong>
        <span>
          <Money amountE4={revenueE4} currency={currency} short /> · <Share value={shareOfRevenue} />
        </span>
      </span>
      <small>{t(`advice.${key}`)}</small>
    </button>
  )
}
