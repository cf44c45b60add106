import { useTranslation } from 'react-i18next'
import { Money, useKit } from '../../../ui/index.ts'
import { numberText } from '../../../ui/money-text.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import { Explained } from '../frame/explained.tsx'
import type { Lifetime } from './lifetime-cards.tsx'

/** Correlation of frequency and value above which the Gamma-Gamma model's premise does not hold. */
const tooDependent = 0.3

export function ModelPanel({ answer }: { answer: Lifetime }) {
  const { t } = useTranslation('lifetime')
  const { locale } = useKit()
  const { model, spend, basis } = answer
  if (!model) return null
  const parameters: readonly (readonly [name: string, value: number])[] = [
    ['r', model.r],
    ['α', model.alpha],
    ['a', model.a],
    ['b', model.b],
    ['LL', model.logLikelihood],
    ...(spend
      ? ([
          ['p', spend.p],
          ['q', spend.q],
          ['γ', spend.gamma],
        ] as const)
      : []),
  ]
  const warnings = [
    !model.converged && t('model.notConverged'),
    model.atLimit.length > 0 && t('model.atLimit', { names: model.atLimit.join(', ') }),
    !spend && t('model.noSpend'),
    spend?.correlation != null &&
      Math.abs(spend.correlation) > tooDependent &&
      t('model.correlated', { figure: spend.correlation.toFixed(2) }),
  ].filter(Boolean)
  return (
    <section className="q-panel" aria-label={t('model.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('model.title')}</h3>
          <small className="q-muted">{t('model.note')}</small>
        </span>
      </div>
      <dl className="lifetime-model">
        {parameters.map(([name, value]) => (
          <div key={name}>
            <dt>
              <Explained text={t(`parameter.${asciiOf(name)}`)}>{name}</Explained>
            </dt>
            <dd>{numberText(value, locale, 'decimal', Math.abs(value) >= 1000 ? 1 : 3)}</dd>
          </div>
        ))}
        {spend?.meanValueE4 != null && (
          <div>
            <dt>
              <Explained text={t('parameter.mean')}>{t('model.mean')}</Explained>
            </dt>
            <dd>
              <Money amountE4={toHundredths(spend.meanValueE4)} currency={basis.currency} />
            </dd>
          </div>
        )}
      </dl>
      {warnings.map((warning) => (
        <p key={String(warning)} className="lifetime-said" role="note">
          {warning}
        </p>
      ))}
    </section>
  )
}

type Parameter = 'r' | 'alpha' | 'a' | 'b' | 'LL' | 'p' | 'q' | 'gamma'
const greek: Readonly<Record<string, Parameter>> = { α: 'alpha', γ: 'gamma' }
const asciiOf = (name: string): Parameter => greek[name] ?? (name as Parameter)
