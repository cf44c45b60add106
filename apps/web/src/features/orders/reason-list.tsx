import type { OrderReason } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../ui/index.ts'

/** Why an order waits or cannot be taken, in words a dispatcher understands. */
export function ReasonList({
  reasons,
  severity,
}: {
  reasons: readonly OrderReason[]
  severity: OrderReason['severity']
}) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  if (reasons.length === 0) return null
  return (
    <div className={`order-reasons order-reasons-${severity}`}>
      <h3>{t(`severity.${severity}`)}</h3>
      <ul>
        {reasons.map((reason) => (
          <li key={`${reason.code} ${reason.path}`}>{locale === 'en' ? reason.en : reason.zh}</li>
        ))}
      </ul>
    </div>
  )
}
