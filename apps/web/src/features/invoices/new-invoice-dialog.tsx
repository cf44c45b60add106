import { createInvoice, vatRatesBp } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { moneyText, type RemoteOption, useKit, useNow } from '../../ui/index.ts'
import { AccountField } from './account-field.tsx'
import { Labelled } from './labelled.tsx'
import { useMoved } from './use-moved.ts'

interface Line {
  key: number
  text: string
  net: number | null
  taxBp: number
}

/** Written in a minute: customer, day, lines with their rate of tax. Due day and buyer come from the customer. */
export function NewInvoiceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { locale, zone } = useKit()
  const { company } = useMe()
  const go = useNavigate()
  const moved = useMoved()
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(useNow())
  const [account, setAccount] = useState<RemoteOption | undefined>(undefined)
  const [issuedOn, setIssuedOn] = useState(today)
  const [currency, setCurrency] = useState<string>(company.currency)
  const [reference, setReference] = useState('')
  const [lines, setLines] = useState<Line[]>([{ key: 1, text: '', net: null, taxBp: 900 }])
  const set = (key: number, change: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...change } : line)))
  const ready =
    account && /^[A-Z]{3}$/.test(currency) && lines.every(({ text, net }) => text.trim() && net !== null && net > 0)
  const save = useMutation({
    mutationFn: (issue: boolean) =>
      call(createInvoice, {
        body: {
          accountId: account?.value as string,
          issuedOn,
          currency,
          reference: reference.trim() || null,
          issue,
          lines: lines.map(({ text, net, taxBp }) => ({ text, netE4: Math.round((net ?? 0) * 10_000), taxBp })),
        },
      }),
    onSuccess: (made) => {
      moved()
      go({ to: `/invoices/${made.id}` })
    },
  })
  const gross = lines.reduce((sum, { net, taxBp }) => sum + (net ?? 0) * (10_000 + taxBp), 0)
  return (
    <Modal
      open
      width={680}
      title={t('new.title')}
      onCancel={onClose}
      footer={
        <>
          <span className="q-muted">{t('new.sum', { amount: moneyText(Math.round(gross), currency, locale) })} </span>
          <Button disabled={!ready} loading={save.isPending} onClick={() => save.mutate(false)}>
            {t('new.draft')}
          </Button>
          <Button type="primary" disabled={!ready} loading={save.isPending} onClick={() => save.mutate(true)}>
            {t('new.issue')}
          </Button>
        </>
      }
    >
      <div className="money-form">
        <AccountField value={account} onChange={setAccount} />
        <Labelled label={t('field.issuedOn')}>
          {(id) => <Input id={id} type="date" value={issuedOn} onChange={(event) => setIssuedOn(event.target.value)} />}
        </Labelled>
        <Labelled label={t('field.currency')}>
          {(id) => (
            <Input
              id={id}
              value={currency}
              maxLength={3}
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
          )}
        </Labelled>
        <Labelled label={t('field.reference')}>
          {(id) => (
            <Input id={id} value={reference} maxLength={200} onChange={(event) => setReference(event.target.value)} />
          )}
        </Labelled>
        {lines.map((line) => (
          <div key={line.key} className="money-line">
            <Input
              value={line.text}
              maxLength={500}
              placeholder={t('line.text')}
              aria-label={t('line.text')}
              onChange={(event) => set(line.key, { text: event.target.value })}
            />
            <InputNumber
              value={line.net}
              min={0}
              precision={2}
              placeholder={t('line.net')}
              aria-label={t('line.net')}
              onChange={(net) => set(line.key, { net })}
            />
            <Select
              value={line.taxBp}
              aria-label={t('line.tax')}
              options={vatRatesBp.map((value) => ({ value, label: `${value / 100} %` }))}
              onChange={(taxBp) => set(line.key, { taxBp })}
            />
            <Button
              disabled={lines.length === 1}
              onClick={() => setLines((all) => all.filter(({ key }) => key !== line.key))}
            >
              {t('line.remove')}
            </Button>
          </div>
        ))}
        <div>
          <Button
            onClick={() =>
              setLines((all) => [
                ...all,
                { key: Math.max(...all.map(({ key }) => key)) + 1, text: '', net: null, taxBp: 900 },
              ])
            }
          >
            {t('line.add')}
          </Button>
        </div>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
