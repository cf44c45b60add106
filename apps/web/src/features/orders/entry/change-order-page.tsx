import { changeOrder, copyOrder, type Order, type OrderDraft } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Input, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { useMay } from '../../../app/session.ts'
import { PageHeader, useFailure, useHotkeys } from '../../../ui/index.ts'
import { NumberInput } from '../../../ui/number-input.tsx'
import { orderQuery, putOrder } from '../orders.api.ts'
import { typedOf } from './draft.ts'
import { OrderForm } from './order-form.tsx'
import { useEntry } from './use-entry.ts'

/** A service order is changed with a reason; what it was is kept. */
export function ChangeOrderPage() {
  const { t } = useTranslation('orders')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: order, error } = useQuery(orderQuery(id))
  const copy = useQuery({
    queryKey: ['order', id, 'copy'],
    queryFn: ({ signal }) => call(copyOrder, { params: { id }, signal }),
  })
  const failed = error ?? copy.error
  if (failed && !order) return <ErrorPage error={failed} />
  return (
    <div className="q-page">
      <PageHeader trail={<Link to={`/orders/${id}`}>{order?.number ?? t('one')}</Link>} title={t('change.title')} />
      <div className="q-page-scroll">
        {order && copy.data ? <Change order={order} content={copy.data} /> : <Skeleton active />}
      </div>
    </div>
  )
}

/** The content as it stands: a copy leaves out its dates and references, which stay here. */
const contentOf = (order: Order, { customer: _, ...content }: OrderDraft) =>
  typedOf({
    ...content,
    customer: { id: order.account.id },
    ...(order.reference ? { customerReference: order.reference } : {}),
    orderedOn: order.orderedOn,
    ...(order.requestedOn ? { requestedOn: order.requestedOn } : {}),
    currency: order.currency,
    places: order.places,
    references: order.references,
  })

function Change({ order, content }: { order: Order; content: OrderDraft }) {
  const { t } = useTranslation('orders')
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const seesMoney = useMay().see('finance')
  const failure = useFailure()
  // Its own reference makes it no double of itself.
  const entry = useEntry({ ...contentOf(order, content), acceptDouble: true })
  const [reason, setReason] = useState('')
  const [feeE4, setFee] = useState<number | undefined>(undefined)
  const [costE4, setCost] = useState<number | undefined>(undefined)
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (done) go({ to: `/orders/${order.id}` })
  }, [done, go, order.id])
  const send = useMutation({
    mutationFn: ({ customer: _, acceptDouble: __, ...change }: NonNullable<typeof entry.body>) =>
      call(changeOrder, {
        params: { id: order.id },
        ifMatch: order.version,
        body: { change, reason, feeE4, costE4 } as never,
      }),
    onSuccess: (changed) => {
      putOrder(client, changed)
      message.success(t('change.done', { number: order.number }))
      setDone(true)
    },
    onError: failure,
  })
  const trySend = () => {
    entry.setTried(true)
    if (entry.body && reason.trim() !== '' && entry.checked?.outcome !== 'refused') send.mutate(entry.body)
    else message.warning(t(reason.trim() === '' ? 'change.reasonMissing' : 'entry.look'))
  }
  useHotkeys([{ keys: 'mod+Enter', label: t('change.send'), group: t('title'), whileTyping: true, run: trySend }])
  const money = (label: string, value: number | undefined, set: (next: number | undefined) => void) => (
    <NumberInput
      className="q-field-wide"
      min={0}
      prefix={label}
      suffix={order.currency}
      aria-label={label}
      value={value === undefined ? null : value / 10_000}
      onChange={(next) => set(next === null ? undefined : Math.round(next * 10_000))}
    />
  )
  return (
    <OrderForm
      entry={entry}
      account={undefined}
      onAccount={() => undefined}
      fixed
      onSend={trySend}
      saved={done}
      before={
        <div className="entry-dialog">
          <Input.TextArea
            rows={2}
            maxLength={500}
            value={reason}
            placeholder={t('change.reason')}
            aria-label={t('change.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          {seesMoney && money(t('change.fee'), feeE4, setFee)}
          {seesMoney && money(t('change.cost'), costE4, setCost)}
        </div>
      }
      acts={
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('change.send')}
        </Button>
      }
    />
  )
}
