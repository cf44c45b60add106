import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, Money, useKit } from '../../../ui/index.ts'
import type { AnalysisPlace } from '../frame/analysis-place.ts'
import { Explained } from '../frame/explained.tsx'
import { monthText } from '../frame/month-text.ts'
import { ahead, type Board, onPage, sinceEver } from './places.ts'

/** What wants looking at, each with its list behind it. */
export function AlertsPanel({ answer, place }: { answer: Board; place: AnalysisPlace }) {
  const { t } = useTranslation('board')
  const { churn, tierMoves } = answer.alerts
  const currency = answer.basis.currency
  return (
    <section className="q-panel board-panel" aria-label={t('alerts.title')}>
      <div className="q-panel-head">
        <h3>{t('alerts.title')}</h3>
      </div>
      <div className="board-alerts">
        <Alert label={t('alerts.churn')} about={t('define.churn')}>
          <Link
            to="/churn"
            search={sinceEver(place, answer, { state: 'slipping' })}
            className={churn.slipping > 0 ? 'board-alarm' : undefined}
          >
            <Figure value={churn.slipping} /> {t('alerts.slipping', { figure: churn.slipping })}
          </Link>
          {churn.missingE4 > 0 && (
            <small className="q-muted">
              {t('alerts.missing')} <Money amountE4={churn.missingE4} currency={currency} short />
            </small>
          )}
        </Alert>
        <Alert label={t('alerts.tierFalls')} about={t('define.tierFalls')}>
          {tierMoves ? (
            <>
              <Link
                to="/classification"
                search={onPage(place, answer)}
                className={tierMoves.down > 0 ? 'board-alarm' : undefined}
              >
                <Figure value={tierMoves.down} /> {t('alerts.down')}
              </Link>
              <small className="q-muted">
                <Figure value={tierMoves.up} /> {t('alerts.up')} · <Figure value={tierMoves.gone} /> {t('alerts.gone')}
              </small>
            </>
          ) : (
            <small className="q-muted">{t('alerts.needsPeriod')}</small>
          )}
        </Alert>
        <BelowSeason answer={answer} place={place} />
      </div>
    </section>
  )
}

function BelowSeason({ answer, place }: { answer: Board; place: AnalysisPlace }) {
  const { t } = useTranslation('board')
  const { t: word } = useTranslation('insight')
  const { locale } = useKit()
  const { month, checked, rows } = answer.alerts.belowSeason
  const currency = answer.basis.currency
  return (
    <Alert label={t('alerts.belowSeason')} about={t('define.belowSeason')}>
      {rows.length === 0 ? (
        <small className="q-muted">
          {checked === 0
            ? t('alerts.tooShort')
            : t('alerts.noneBelow', { month: month && monthText(month, locale), figure: checked })}
        </small>
      ) : (
        <ul className="board-below">
          {rows.map(({ service, actualE4, expectedE4 }) => (
            <li key={service ?? ''}>
              <Link
                to="/forecast"
                search={ahead(place, answer, service === null ? {} : { by: 'service', key: service })}
                className="board-alarm"
              >
                {service === null
                  ? t('alerts.company')
                  : word(`service.${service as 'road'}`, { defaultValue: service })}
              </Link>{' '}
              <small className="q-muted">
                <Money amountE4={actualE4} currency={currency} short /> {t('alerts.against')}{' '}
                <Money amountE4={expectedE4} currency={currency} short />
              </small>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

function Alert({ label, about, children }: { label: string; about: string; children: ReactNode }) {
  return (
    <div className="board-alert">
      <Explained text={about}>{label}</Explained>
      {children}
    </div>
  )
}
