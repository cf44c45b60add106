import { ImportOutlined } from '@ant-design/icons'
import { type ReplyOf, uploadOrders } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Upload, useFailure, useKit } from '../../../ui/index.ts'
import { refreshOrders } from '../orders.api.ts'

/** As the server allows. */
const mostBytes = 16 * 1024 * 1024

/** Whoever keeps imports of customers maps columns in their wizard; whoever only takes orders hands the file in here. */
export function OrderFileButton() {
  const { t } = useTranslation('orders')
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (may('imports', 'create'))
    return (
      <Link to="/imports">
        <Button icon={<ImportOutlined />} tabIndex={-1}>
          {t('fromFile')}
        </Button>
      </Link>
    )
  return (
    <>
      <Button icon={<ImportOutlined />} onClick={() => setOpen(true)}>
        {t('fromFile')}
      </Button>
      {open && <OrderFileDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function OrderFileDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('orders')
  const client = useQueryClient()
  const failure = useFailure()
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.set('file', file)
      return call(uploadOrders, { body, patient: true })
    },
    onSuccess: () => refreshOrders(client),
    onError: failure,
  })
  return (
    <Modal open title={t('fromFile')} footer={null} width={640} maskClosable={!send.isPending} onCancel={onClose}>
      <p>{t('file.about')}</p>
      <p className="q-muted">{t('file.columns')}</p>
      <Upload
        accept=".csv,.tsv,.txt,.xlsx"
        maxBytes={mostBytes}
        disabled={send.isPending}
        hint={t(send.isPending ? 'file.reading' : 'file.hint')}
        onFiles={([file]) => file && send.mutate(file)}
      />
      {send.data && <Outcome answer={send.data} onLeave={onClose} />}
    </Modal>
  )
}

const outcomes = ['taken', 'held', 'quarantined', 'known', 'refused'] as const

function Outcome({ answer, onLeave }: { answer: ReplyOf<typeof uploadOrders>; onLeave: () => void }) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const { file, rows, counts, unknown, notes } = answer
  const told = outcomes.flatMap((one) => (counts[one] ? [t(`file.${one}`, { figure: counts[one] })] : []))
  const waiting = counts.quarantined ?? 0
  return (
    <section className="order-file-outcome" aria-live="polite">
      <Alert
        showIcon
        type={waiting + (counts.refused ?? 0) > 0 ? 'warning' : 'success'}
        title={t('file.read', { name: file, figure: rows })}
        description={told.join(' · ') || t('file.nothing')}
        action={
          waiting > 0 && (
            <Link to="/orders" search={{ tab: 'quarantined' } as never} onClick={onLeave}>
              {t('file.mend')}
            </Link>
          )
        }
      />
      {unknown.length > 0 && <p className="q-muted">{t('file.unknown', { names: unknown.join(', ') })}</p>}
      <ul>
        {notes.map((note) => (
          <li key={`${note.row}-${note.key}`}>
            <span className="q-muted">
              {[t('file.row', { figure: note.row }), note.key, note.number].filter(Boolean).join(' · ')}
            </span>{' '}
            {locale === 'en' ? note.en : note.zh}
          </li>
        ))}
      </ul>
    </section>
  )
}
