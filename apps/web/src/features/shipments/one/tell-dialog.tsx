import { previewNotice, tellCustomer } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure } from '../../../ui/index.ts'

/** What would be said, to whom and how; in the usual words, or in others. */
export function TellDialog({ shipmentId, onClose }: { shipmentId: string; onClose: () => void }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const { data, error } = useQuery({
    queryKey: ['shipment', shipmentId, 'notice'],
    queryFn: ({ signal }) => call(previewNotice, { params: { id: shipmentId }, signal }),
    gcTime: 0,
  })
  const [first] = data?.notices ?? []
  const [subject, setSubject] = useState<string>()
  const [body, setBody] = useState<string>()
  const tell = useMutation({
    mutationFn: () => call(tellCustomer, { params: { id: shipmentId }, body: { subject, body } }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['shipment'] })
      onClose()
    },
    onError: failure,
  })
  const words = { subject: subject ?? first?.subject ?? '', body: body ?? first?.body ?? '' }
  return (
    <Modal open width={560} footer={null} title={t('notices.tell')} onCancel={onClose}>
      {error && <Alert type="error" showIcon title={error.message} />}
      {!data && !error && <Skeleton active />}
      {data && !first && <Alert type="info" showIcon title={t('notices.nobody')} />}
      {first && (
        <div className="shipment-tell">
          <ul>
            {data?.notices.map((one) => (
              <li key={`${one.channel}${one.to}${one.person}`}>
                {t(`terms.channel.${one.channel}`)} · {[one.person, one.to].filter(Boolean).join(' · ') || '–'}
              </li>
            ))}
          </ul>
          <Input
            value={words.subject}
            maxLength={300}
            aria-label={t('notices.subject')}
            onChange={(event) => setSubject(event.target.value)}
          />
          <Input.TextArea
            rows={7}
            value={words.body}
            maxLength={4_000}
            aria-label={t('notices.body')}
            onChange={(event) => setBody(event.target.value)}
          />
          <Button
            type="primary"
            disabled={!words.subject.trim() || !words.body.trim()}
            loading={tell.isPending}
            onClick={() => tell.mutate()}
          >
            {t('notices.send')}
          </Button>
        </div>
      )}
    </Modal>
  )
}
