import { CopyOutlined, DownOutlined, EditOutlined } from '@ant-design/icons'
import { cancelOrder, holdOrder, type Order, progressOrder, releaseOrder } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { useFailure, useHotkeys } from '../../../ui/index.ts'
import { putOrder } from '../orders.api.ts'
import { ReasonDialog, type Reasoned } from './reason-dialog.tsx'

type Asking = 'cancel' | 'hold' | 'release'

/** What may be done with the order now, as the server says. */
export function OrderActs({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const go = useNavigate()
  const may = useMay()
  const client = useQueryClient()
  const failure = useFailure()
  const { message } = App.useApp()
  const [asking, setAsking] = useState<Asking | undefined>(undefined)
  const asked = { params: { id: order.id }, ifMatch: order.version }
  const run = useMutation({
    mutationFn: (work: () => Promise<Order>) => work(),
    onSuccess: (changed) => {
      setAsking(undefined)
      putOrder(client, changed)
      message.success(t('acts.done'))
    },
    onError: failure,
  })
  const answer = ({ reason, feeE4, costE4 }: Reasoned) =>
    run.mutate(() => {
      if (asking === 'cancel') return call(cancelOrder, { ...asked, body: { reason, feeE4, costE4 } as never })
      if (asking === 'hold') return call(holdOrder, { ...asked, body: { reason } })
      return call(releaseOrder, { ...asked, query: { note: reason } })
    })
  const { moves } = order.can
  const forward = (['inTransit', 'completed', 'confirmed'] as const).filter(
    (status) => moves.includes(status) && !(status === 'confirmed' && order.status === 'held'),
  )
  const changes = () => go({ to: `/orders/${order.id}/change` })
  const copies = () => go({ to: '/orders/new', search: { copy: order.id } as never })
  useHotkeys([
    ...(order.can.change ? [{ keys: 'e', label: t('acts.change'), group: t('title'), run: changes }] : []),
    ...(may('orders', 'create') && order.kind === 'service'
      ? [{ keys: 'y', label: t('acts.copy'), group: t('title'), run: copies }]
      : []),
  ])
  const more = [
    ...forward.map((status) => ({
      key: status,
      label: t(`acts.${status}`),
      onClick: () => run.mutate(() => call(progressOrder, { ...asked, body: { status } })),
    })),
    ...(moves.includes('held') ? [{ key: 'hold', label: t('acts.hold'), onClick: () => setAsking('hold') }] : []),
    ...(moves.includes('cancelled')
      ? [{ key: 'cancel', danger: true, label: t('acts.cancel'), onClick: () => setAsking('cancel') }]
      : []),
  ]
  return (
    <>
      {order.can.release && (
        <Button type="primary" onClick={() => setAsking('release')}>
          {t('acts.release')}
        </Button>
      )}
      {order.can.change && (
        <Link to={`/orders/${order.id}/change`}>
          <Button icon={<EditOutlined />} tabIndex={-1}>
            {t('acts.change')}
          </Button>
        </Link>
      )}
      {may('orders', 'create') && order.kind === 'service' && (
        <Button icon={<CopyOutlined />} onClick={copies}>
          {t('acts.copy')}
        </Button>
      )}
      {more.length > 0 && (
        <Dropdown menu={{ items: more }} trigger={['click']}>
          <Button loading={run.isPending}>
            {t('acts.more')} <DownOutlined />
          </Button>
        </Dropdown>
      )}
      {asking && (
        <ReasonDialog
          title={t(`acts.${asking}`)}
          needed={asking !== 'release'}
          money={asking === 'cancel' && may.see('finance')}
          currency={order.currency}
          sending={run.isPending}
          onClose={() => setAsking(undefined)}
          onDone={answer}
        />
      )}
    </>
  )
}
