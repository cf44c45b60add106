import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Money, useKit } from '../../../ui/index.ts'
import type { AnalysisPlace } from '../frame/analysis-place.ts'
import { Explained } from '../frame/explained.tsx'
import { monthText } from '../frame/month-text.ts'
import { ahead, type Board } from './places.ts'

/** The next three months, with the bounds within which they lie four times of five. */
export function ComingPanel({ answer, place }: { answer: Board; place: AnalysisPlace }) {
  const { t } = useTranslation('board')
  const { locale } = useKit()
  const currency = answer.basis.currency
  return (
    <section className="q-panel board-panel" aria-label={t('coming.title')}>
      <div className="q-panel-head">
        <h3>
          <Explained text={t('define.coming')}>{t('coming.title')}</Explained>
        </h3>
        <Link to="/forecast" search={ahead(place, answer)}>
          {t('coming.open')}
        </Link>
      </div>
      {answer.forecast ? (
        <ul className="board-coming">
          {answer.forecast.map(({ month, mean, lower80, upper80 }) => (
            <li key={month}>
              <span>{monthText(month, locale)}</span>
              <strong>
                <Money amountE4={mean} currency={currency} short />
              </strong>
              <small className="q-muted">
                <Money amountE4={lower80} currency={currency} short /> –{' '}
                <Money amountE4={upper80} currency={currency} short />
              </small>
            </li>
          ))}
        </ul>
      ) : (
        <small className="q-muted board-note">{t('coming.needed', { figure: answer.forecastNeeds })}</small>
      )}
    </section>
  )
}
