import { useTranslation } from 'react-i18next'
import { Figure, useKit } from '../../../ui/index.ts'
import { FigureCard, Growth } from '../frame/explained.tsx'
import { monthText } from '../frame/month-text.ts'
import type { Forecast, Made } from './lines-of-month.ts'
import { useValueText } from './value-text.ts'

/** What comes next, how much it is against a year before, how it was worked out and how far one may trust it. */
export function ForecastCards({ answer, made }: { answer: Forecast; made: Made }) {
  const { t } = useTranslation('forecast')
  const { locale } = useKit()
  const text = useValueText(answer.measure, answer.basis.currency)
  const [next] = made.months
  const total = made.months.reduce((sum, { mean }) => sum + mean, 0)
  const { all, origins } = made.tried
  return (
    <div className="analysis-cards">
      {next && (
        <FigureCard
          label={t('card.next', { month: monthText(next.month, locale) })}
          about={t('define.next')}
          value={text(next.mean, 'short')}
          beside={`${text(next.lower80, 'short')} – ${text(next.upper80, 'short')}`}
        />
      )}
      <FigureCard
        label={t('card.total', { figure: made.months.length })}
        about={t('define.total')}
        value={text(total, 'short')}
        beside={<Growth now={total} before={yearBefore(answer, made)} than={t('card.aYearBefore')} />}
      />
      <FigureCard
        label={t('card.smape')}
        about={t('define.smape')}
        value={all.smape === null ? '–' : <>{all.smape.toLocaleString(locale, { maximumFractionDigits: 1 })}%</>}
        beside={t('card.origins', { figure: origins })}
      />
      <FigureCard label={t('card.mase')} about={t('define.mase')} value={<Figure value={all.mase} digits={2} />} />
      <FigureCard
        label={t('card.method')}
        about={t('define.method')}
        value={<span className="forecast-method">{t(`method.${made.method as 'theta'}`)}</span>}
        beside={<Season made={made} />}
      />
    </div>
  )
}

function Season({ made }: { made: Made }) {
  const { t } = useTranslation('forecast')
  const { locale } = useKit()
  if (made.perFestivalDay === 0) return t(made.seasonal ? 'card.season' : 'card.noSeason')
  return t('card.festival', {
    share: made.perFestivalDay.toLocaleString(locale, {
      style: 'percent',
      maximumFractionDigits: 1,
      signDisplay: 'always',
    }),
  })
}

/** Of the same months a year before; null where one of them is not in the history. */
function yearBefore({ history }: Forecast, { months }: Made): number | null {
  const values = new Map(history.map(({ month, value }) => [month, value]))
  const before = months.map(({ month }) => values.get(`${Number(month.slice(0, 4)) - 1}${month.slice(4)}`))
  return before.some((value) => value === undefined)
    ? null
    : before.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}
