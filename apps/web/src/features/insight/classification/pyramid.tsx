import type { Tier } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../../../ui/index.ts'
import type { Classification, Figures } from './figures.ts'
import { Verdict } from './verdict.tsx'

/** Drawing units: its four steps are as high as the lines beside them; on a telephone it is slender. */
const footOf = (narrow: boolean) => (narrow ? 84 : 300)
const stepHeight = 62
const gap = 4
const peakOf = (narrow: boolean) => (narrow ? 16 : 26)

/** Corners of a step; the customer pyramid is narrow at the top whatever the numbers are, so that it is known at a glance. */
function corners(step: number, narrow: boolean): string {
  const [foot, peak, total] = [footOf(narrow), peakOf(narrow), 4 * stepHeight]
  const half = (y: number) => peak / 2 + ((foot - peak) / 2) * (y / total)
  const top = step * stepHeight
  const bottom = top + stepHeight - gap
  const middle = foot / 2
  return [
    [middle - half(top), top],
    [middle + half(top), top],
    [middle + half(bottom), bottom],
    [middle - half(bottom), bottom],
  ]
    .map(([x, y]) => `${x},${y}`)
    .join(' ')
}

interface PyramidProps {
  classification: Classification
  figures: Figures
  chosen: Tier | undefined
  onChoose: (tier: Tier | undefined) => void
}

/** The customer pyramid: each step a tier, beside it what it counts and brings; choosing a step lists its customers. */
export function Pyramid({ classification, figures, chosen, onChoose }: PyramidProps) {
  const { t } = useTranslation('classification')
  const { t: ui } = useTranslation('ui')
  const narrow = useNarrow()
  const foot = footOf(narrow)
  return (
    <section className="q-panel tier-pyramid" aria-label={t('pyramid.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('pyramid.title')}</h3>
          <small className="q-muted">{t('pyramid.note', { measure: figures.measureName })}</small>
        </span>
      </div>
      <div className="tier-pyramid-body">
        <svg viewBox={`0 0 ${foot} ${4 * stepHeight}`} aria-hidden="true" className="tier-pyramid-sign">
          {classification.tiers.map(({ tier }, step) => (
            <g
              key={tier}
              className={`tier-step tier-step-${tier}${chosen && chosen !== tier ? ' tier-step-quiet' : ''}`}
            >
              <polygon points={corners(step, narrow)} />
              <text x={foot / 2} y={step * stepHeight + stepHeight / 2 + (step === 0 ? 12 : 4)}>
                {tier}
              </text>
            </g>
          ))}
        </svg>
        <ol className="tier-pyramid-steps">
          {classification.tiers.map((one) => (
            <li key={one.tier}>
              <button
                type="button"
                className={`tier-step-line tier-line-${one.tier}`}
                aria-pressed={chosen === one.tier}
                onClick={() => onChoose(chosen === one.tier ? undefined : one.tier)}
                title={figures.about(t('define.step', { tier: ui(`tier.${one.tier}`) }))}
              >
                <span className="tier-step-name">{ui(`tier.${one.tier}`)}</span>
                <span className="tier-step-count">
                  <strong>{figures.count(one.accounts)}</strong> {t('customersUnit', { figure: one.accounts })}
                  <span className="q-muted"> · {figures.round(one.accountShare)}</span>
                </span>
                <span className="tier-step-value">
                  <strong>{figures.share(one.share)}</strong>
                  <small className="q-muted">
                    {one.expectedShare
                      ? t('expected', {
                          range:
                            one.expectedShare[0] === 0
                              ? `< ${figures.round(one.expectedShare[1])}`
                              : `${Math.round(one.expectedShare[0] * 100)}–${figures.round(one.expectedShare[1])}`,
                        })
                      : figures.short(one.value)}
                  </small>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      <Verdict classification={classification} figures={figures} />
    </section>
  )
}
