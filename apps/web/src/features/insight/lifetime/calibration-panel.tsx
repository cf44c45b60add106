import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { Empty, timeText, useKit } from '../../../ui/index.ts'
import type { Lifetime } from './lifetime-cards.tsx'

type Calibration = NonNullable<Lifetime['calibration']>

const mean = (sum: number, customers: number) => (customers > 0 ? sum / customers : null)

/** What the model would have said of the weeks held back, against what came: shown whether it flatters or not. */
export function CalibrationPanel({ answer }: { answer: Lifetime }) {
  const { t } = useTranslation('lifetime')
  if (!answer.calibration)
    return (
      <section className="q-panel">
        <Empty title={t('calibration.none')} text={t('calibration.noneText')} />
      </section>
    )
  return (
    <div>
      <CalibrationChart calibration={answer.calibration} />
      <Verdict calibration={answer.calibration} />
    </div>
  )
}

function CalibrationChart({ calibration }: { calibration: Calibration }) {
  const { t } = useTranslation('lifetime')
  const { locale } = useKit()
  const { byFrequency, until, weeks } = calibration
  const names = useMemo(
    () => byFrequency.map(({ repeats, andMore }) => `${repeats}${andMore ? '+' : ''}`),
    [byFrequency],
  )
  const option = useMemo(
    () => ({
      grid: {
        left: 8,
        right: 16,
        top: 36,
        bottom: 28,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      legend: { top: 4 },
      tooltip: {
        trigger: 'axis' as const,
        valueFormatter: (value: unknown) => (typeof value === 'number' ? value.toFixed(2) : '–'),
      },
      xAxis: {
        type: 'category' as const,
        data: names,
        name: t('calibration.repeats'),
        nameLocation: 'middle' as const,
        nameGap: 26,
      },
      yAxis: { type: 'value' as const },
      series: [
        {
          type: 'bar' as const,
          name: t('calibration.actual'),
          data: byFrequency.map(({ actual, customers }) => mean(actual, customers)),
        },
        {
          type: 'line' as const,
          name: t('calibration.predicted'),
          data: byFrequency.map(({ predicted, customers }) => mean(predicted, customers)),
        },
      ],
    }),
    [byFrequency, names, t],
  )
  const figure = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 })
  return (
    <Chart
      title={t('calibration.title')}
      note={t('calibration.note', { until: timeText(until, 'day', locale, 'UTC'), count: weeks })}
      option={option}
      heightPx={280}
      fileName="lifetime-calibration"
      table={{
        columns: [t('calibration.repeats'), t('alive.customers'), t('calibration.predicted'), t('calibration.actual')],
        rows: byFrequency.map((group, at) => [
          names[at],
          group.customers.toLocaleString(locale),
          figure(group.predicted),
          figure(group.actual),
        ]),
      }}
    />
  )
}

function Verdict({ calibration }: { calibration: Calibration }) {
  const { t } = useTranslation('lifetime')
  const { locale } = useKit()
  const { predicted, actual, error, errorOfSameRate } = calibration
  const figure = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits })
  const off = actual > 0 ? (predicted - actual) / actual : null
  return (
    <p className="lifetime-said q-muted">
      {t('calibration.total', {
        predicted: figure(predicted),
        actual: figure(actual),
        off: off === null ? '–' : `${off >= 0 ? '+' : '−'}${figure(Math.abs(off) * 100, 1)}%`,
      })}{' '}
      {t(error <= errorOfSameRate ? 'calibration.better' : 'calibration.worse', {
        error: figure(error, 2),
        same: figure(errorOfSameRate, 2),
      })}
    </p>
  )
}
