import {
  readWebhookDelivery,
  replayWebhookDelivery,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Peek, useFailure, When } from '../../ui/index.ts'
import { Answer, DeliveryState } from './endpoint-state.tsx'

interface DeliveryPeekProps {
  id: string | undefined
  endpoint: WebhookEndpoint
  onClose: () => void
}

/** One message with every request and answer. */
export function DeliveryPeek({ id, endpoint, onClose }: DeliveryPeekProps) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const { data } = useQuery({
    queryKey: ['webhookDelivery', id, endpoint.lastDeliveredAt, endpoint.waiting],
    queryFn: ({ signal }) => call(readWebhookDelivery, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    placeholderData: (before) => before,
  })
  const again = () =>
    call(replayWebhookDelivery, { params: { id: id ?? '' } }).then(() => {
      message.success(t('sentAgain'))
      client.invalidateQueries({ queryKey: ['webhookDelivery'] })
    }, failure)
  return (
    <Peek
      open={id !== undefined}
      onClose={onClose}
      title={data && t(`event.${data.kind}`)}
      actions={
        endpoint.can.change &&
        endpoint.state === 'active' && (
          <Button size="small" onClick={again}>
            {t('again')}
          </Button>
        )
      }
    >
      {data && <Log delivery={data} />}
    </Peek>
  )
}

function Log({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation('webhooks')
  const { log } = delivery
  return (
    <>
      <p>
        <DeliveryState delivery={delivery} /> · {t('messageId')} <code>{delivery.messageId}</code>
      </p>
      <strong>{t('body')}</strong>
      <pre className="webhooks-code">{pretty(delivery.body)}</pre>
      {log.map((attempt, place) => (
        <section key={attempt.at} className="webhooks-attempt">
          <div className="webhooks-attempt-head">
            <strong>{t('attempt', { figure: log.length - place })}</strong>
            <Answer of={attempt} />
            <span className="q-muted">
              <When at={attempt.at} as="exact" /> · {t('took', { figure: attempt.durationMs })}
            </span>
          </div>
          <details>
            <summary>{t('request')}</summary>
            <pre className="webhooks-code">{headerText(attempt.requestHeaders)}</pre>
          </details>
          <details>
            <summary>{t('response')}</summary>
            <pre className="webhooks-code">{headerText(attempt.responseHeaders)}</pre>
          </details>
          {attempt.responseBody && (
            <>
              <span className="q-muted">{t('responseBody')}</span>
              <pre className="webhooks-code">{attempt.responseBody}</pre>
            </>
          )}
        </section>
      ))}
    </>
  )
}

const pretty = (body: string): string => JSON.stringify(JSON.parse(body), null, 2)
const headerText = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
