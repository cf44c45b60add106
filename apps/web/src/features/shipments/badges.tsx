import type { ShipmentRow } from '@quayside/contract'
import { useTranslation } from 'react-i18next'

export function StateText({ row }: { row: Pick<ShipmentRow, 'state' | 'risk'> }) {
  const { t } = useTranslation('shipments')
  return (
    <span className={`shipment-state shipment-state-${row.state}`}>
      {t(`state.${row.state}`)}
      {row.risk !== 'none' && <em className={`shipment-risk-${row.risk}`}> · {t(`risk.${row.risk}`)}</em>}
    </span>
  )
}

export function Troubles({ kinds }: { kinds: ShipmentRow['exceptions'] }) {
  const { t } = useTranslation('shipments')
  if (kinds.length === 0) return <span className="q-muted">–</span>
  const words = kinds.map((kind) => t(`exception.${kind}`))
  return (
    <span className="shipment-trouble" title={words.join(' · ')}>
      {words[0]}
      {words.length > 1 && ` +${words.length - 1}`}
    </span>
  )
}
