import { addOrderAttachment, createOrder, createOrderTemplate, saveOrderDraft } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { onceKey } from '../../../app/once.ts'
import { KeyHint, PageHeader, type RemoteOption, Upload, useFailure, useHotkeys } from '../../../ui/index.ts'
import { refreshOrders, templatesQuery } from '../orders.api.ts'
import type { Typed } from './draft.ts'
import { OrderForm } from './order-form.tsx'
import { TemplateDialog } from './template-dialog.tsx'
import { TemplatesDialog } from './templates-dialog.tsx'
import { useEntry } from './use-entry.ts'

const mostBytes = 25 * 1024 * 1024

export function NewOrder({ initial, account: given }: { initial: Typed; account: RemoteOption | undefined }) {
  const { t } = useTranslation('orders')
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const failure = useFailure()
  const entry = useEntry(initial)
  const [account, setAccount] = useState(given)
  const [files, setFiles] = useState<File[]>([])
  const [naming, setNaming] = useState(false)
  // One key for one form: sending twice makes one order.
  const [once] = useState(onceKey)
  const [goTo, setGoTo] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (goTo) go({ to: goTo })
  }, [goTo, go])
  const send = useMutation({
    mutationFn: async (body: NonNullable<typeof entry.body>) => {
      const taken = await call(createOrder, { body: { ...body, channel: 'staff' as const }, once })
      const lost = await attach(taken.orderId, files)
      return { taken, lost }
    },
    onSuccess: ({ taken, lost }) => {
      refreshOrders(client)
      message[taken.outcome === 'held' ? 'warning' : 'success'](t(`outcome.${taken.outcome}`, { number: taken.number }))
      if (lost.length > 0) message.error(t('entry.filesLost', { names: lost.join(', ') }))
      setGoTo(`/orders/${taken.orderId}`)
    },
    onError: failure,
  })
  const save = useMutation({
    mutationFn: (body: NonNullable<typeof entry.body>) => call(saveOrderDraft, { body, once: `${once}-draft` }),
    onSuccess: (draft) => {
      refreshOrders(client)
      message.success(t('entry.saved', { number: draft.number }))
      setGoTo(`/orders/drafts/${draft.id}`)
    },
    onError: failure,
  })
  const trySend = () => {
    entry.setTried(true)
    if (entry.body && entry.checked?.outcome !== 'refused') send.mutate(entry.body)
    else message.warning(t('entry.look'))
  }
  const trySave = () => {
    if (entry.body) save.mutate(entry.body)
    else message.warning(t('verdict.customer'))
  }
  useHotkeys([
    { keys: 'mod+Enter', label: t('entry.send'), group: t('title'), whileTyping: true, run: trySend },
    { keys: 'mod+s', label: t('entry.save'), group: t('title'), whileTyping: true, run: trySave },
  ])
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/orders">{t('title')}</Link>} title={t('new')} actions={<Templates />} />
      <div className="q-page-scroll">
        <OrderForm
          entry={entry}
          account={account}
          onAccount={setAccount}
          onSend={trySend}
          saved={goTo !== undefined}
          acts={
            <>
              <Button type="primary" htmlType="submit" loading={send.isPending}>
                {t('entry.send')} <KeyHint keys="mod+Enter" />
              </Button>
              <Button onClick={trySave} loading={save.isPending}>
                {t('entry.save')}
              </Button>
              <Button onClick={() => setNaming(true)} disabled={!entry.body}>
                {t('entry.asTemplate')}
              </Button>
              <div className="entry-files">
                <Upload
                  many
                  maxBytes={mostBytes}
                  hint={t('entry.filesHint')}
                  onFiles={(more) => setFiles((before) => [...before, ...more])}
                />
                {files.map((file) => (
                  <Tag
                    key={`${file.name}-${file.size}`}
                    closable
                    onClose={() => setFiles((before) => before.filter((one) => one !== file))}
                  >
                    {file.name}
                  </Tag>
                ))}
              </div>
            </>
          }
        />
      </div>
      {naming && entry.body && (
        <TemplateDialog
          onClose={() => setNaming(false)}
          onName={async (name, shared) => {
            if (!entry.body) return
            await call(createOrderTemplate, { body: { name, shared, draft: entry.body } as never })
            refreshOrders(client)
            message.success(t('entry.templateKept', { name }))
            setNaming(false)
          }}
        />
      )}
    </div>
  )
}

/** Files go up once there is an order; those that did not are named. */
async function attach(id: string, files: readonly File[]): Promise<string[]> {
  const lost: string[] = []
  for (const file of files) {
    const body = new FormData()
    body.set('file', file)
    await call(addOrderAttachment, { params: { id }, body } as never).catch(() => lost.push(file.name))
  }
  return lost
}

function Templates() {
  const { t } = useTranslation('orders')
  const go = useNavigate()
  const { data = [] } = useQuery(templatesQuery)
  const [open, setOpen] = useState(false)
  return (
    <>
      {data.length > 0 && (
        <Dropdown
          menu={{
            items: [
              ...data.map(({ id, name, account }) => ({
                key: id,
                label: [name, account?.name].filter(Boolean).join(' · '),
                onClick: () => go({ to: '/orders/new', search: { template: id } as never }),
              })),
              { type: 'divider' as const },
              { key: 'own', label: t('entry.ownTemplates'), onClick: () => setOpen(true) },
            ],
          }}
        >
          <Button>{t('entry.templates')}</Button>
        </Dropdown>
      )}
      {open && <TemplatesDialog templates={data} onClose={() => setOpen(false)} />}
    </>
  )
}
