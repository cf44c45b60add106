import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { useKit } from '../../../ui/index.ts'
import { type Association, type Rule, useItemName } from './use-item-name.ts'

interface RulesChartProps {
  answer: Association
  onRule: (rule: Rule) => void
}

/** Which rules are both frequent and strong: support across, lift upwards; a point opens its customers. */
export function RulesChart({ answer, onRule }: RulesChartProps) {
  const { t } = useTranslation('association')
  const { locale } = useKit()
  const name = useItemName(answer.items)
  const { rules } = answer
  const texts = useMemo(
    () => rules.map((rule) => `${rule.from.map(name).join(' + ')} → ${name(rule.to)}`),
    [rules, name],
  )
  const option = useMemo(() => {
    const share = (value: number) => value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
    const figure = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 2 })
    return {
      grid: {
        left: 8,
        right: 24,
        top: 30,
        bottom: 30,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      tooltip: {
        trigger: 'item' as const,
        formatter: (point: unknown) => {
          const at = (point as { dataIndex: number }).dataIndex
          const rule = rules[at]
          if (!rule) return ''
          const lines = [
            `${t('column.support')} ${share(rule.support)}`,
            `${t('column.confidence')} ${share(rule.confidence)}`,
            `${t('column.lift')} ${figure(rule.lift)}`,
          ]
          return [escaped(texts[at] ?? ''), ...lines].join('<br>')
        },
      },
      xAxis: {
        type: 'value' as const,
        name: t('column.support'),
        nameLocation: 'middle' as const,
        nameGap: 26,
        axisLabel: { formatter: share },
      },
      yAxis: { type: 'value' as const, name: t('column.lift'), axisLabel: { formatter: figure } },
      series: [
        {
          type: 'scatter' as const,
          data: rules.map((rule) => [rule.support, rule.lift, rule.confidence]),
          // The area tells the confidence.
          symbolSize: (value: number[]) => 6 + 16 * Math.sqrt(value[2] ?? 0),
          itemStyle: { opacity: 0.6 },
        },
      ],
    }
  }, [rules, texts, locale, t])
  return (
    <Chart
      title={t('chart.title')}
      note={t('chart.note')}
      option={option}
      heightPx={280}
      fileName="association-rules"
      onPick={({ dataIndex }) => {
        const rule = rules[dataIndex]
        if (rule) onRule(rule)
      }}
      table={{
        columns: [t('column.rule'), t('column.support'), t('column.confidence'), t('column.lift')],
        rows: rules
          .slice(0, 100)
          .map((rule, at) => [
            texts[at] ?? '',
            rule.support.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 }),
            rule.confidence.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 }),
            rule.lift.toLocaleString(locale, { maximumFractionDigits: 2 }),
          ]),
      }}
    />
  )
}

/** Names come from orders and go into markup. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
