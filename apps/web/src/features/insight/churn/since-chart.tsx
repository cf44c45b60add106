import type { ChurnRadarKind } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, useKit } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import { CountBarsChart } from '../frame/count-bars-chart.tsx'
import { monthText } from '../frame/month-text.ts'
import type { Churn } from './churn-cards.tsx'

interface SinceChartProps {
  answer: Churn
  radar: ChurnRadarKind
  onMonth: (month: string) => void
}

/** In which month those began to slip about whom there is an alarm; a bar opens them. */
export function SinceChart({ answer, radar, onMonth }: SinceChartProps) {
  const { t } = useTranslation('churn')
  const { locale } = useKit()
  const { months } = answer[radar]
  const bars = useMemo(
    () => ({ names: months.map(({ month }) => monthText(month, locale)), counts: months.map(({ alarms }) => alarms) }),
    [months, locale],
  )
  return (
    <CountBarsChart
      {...bars}
      title={t('since.title')}
      note={t('since.note')}
      heightPx={240}
      fileName="churn-since"
      countName={t('card.alarms')}
      columns={[t('since.month'), t('card.alarms'), t('card.missing')]}
      cells={months.map(({ missingE4 }) => [moneyText(toHundredths(missingE4), answer.basis.currency, locale)])}
      onBar={(at) => {
        const month = months[at]?.month
        if (month) onMonth(month)
      }}
    />
  )
}
