import {
  readWebhookEndpoint,
  type WebhookDeliveryRow,
  WebhookDeliveryState,
  type WebhookEndpoint,
} from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Select } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { call } from '../../app/api.ts'
import { PageHeader, When } from '../../ui/index.ts'
import { DeliveriesTable } from './deliveries-table.tsx'
import { DeliveryPeek } from './delivery-peek.tsx'
import { EndpointActions } from './endpoint-actions.tsx'
import { EndpointState } from './endpoint-state.tsx'
import './webhooks.css'

const Place = z.object({ state: WebhookDeliveryState.optional(), peek: z.string().optional() })
/** Messages come and go without a change of the endpoint that the live stream would tell. */
const lookAgainMs = 3_000

export function EndpointPage() {
  const { id = '' } = useParams({ strict: false })
  const { data: endpoint } = useQuery({
    queryKey: ['webhookEndpoint', id],
    queryFn: ({ signal }) => call(readWebhookEndpoint, { params: { id }, signal }),
    refetchInterval: lookAgainMs,
  })
  return endpoint ? <Endpoint endpoint={endpoint} /> : <div className="q-page" />
}

function Endpoint({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks')
  const [place, setPlace] = useAddress(Place)
  useFreshDeliveries(endpoint)
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/webhooks">{t('title')}</Link>}
        title={endpoint.url}
        aside={<EndpointState endpoint={endpoint} />}
        text={[endpoint.description, t('eventCount', { figure: endpoint.events.length }), endpoint.owner.name]
          .filter(Boolean)
          .join(' · ')}
        actions={<EndpointActions endpoint={endpoint} />}
      />
      <Notices endpoint={endpoint} />
      {endpoint.can.readDeliveries && (
        <>
          <div className="q-toolbar">
            <strong>{t('deliveries')}</strong>
            <span className="q-muted">{t('deliveriesText')}</span>
            <Select
              className="admin-filter"
              allowClear
              placeholder={t('anyState')}
              aria-label={t('state')}
              value={place.state}
              options={WebhookDeliveryState.options.map((value) => ({ value, label: t(`deliveryState.${value}`) }))}
              onChange={(state) => setPlace({ state: state ?? undefined })}
            />
          </div>
          <DeliveriesTable
            endpoint={endpoint}
            state={place.state}
            peekId={place.peek}
            onPeek={(row?: WebhookDeliveryRow) => setPlace({ peek: row?.id })}
          />
          <DeliveryPeek id={place.peek} endpoint={endpoint} onClose={() => setPlace({ peek: undefined })} />
        </>
      )}
    </div>
  )
}

/** Lists its deliveries anew when their number or the last one changed. */
function useFreshDeliveries({ id, waiting, failed, lastDeliveredAt }: WebhookEndpoint) {
  const client = useQueryClient()
  const state = `${waiting} ${failed} ${lastDeliveredAt}`
  useEffect(() => {
    if (state) client.invalidateQueries({ queryKey: ['webhookDelivery', 'list', id] })
  }, [client, id, state])
}

function Notices({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks')
  const { disabledReason, failingSince, throughKey, can, owner, state, previousSecretUntil } = endpoint
  return (
    <div className="webhooks-notices">
      {disabledReason && <Alert type="error" showIcon title={t(`disabled.${disabledReason}`)} />}
      {state === 'active' && failingSince && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {t('failingSince')} <When at={failingSince} as="exact" />
            </>
          }
        />
      )}
      {throughKey && <Alert type="info" showIcon title={t('throughKey')} />}
      {previousSecretUntil && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t('previousUntil')} <When at={previousSecretUntil} as="exact" />
            </>
          }
        />
      )}
      {!can.change && can.pause && <Alert type="info" showIcon title={t('notYours', { owner: owner.name })} />}
    </div>
  )
}
