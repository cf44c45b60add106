import type { TargetMeasure, TargetStanding } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { useDifferenceText, useMeasureText } from './target-text.ts'
import './targets.css'

interface BesideTargetProps {
  standings: readonly TargetStanding[]
  measure: TargetMeasure
  currency: string | null
}

/** A line below a figure: its target, and how far it is above or below. Nothing without a target of the whole period. */
export function BesideTarget({ standings, measure, currency }: BesideTargetProps) {
  const { t } = useTranslation('targets')
  const text = useMeasureText(currency)
  const standing = standings.find((one) => one.measure === measure)
  if (!standing || standing.target === null) return null
  return (
    <span className="target-beside">
      {t('beside', { value: text(measure, standing.target, true) })}{' '}
      <Difference standing={standing} currency={currency} short />
    </span>
  )
}

/** Above or below the target: arrow, sign and word, and a colour for those who see it. */
export function Difference({
  standing: { measure, difference },
  currency,
  short = false,
}: {
  standing: TargetStanding
  currency: string | null
  short?: boolean
}) {
  const { t } = useTranslation('targets')
  const text = useDifferenceText(currency)
  if (difference === null) return <span className="q-muted">–</span>
  const side = difference > 0 ? 'above' : difference < 0 ? 'below' : 'met'
  const arrow = { above: '▲', below: '▼', met: '●' }[side]
  return (
    <span
      className={side === 'below' ? 'target-difference analysis-down' : 'target-difference analysis-up'}
      title={t(`side.${side}`)}
    >
      <span aria-hidden="true">{arrow}</span> {text(measure, difference, short)}
      <span className={short ? 'q-sr-only' : 'target-side'}> {t(`side.${side}`)}</span>
    </span>
  )
}
