import { downloadEdiFile, type EdiMessage, replayEdiMessage, sendEdiAgain } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, download } from '../../app/api.ts'
import { ErrorPage } from '../../app/error-page.tsx'
import { useMay } from '../../app/session.ts'
import { PageHeader, useFailure, When } from '../../ui/index.ts'
import { ChooseCustomer } from './choose-customer.tsx'
import { messageQuery } from './edi.api.ts'
import { MessageDocument } from './message-document.tsx'
import { MessageSegments } from './message-segments.tsx'
import { MessageStatus, useSentence } from './message-status.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import './edi.css'

/** One message: why it waits and what can be done, what it says, as it stands, and what became of it. */
export function MessagePage() {
  const { t } = useTranslation('edi')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: message, error } = useQuery(messageQuery(id))
  useEffect(() => {
    if (message) document.title = `${message.type} ${message.reference}`
  }, [message])
  if (error && !message) return <ErrorPage error={error} />
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/edi">{t('title')}</Link>}
        title={message ? `${message.type} ${t(`type.${message.type}`, { defaultValue: '' })}` : t('one')}
        aside={message && <MessageStatus status={message.status} />}
        actions={message && <Actions message={message} />}
      />
      <div className="q-page-scroll edi-sections">
        {!message && <Skeleton active />}
        {message && (
          <>
            <Reasons message={message} />
            <section className="q-panel" aria-label={t('facts')}>
              <div className="q-panel-body">
                <Facts message={message} />
              </div>
            </section>
            <MessageDocument document={message.document} />
            <MessageSegments message={message} />
          </>
        )}
      </div>
    </div>
  )
}

function Reasons({ message }: { message: EdiMessage }) {
  const { t } = useTranslation('edi')
  const say = useSentence()
  const { sending } = message
  return (
    <>
      {message.reasons.map((reason) => (
        <Alert
          key={`${reason.code} ${reason.en}`}
          type={message.status === 'taken' ? 'info' : 'warning'}
          showIcon
          title={say(reason)}
          action={reason.code === 'partnerUnknown' && <AddPartner message={message} />}
        />
      ))}
      {sending?.trouble && (
        <Alert
          type="warning"
          showIcon
          title={t('triedInVain', { figure: sending.attempts, why: say(sending.trouble) })}
        />
      )}
    </>
  )
}

/** With what the envelope says of him typed in. */
function AddPartner({ message: { sender, receiver, standard } }: { message: EdiMessage }) {
  const { t } = useTranslation('edi')
  const go = useNavigate()
  const may = useMay()
  if (!may('edi', 'create')) return null
  const search = { identifier: sender, standard, ourId: receiver }
  return <Button onClick={() => go({ to: '/edi/partners/new', search: search as never })}>{t('newPartner')}</Button>
}

function Actions({ message }: { message: EdiMessage }) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const client = useQueryClient()
  const fail = useFailure()
  const [open, setOpen] = useState<'customer' | 'reject' | undefined>(undefined)
  const refresh = () => client.invalidateQueries({ queryKey: ['ediMessage'] })
  const params = { id: message.id }
  const again = useMutation({ mutationFn: () => call(replayEdiMessage, { params }), onSuccess: refresh, onError: fail })
  const send = useMutation({
    mutationFn: () => call(sendEdiAgain, { params: { id: message.interchangeId } }),
    onSuccess: refresh,
    onError: fail,
  })
  const close = () => {
    setOpen(undefined)
    void refresh()
  }
  const resend = message.direction === 'out' && message.status !== 'acknowledged' && may('edi', 'change')
  return (
    <>
      {message.can.download && (
        <Button
          onClick={() => download(downloadEdiFile, { params: { id: message.fileId } }, message.fileName).catch(fail)}
        >
          {t('download')}
        </Button>
      )}
      {resend && (
        <Button loading={send.isPending} onClick={() => send.mutate()}>
          {t('sendAgain')}
        </Button>
      )}
      {message.can.mend && (
        <>
          {message.status === 'quarantined' && <Button onClick={() => setOpen('reject')}>{t('reject')}</Button>}
          <Button onClick={() => setOpen('customer')}>{t('chooseCustomer')}</Button>
          <Button type="primary" loading={again.isPending} onClick={() => again.mutate()}>
            {t('replay')}
          </Button>
        </>
      )}
      {open === 'customer' && <ChooseCustomer id={message.id} onClose={close} />}
      {open === 'reject' && <RejectDialog id={message.id} onClose={close} />}
    </>
  )
}

function Facts({ message }: { message: EdiMessage }) {
  const { t } = useTranslation('edi')
  const { partner, account, order } = message
  const facts: Record<string, ReactNode> = {
    partner: partner ? <Link to={`/edi/partners/${partner.id}`}>{partner.name}</Link> : message.sender,
    reference: message.reference || '–',
    account: account ? <Link to={`/accounts/${account.id}`}>{account.name}</Link> : '–',
    order: order ? <Link to={`/orders/${order.id}`}>{order.number}</Link> : '–',
    control: `${message.interchangeControl} / ${message.control}`,
    parties: `${message.sender} → ${message.receiver}`,
    file: message.fileName,
    at: <When at={message.receivedAt} as="exact" />,
    due: message.dueAt ? <When at={message.dueAt} as="exact" /> : undefined,
    acknowledged: message.acknowledgedAt ? <When at={message.acknowledgedAt} as="exact" /> : undefined,
    answers:
      message.answers.length > 0
        ? message.answers.map(({ id, type }) => (
            <Link key={id} to={`/edi/messages/${id}`}>
              {type}{' '}
            </Link>
          ))
        : undefined,
  }
  return (
    <dl className="edi-facts">
      {Object.entries(facts)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`field.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
