import { hastenNotice, type Shipment, withdrawNotice } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure, When } from '../../../ui/index.ts'
import { TellDialog } from './tell-dialog.tsx'

type Notice = Shipment['notices'][number]

/** What the customer was told, or will be, before he asked. */
export function NoticeList({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  const [telling, setTelling] = useState(false)
  return (
    <>
      {shipment.notices.length === 0 && <p className="q-muted">{t('notices.none')}</p>}
      <ul className="shipment-notices">
        {shipment.notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} editable={shipment.can.change} />
        ))}
      </ul>
      {shipment.notices.some(({ channel, state }) => channel === 'mail' && state === 'sent') && (
        <p className="q-muted">{t('notices.sentMeans')}</p>
      )}
      <div className="shipment-acts">
        {shipment.can.change && <Button onClick={() => setTelling(true)}>{t('notices.tell')}</Button>}
        <Link to={`/shipments/notices?accountId=${shipment.account.id}` as '/shipments/notices'}>
          {t('notices.terms')}
        </Link>
      </div>
      {telling && <TellDialog shipmentId={shipment.id} onClose={() => setTelling(false)} />}
    </>
  )
}

function NoticeLine({ notice, editable }: { notice: Notice; editable: boolean }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const deed = useMutation({
    mutationFn: (which: 'hasten' | 'withdraw') =>
      call(which === 'hasten' ? hastenNotice : withdrawNotice, { params: { id: notice.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['shipment'] }),
    onError: failure,
  })
  const canLeave = notice.state === 'waiting' || notice.state === 'failed' || notice.state === 'withdrawn'
  return (
    <li>
      <details>
        <summary>
          {notice.subject}
          <small className="q-muted">
            {' '}
            {t(`notices.${notice.state}`)} <When at={notice.sentAt ?? notice.dueAt} /> ·{' '}
            {t(`terms.channel.${notice.channel}`)}
            {notice.to && ` · ${notice.to}`}
            {notice.fault && ` · ${notice.fault}`}
          </small>
        </summary>
        <p className="shipment-notice-body">{notice.body}</p>
      </details>
      {editable && canLeave && (
        <div className="shipment-acts">
          <Button size="small" loading={deed.isPending} onClick={() => deed.mutate('hasten')}>
            {t('notices.now')}
          </Button>
          {notice.state === 'waiting' && (
            <Button size="small" type="text" onClick={() => deed.mutate('withdraw')}>
              {t('notices.withdraw')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
