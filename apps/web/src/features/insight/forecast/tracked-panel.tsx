import { useTranslation } from 'react-i18next'
import { Empty, useKit, When } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { monthText } from '../frame/month-text.ts'
import { AccuracyTable } from './accuracy-panel.tsx'
import type { Forecast } from './lines-of-month.ts'
import { useValueText } from './value-text.ts'

/** What was forecast at the time, held against what came. */
export function TrackedPanel({ answer }: { answer: Forecast }) {
  const { t } = useTranslation('forecast')
  const { locale } = useKit()
  const text = useValueText(answer.measure, answer.basis.currency)
  const { tracked } = answer
  const over = tracked?.rows.some(({ actual }) => actual !== null)
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('tracked.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('tracked.title')}</h3>
          <small className="q-muted">{t('tracked.note')}</small>
        </span>
      </div>
      {!tracked ? (
        <Empty title={t('tracked.notKept')} text={t('tracked.notKeptText')} />
      ) : tracked.rows.length === 0 ? (
        <Empty title={t('tracked.none')} text={t('tracked.noneText')} />
      ) : (
        <>
          {over ? (
            <AccuracyTable all={tracked.all} bySteps={tracked.bySteps} />
          ) : (
            <p className="forecast-waiting q-muted">{t('tracked.waiting')}</p>
          )}
          <table className="analysis-table">
            <thead>
              <tr>
                <th scope="col">{t('chart.month')}</th>
                <th scope="col">{t('tracked.madeOn')}</th>
                <th scope="col">{t('chart.expected')}</th>
                <th scope="col">80%</th>
                <th scope="col">{t('chart.actual')}</th>
              </tr>
            </thead>
            <tbody>
              {tracked.rows.map((row) => (
                <tr key={`${row.month} ${row.step}`}>
                  <td>{monthText(row.month, locale)}</td>
                  <td>
                    <When at={row.madeOn} />
                  </td>
                  <td>{text(row.mean, 'short')}</td>
                  <td>
                    {text(row.lower, 'short')} – {text(row.upper, 'short')}
                  </td>
                  <td>{row.actual === null ? t('tracked.notYet') : text(row.actual, 'short')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
