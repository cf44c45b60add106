import { changeInvoice, FapiaoKind, type Invoice } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Labelled } from './labelled.tsx'
import { useMoved } from './use-moved.ts'

const textOf = (text: string) => text.trim() || null

/** What the tax system and the customer add after it was issued: fapiao, due day, reference, note. */
export function ChangeIssuedDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const [fapiaoKind, setKind] = useState(invoice.fapiaoKind)
  const [fapiaoCode, setCode] = useState(invoice.fapiaoCode ?? '')
  const [fapiaoNumber, setNumber] = useState(invoice.fapiaoNumber ?? '')
  const [dueOn, setDueOn] = useState(invoice.dueOn)
  const [reference, setReference] = useState(invoice.reference ?? '')
  const [promisedOn, setPromised] = useState(invoice.promisedOn ?? '')
  const [note, setNote] = useState(invoice.note)
  const early = dueOn !== '' && dueOn < invoice.issuedOn
  const save = useMutation({
    mutationFn: () =>
      call(changeInvoice, {
        params: { id: invoice.id },
        ifMatch: invoice.version,
        body: {
          fapiaoKind,
          fapiaoCode: textOf(fapiaoCode),
          fapiaoNumber: textOf(fapiaoNumber),
          dueOn,
          promisedOn: promisedOn || null,
          reference: textOf(reference),
          note,
        },
      }),
    onSuccess: () => {
      moved()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('change.title', { number: invoice.number })}
      onCancel={onClose}
      okText={t('change.save')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: dueOn === '' || early }}
      onOk={() => save.mutate()}
    >
      <div className="money-form">
        <Labelled label={t('field.fapiaoKind')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={fapiaoKind ?? undefined}
              options={FapiaoKind.options.map((value) => ({ value, label: t(`choice.${value}`) }))}
              onChange={(kind) => setKind(kind ?? null)}
            />
          )}
        </Labelled>
        <div className="money-two">
          <Labelled label={t('field.fapiaoCode')}>
            {(id) => (
              <Input id={id} value={fapiaoCode} maxLength={40} onChange={(event) => setCode(event.target.value)} />
            )}
          </Labelled>
          <Labelled label={t('field.fapiaoNumber')}>
            {(id) => (
              <Input id={id} value={fapiaoNumber} maxLength={40} onChange={(event) => setNumber(event.target.value)} />
            )}
          </Labelled>
          <Labelled label={t('field.dueOn')} fault={early ? t('change.early') : undefined}>
            {(id) => (
              <Input
                id={id}
                type="date"
                min={invoice.issuedOn}
                status={early ? 'error' : undefined}
                value={dueOn}
                onChange={(event) => setDueOn(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('field.promisedOn')}>
            {(id) => (
              <Input id={id} type="date" value={promisedOn} onChange={(event) => setPromised(event.target.value)} />
            )}
          </Labelled>
          <Labelled label={t('field.reference')}>
            {(id) => (
              <Input id={id} value={reference} maxLength={200} onChange={(event) => setReference(event.target.value)} />
            )}
          </Labelled>
        </div>
        <Labelled label={t('field.note')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              value={note}
              maxLength={5_000}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Labelled>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
