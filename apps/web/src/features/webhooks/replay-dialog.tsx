import { replayWebhooks } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { MomentPicker, useFailure } from '../../ui/index.ts'

type Span = { from: string; to: string }

/** All that failed, or everything of a span of time, with what was missed while the endpoint was away. */
export function ReplayDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const [span, setSpan] = useState<{ from: string | null; to: string | null }>({ from: null, to: null })
  const { from, to } = span
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
        {(['from', 'to'] as const).map((end) => (
          <MomentPicker
            key={end}
            value={span[end]}
            label={t(end)}
            placeholder={t(end)}
            onChange={(moment) => setSpan({ ...span, [end]: moment })}
          />
        ))}
      </p>
      <Button block disabled={!from || !to} onClick={() => from && to && replay({ which: 'span', from, to })}>
        {t('replaySpan')}
      </Button>
    </Modal>
  )
}
