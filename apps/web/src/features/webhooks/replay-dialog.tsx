import { replayWebhooks } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useFailure } from '../../ui/index.ts'

type Span = { from: string; to: string }

/** All that failed, or everything of a span of time, with what was missed while the endpoint was away. */
export function ReplayDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const [span, setSpan] = useState<Span | undefined>(undefined)
  const replay = (body: { which: 'failed' } | ({ which: 'span' } & Span)) =>
    call(replayWebhooks, { params: { id }, body }).then(() => {
      message.success(t('replaying'))
      client.invalidateQueries({ queryKey: ['webhookEndpoint'] })
      onClose()
    }, failure)
  return (
    <Modal open title={t('replay')} onCancel={onClose} footer={null}>
      <p>
        <Button block onClick={() => replay({ which: 'failed' })}>
          {t('replayFailed')}
        </Button>
      </p>
      <p className="q-muted">{t('replayText')}</p>
      <p>
        <DatePicker.RangePicker
          showTime
          aria-label={t('replaySpan')}
          placeholder={[t('from'), t('to')]}
          onChange={(days) =>
            setSpan(days?.[0] && days[1] ? { from: days[0].toISOString(), to: days[1].toISOString() } : undefined)
          }
        />
      </p>
      <Button block disabled={!span} onClick={() => span && replay({ which: 'span', ...span })}>
        {t('replaySpan')}
      </Button>
    </Modal>
  )
}
