import type { ForecastAccuracy } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Share } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { Explained } from '../frame/explained.tsx'
import type { Made } from './lines-of-month.ts'

/** How right it would have been as of earlier months, and which methods were tried. */
export function AccuracyPanel({ made }: { made: Made }) {
  const { t } = useTranslation('forecast')
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('tried.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('tried.title')}</h3>
          <small className="q-muted">{t('tried.note', { figure: made.tried.origins })}</small>
        </span>
      </div>
      {made.tried.bySteps.length > 0 && <AccuracyTable {...made.tried} />}
      <p className="forecast-candidates q-muted">
        {t('tried.candidates')}{' '}
        {made.candidates.map(({ name, mase }) => (
          <span key={name} className={name === made.method ? 'forecast-chosen' : undefined}>
            {t(`method.${name as 'theta'}`)} <Figure value={mase} digits={2} />
          </span>
        ))}
      </p>
    </section>
  )
}

interface AccuracyTableProps {
  all: ForecastAccuracy
  bySteps: readonly { step: number; accuracy: ForecastAccuracy }[]
}

export function AccuracyTable({ all, bySteps }: AccuracyTableProps) {
  const { t } = useTranslation('forecast')
  const cells = ({ count, smape, mase, bias, coverage }: ForecastAccuracy) => (
    <>
      <td>{smape === null ? '–' : <Share value={smape / 100} />}</td>
      <td>
        <Figure value={mase} digits={2} />
      </td>
      <td>
        <Share value={bias} />
      </td>
      <td>
        <Share value={coverage} digits={0} />
      </td>
      <td>
        <Figure value={count} />
      </td>
    </>
  )
  return (
    <table className="analysis-table">
      <thead>
        <tr>
          <th scope="col">{t('accuracy.step')}</th>
          {(['smape', 'mase', 'bias', 'coverage', 'count'] as const).map((name) => (
            <th key={name} scope="col">
              <Explained text={t(`define.${name}`)}>{t(`accuracy.${name}`)}</Explained>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bySteps.map(({ step, accuracy }) => (
          <tr key={step}>
            <td>{t('accuracy.ahead', { figure: step })}</td>
            {cells(accuracy)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{t('accuracy.all')}</td>
          {cells(all)}
        </tr>
      </tfoot>
    </table>
  )
}
