import { listTargetChanges, moneyMeasures, type Target } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { When } from '../../../ui/index.ts'
import { useMeasureText } from './target-text.ts'

/** What a target was, when, and who changed it; newest first. */
export function TargetHistory({ target }: { target: Target }) {
  const { t } = useTranslation('targets')
  const text = useMeasureText(target.currency)
  const { data } = useQuery({
    queryKey: ['targets', 'changes', target.id, target.version],
    queryFn: ({ signal }) => call(listTargetChanges, { params: { id: target.id }, signal }),
  })
  if (!data) return <Skeleton active paragraph={{ rows: 1 }} />
  const value = (valueE4: number | null) =>
    valueE4 === null
      ? t('history.none')
      : text(target.measure, moneyMeasures.has(target.measure) ? valueE4 : valueE4 / 10_000)
  return (
    <ol className="target-history q-muted">
      {data.changes.map(({ at, by, wasE4, isE4 }) => (
        <li key={`${at} ${wasE4} ${isE4}`}>
          <When at={at} /> {by ?? t('history.somebody')}: {value(wasE4)} → {value(isE4)}
        </li>
      ))}
    </ol>
  )
}
