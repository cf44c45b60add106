import type { WebhookDeliveryRow, WebhookEndpoint } from '@quayside/contract'
import { useTranslation } from 'react-i18next'

/** In words; a colour only where something is wrong or went well. */
export function EndpointState({ endpoint }: { endpoint: Pick<WebhookEndpoint, 'state' | 'failingSince'> }) {
  const { t } = useTranslation('webhooks')
  const { state, failingSince } = endpoint
  const bad = state === 'disabled' || (state === 'active' && failingSince !== null)
  const look = bad ? 'webhooks-bad' : state === 'active' ? 'webhooks-good' : 'q-muted'
  return <span className={look}>{t(`states.${bad && state === 'active' ? 'failing' : state}`)}</span>
}

export function DeliveryState({ delivery }: { delivery: Pick<WebhookDeliveryRow, 'state'> }) {
  const { t } = useTranslation('webhooks')
  const look = { waiting: 'q-muted', delivered: 'webhooks-good', failed: 'webhooks-bad' }[delivery.state]
  return <span className={look}>{t(`deliveryState.${delivery.state}`)}</span>
}

/** The status a receiver answered with, and what is wrong with it. */
export function Answer({ of }: { of: Pick<WebhookDeliveryRow, 'status' | 'fault'> }) {
  const { t } = useTranslation('webhooks')
  const words = of.fault && t(`fault.${of.fault}`)
  return (
    <span title={words ?? undefined}>
      {of.status !== null && <span className="q-num">{of.status} </span>}
      {words}
    </span>
  )
}
