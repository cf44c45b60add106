import { dropOrderDraft, mendOrderDraft, type OrderDraftRecord, takeOrderDraft } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox, Popconfirm, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { PageHeader, useFailure, useHotkeys, When } from '../../../ui/index.ts'
import { draftQuery, refreshOrders } from '../orders.api.ts'
import { ReasonList } from '../reason-list.tsx'
import { typedOf } from './draft.ts'
import { OrderForm } from './order-form.tsx'
import { useEntry } from './use-entry.ts'

/** An order not taken yet: unfinished, or come with a fault that is mended here. */
export function DraftPage() {
  const { t } = useTranslation('orders')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useQuery(draftQuery(id))
  if (error && !data) return <ErrorPage error={error} />
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/orders">{t('title')}</Link>}
        title={data?.number ?? t('one')}
        aside={data && t(`draftState.${data.state}`)}
      />
      <div className="q-page-scroll">{data ? <Mend key={data.version} record={data} /> : <Skeleton active />}</div>
    </div>
  )
}

function Mend({ record }: { record: OrderDraftRecord }) {
  const { t } = useTranslation('orders')
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const failure = useFailure()
  const entry = useEntry(typedOf(record.draft))
  const [account, setAccount] = useState(
    record.account ? { value: record.account.id, label: record.account.name } : undefined,
  )
  const [goTo, setGoTo] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (goTo) go({ to: goTo })
  }, [goTo, go])
  const partner = 'partner' in record.draft.customer ? record.draft.customer : undefined
  const [remember, setRemember] = useState(true)
  const params = { id: record.id }
  const mend = () =>
    call(mendOrderDraft, {
      params,
      ifMatch: record.version,
      body: {
        draft: entry.body ?? record.draft,
        ...(partner && remember && entry.typed.customer && 'id' in entry.typed.customer
          ? { rememberCode: { partner: partner.partner, code: partner.code } }
          : {}),
      },
    })
  const save = useMutation({
    mutationFn: mend,
    onSuccess: (kept) => {
      entry.keep()
      refreshOrders(client)
      message.success(t('entry.saved', { number: kept.number }))
    },
    onError: failure,
  })
  const take = useMutation({
    mutationFn: async () => {
      const kept = await mend()
      return call(takeOrderDraft, { params, ifMatch: kept.version })
    },
    onSuccess: (taken) => {
      refreshOrders(client)
      if (taken.outcome === 'quarantined') return
      message[taken.outcome === 'held' ? 'warning' : 'success'](t(`outcome.${taken.outcome}`, { number: taken.number }))
      setGoTo(`/orders/${taken.orderId}`)
    },
    onError: (error) => {
      refreshOrders(client)
      failure(error)
    },
  })
  const drop = useMutation({
    mutationFn: () => call(dropOrderDraft, { params, ifMatch: record.version, query: { reason: '' } }),
    onSuccess: () => {
      refreshOrders(client)
      message.success(t('entry.dropped', { number: record.number }))
      setGoTo('/orders')
    },
    onError: failure,
  })
  const trySend = () => {
    entry.setTried(true)
    if (entry.body && entry.checked?.outcome !== 'refused') take.mutate()
    else message.warning(t('entry.look'))
  }
  useHotkeys([
    { keys: 'mod+Enter', label: t('entry.send'), group: t('title'), whileTyping: true, run: trySend },
    { keys: 'mod+s', label: t('entry.save'), group: t('title'), whileTyping: true, run: () => save.mutate() },
  ])
  if (record.state === 'taken' || record.state === 'dropped')
    return (
      <Alert
        type="info"
        showIcon
        title={t(`draftState.${record.state}`)}
        description={record.closeReason}
        action={record.state === 'taken' && <Link to={`/orders/${record.id}`}>{t('entry.toOrder')}</Link>}
      />
    )
  return (
    <OrderForm
      entry={entry}
      account={account}
      onAccount={setAccount}
      onSend={trySend}
      saved={goTo !== undefined}
      before={
        <>
          <div className="q-muted">
            {t(`channel.${record.channel}`)} · <When at={record.receivedAt} />
          </div>
          {record.state === 'quarantined' && !entry.checked && <ReasonList severity="error" reasons={record.reasons} />}
        </>
      }
      acts={
        <>
          {partner && (
            <Checkbox checked={remember} onChange={(event) => setRemember(event.target.checked)}>
              {t('entry.remember', { code: partner.code, partner: partner.partner })}
            </Checkbox>
          )}
          <Button type="primary" htmlType="submit" loading={take.isPending}>
            {t('entry.take')}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('entry.save')}
          </Button>
          <Popconfirm title={t('entry.dropSure')} onConfirm={() => drop.mutate()}>
            <Button danger loading={drop.isPending}>
              {t('entry.drop')}
            </Button>
          </Popconfirm>
        </>
      }
    />
  )
}
