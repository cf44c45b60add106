import { CheckCircleOutlined, InfoCircleOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Classification, Figures } from './figures.ts'

/** How the share of the few best customers stands beside what the source expects; the meaning is the reader's to weigh. */
export function shapeOf(classification: Classification): 'pareto' | 'typical' | 'flat' | 'steep' | 'unknown' {
  if (classification.scheme === 'pareto') return 'pareto'
  const [best] = classification.tiers
  if (!best?.expectedShare || classification.total <= 0) return 'unknown'
  if (best.share > best.expectedShare[1]) return 'steep'
  return best.share < best.expectedShare[0] ? 'flat' : 'typical'
}

export function Verdict({ classification, figures }: { classification: Classification; figures: Figures }) {
  const { t } = useTranslation('classification')
  const shape = shapeOf(classification)
  if (shape === 'unknown') return null
  const [a, b] = classification.tiers
  return (
    <div className={`tier-verdict tier-verdict-${shape}`}>
      {shape === 'typical' ? <CheckCircleOutlined aria-hidden="true" /> : <InfoCircleOutlined aria-hidden="true" />}
      <div>
        <strong>{t(`verdict.${shape}.title`)}</strong>
        <p>
          {t(`verdict.${shape}.text`, {
            a: figures.share(a?.share ?? 0),
            few: figures.count((a?.accounts ?? 0) + (b?.accounts ?? 0)),
            fewShare: figures.share((a?.accountShare ?? 0) + (b?.accountShare ?? 0)),
            count: figures.count(a?.accounts ?? 0),
            countShare: figures.share(a?.accountShare ?? 0),
          })}
        </p>
      </div>
    </div>
  )
}
