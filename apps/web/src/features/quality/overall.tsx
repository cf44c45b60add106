import { useTranslation } from 'react-i18next'
import { Figure, useKit } from '../../ui/index.ts'
import type { Band } from './quality.api.ts'

const radius = 52
const around = 2 * Math.PI * radius
const parts = ['completeness', 'freshness', 'validity'] as const
export const levelOf = (score: number) => (score >= 80 ? 'good' : score >= 50 ? 'fair' : 'poor')

/** One figure for all records one sees, and the three it is made of. */
export function Overall({ band }: { band: Band }) {
  const { t } = useTranslation('quality')
  const { locale } = useKit()
  return (
    <section className="q-panel quality-overall" aria-label={t('overall')}>
      <div className="q-panel-head">
        <h2>{t('overall')}</h2>
      </div>
      <div className="quality-overall-body">
        <div className={`quality-ring quality-${levelOf(band.score)}`} title={t('define.score')}>
          <svg viewBox="0 0 120 120" role="img" aria-label={t('scoreOf', { score: Math.round(band.score) })}>
            <circle cx="60" cy="60" r={radius} fill="none" stroke="var(--q-line)" strokeWidth="10" />
            <circle
              cx="60"
              cy="60"
              r={radius}
              fill="none"
              stroke="currentColor"
              strokeWidth="10"
              strokeLinecap="round"
              strokeDasharray={`${(band.score / 100) * around} ${around}`}
              transform="rotate(-90 60 60)"
            />
          </svg>
          <strong>{band.score.toLocaleString(locale, { maximumFractionDigits: 1 })}</strong>
        </div>
        <div className="quality-parts">
          {parts.map((part) => (
            <Bar key={part} label={t(part)} title={t(`define.${part}`)} value={band[part]} />
          ))}
        </div>
      </div>
      <p className="quality-note">
        {t('accounts')} <Figure value={band.accounts} /> · {t('toVerify')}{' '}
        <strong>
          <Figure value={band.toVerify} />
        </strong>
      </p>
    </section>
  )
}

function Bar({ label, title, value }: { label: string; title: string; value: number }) {
  const { locale } = useKit()
  return (
    <div className="quality-part" title={title}>
      <span>{label}</span>
      <span className="quality-bar" aria-hidden="true">
        <i className={`quality-${levelOf(value)}`} style={{ width: `${value}%` }} />
      </span>
      <span className="q-num">{value.toLocaleString(locale, { maximumFractionDigits: 1 })}</span>
    </div>
  )
}
