import {
  listWebhookDeliveries,
  type WebhookDeliveryRow,
  type WebhookDeliveryState,
  type WebhookEndpoint,
} from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { type Column, DataTable, Empty, useRows, When } from '../../ui/index.ts'
import { Answer, DeliveryState } from './endpoint-state.tsx'

interface DeliveriesTableProps {
  endpoint: WebhookEndpoint
  state: WebhookDeliveryState | undefined
  peekId: string | undefined
  onPeek: (row?: WebhookDeliveryRow) => void
}

export function DeliveriesTable({ endpoint, state, peekId, onPeek }: DeliveriesTableProps) {
  const { t } = useTranslation('webhooks')
  const params = { id: endpoint.id }
  const source = useRows<WebhookDeliveryRow>(['webhookDelivery', 'list', endpoint.id, state], (cursor, signal) =>
    call(listWebhookDeliveries, { params, query: { state, cursor, limit: 100 }, signal }),
  )
  const columns = useMemo<Column<WebhookDeliveryRow>[]>(
    () => [
      { id: 'kind', title: t('kind'), width: 230, fixed: true, card: 'title', cell: (row) => t(`event.${row.kind}`) },
      { id: 'state', title: t('state'), width: 110, card: 'aside', cell: (row) => <DeliveryState delivery={row} /> },
      { id: 'answer', title: t('answer'), width: 220, cell: (row) => <Answer of={row} /> },
      { id: 'attempts', title: t('attempts'), width: 90, align: 'right', cell: (row) => row.attempts },
      { id: 'happened', title: t('happened'), width: 150, cell: (row) => <When at={row.happenedAt} as="exact" /> },
      { id: 'next', title: t('next'), width: 150, cell: (row) => <When at={row.nextAttemptAt} as="exact" /> },
    ],
    [t],
  )
  return (
    <DataTable
      id="webhook-deliveries"
      label={t('deliveries')}
      columns={columns}
      source={source}
      rowId={(row) => row.id}
      peekId={peekId}
      onPeek={onPeek}
      empty={<Empty title={t('noDeliveries')} text={t('noDeliveriesText')} />}
    />
  )
}
