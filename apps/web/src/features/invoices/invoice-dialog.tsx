import {
  changeInvoice,
  createInvoice,
  type Invoice,
  type InvoiceChange,
  smallestE4,
  TaxTreatment,
  taxE4Of,
  vatRatesBp,
} from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { Money, type RemoteOption } from '../../ui/index.ts'
import { AccountField } from './account-field.tsx'
import { AmountInput } from './amount-input.tsx'
import { Labelled } from './labelled.tsx'
import { useMoved } from './use-moved.ts'
import { useToday } from './use-today.ts'

type Kept = NonNullable<InvoiceChange['lines']>[number]
interface Line {
  key: number
  text: string
  netE4: number | null
  taxTreatment: TaxTreatment
  taxBp: number
  /** What a line of an order says besides; it stays with the line. */
  of: Partial<Kept>
}

const emptyLine = (key: number): Line => ({ key, text: '', netE4: null, taxTreatment: 'taxed', taxBp: 900, of: {} })
const linesOf = (draft: Invoice): Line[] =>
  draft.lines.map(({ text, netE4, taxTreatment, taxBp, service, orderId, orderLineId, quantity, unit }, key) => ({
    key,
    text,
    netE4,
    taxTreatment,
    taxBp,
    of: { service, orderId, orderLineId, quantity, unit },
  }))
const isCurrency = (text: string) => /^[A-Z]{3}$/.test(text)

/** Written in a minute: customer, day, lines with their rate of tax. Due day and buyer come from the customer. */
export function InvoiceDialog({ draft, onClose }: { draft?: Invoice; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { company } = useMe()
  const go = useNavigate()
  const moved = useMoved()
  const today = useToday()
  const [account, setAccount] = useState<RemoteOption | undefined>(
    draft && { value: draft.account.id, label: draft.account.name },
  )
  const [issuedOn, setIssuedOn] = useState(draft?.issuedOn ?? today)
  const [dueOn, setDueOn] = useState(draft?.dueOn ?? '')
  const [currency, setCurrency] = useState<string>(draft?.currency ?? company.currency)
  const [reference, setReference] = useState(draft?.reference ?? '')
  const [lines, setLines] = useState<Line[]>(draft ? linesOf(draft) : [emptyLine(1)])
  const set = (key: number, change: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...change } : line)))
  const early = dueOn !== '' && dueOn < issuedOn
  const ready =
    account && isCurrency(currency) && issuedOn && !early && lines.every(({ text, netE4 }) => text.trim() && netE4)
  const body = () => ({
    issuedOn,
    ...(dueOn ? { dueOn } : {}),
    currency,
    reference: reference.trim() || null,
    lines: lines.map(({ text, netE4, taxTreatment, taxBp, of }) => ({
      ...of,
      text: text.trim(),
      netE4: netE4 ?? 0,
      taxTreatment,
      taxBp: taxTreatment === 'taxed' ? taxBp : 0,
    })),
  })
  const save = useMutation({
    mutationFn: (issue: boolean) => {
      const accountId = account?.value as string
      return draft
        ? call(changeInvoice, {
            params: { id: draft.id },
            ifMatch: draft.version,
            body: { ...body(), accountId } as InvoiceChange,
          })
        : call(createInvoice, { body: { ...body(), accountId, issue } })
    },
    onSuccess: (made) => {
      moved()
      if (draft) onClose()
      else go({ to: `/invoices/${made.id}` })
    },
  })
  return (
    <Modal
      open
      width={760}
      title={t(draft ? 'new.edit' : 'new.title')}
      onCancel={onClose}
      footer={
        draft ? (
          <Button type="primary" disabled={!ready} loading={save.isPending} onClick={() => save.mutate(false)}>
            {t('change.save')}
          </Button>
        ) : (
          <>
            <Button disabled={!ready} loading={save.isPending} onClick={() => save.mutate(false)}>
              {t('new.draft')}
            </Button>
            <Button type="primary" disabled={!ready} loading={save.isPending} onClick={() => save.mutate(true)}>
              {t('new.issue')}
            </Button>
          </>
        )
      }
    >
      <div className="money-form">
        <AccountField value={account} label={draft ? t('field.payer') : undefined} onChange={setAccount} />
        <div className="money-two">
          <Labelled label={t('field.issuedOn')}>
            {(id) => (
              <Input id={id} type="date" value={issuedOn} onChange={(event) => setIssuedOn(event.target.value)} />
            )}
          </Labelled>
          <Labelled label={t('new.dueOn')} fault={early ? t('change.early') : undefined}>
            {(id) => (
              <Input
                id={id}
                type="date"
                min={issuedOn}
                status={early ? 'error' : undefined}
                value={dueOn}
                onChange={(event) => setDueOn(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('field.currency')} fault={isCurrency(currency) ? undefined : t('new.badCurrency')}>
            {(id) => (
              <Input
                id={id}
                value={currency}
                maxLength={3}
                status={isCurrency(currency) ? undefined : 'error'}
                onChange={(event) => setCurrency(event.target.value.toUpperCase())}
              />
            )}
          </Labelled>
          <Labelled label={t('field.reference')}>
            {(id) => (
              <Input id={id} value={reference} maxLength={200} onChange={(event) => setReference(event.target.value)} />
            )}
          </Labelled>
        </div>
        {lines.map((line) => (
          <LineFields
            key={line.key}
            line={line}
            currency={currency}
            onChange={(change) => set(line.key, change)}
            onRemove={lines.length > 1 ? () => setLines((all) => all.filter(({ key }) => key !== line.key)) : undefined}
          />
        ))}
        <div className="money-between">
          <Button onClick={() => setLines((all) => [...all, emptyLine(Math.max(...all.map(({ key }) => key)) + 1)])}>
            {t('line.add')}
          </Button>
          <Sum lines={lines} currency={currency} />
        </div>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}

/** As the server adds it up: tax line by line. */
function Sum({ lines, currency }: { lines: readonly Line[]; currency: string }) {
  const { t } = useTranslation('invoices')
  const unit = isCurrency(currency) ? smallestE4(currency) : 100
  const net = lines.reduce((sum, { netE4 }) => sum + (netE4 ?? 0), 0)
  const tax = lines.reduce(
    (sum, { netE4, taxBp, taxTreatment }) => (taxTreatment === 'taxed' ? sum + taxE4Of(netE4 ?? 0, taxBp, unit) : sum),
    0,
  )
  if (!isCurrency(currency)) return null
  return (
    <span role="status">
      <small className="q-muted">
        {t('line.net')} <Money amountE4={net} currency={currency} /> · {t('field.tax')}{' '}
        <Money amountE4={tax} currency={currency} />
      </small>{' '}
      {t('field.total')}{' '}
      <strong>
        <Money amountE4={net + tax} currency={currency} />
      </strong>
    </span>
  )
}

interface LineFieldsProps {
  line: Line
  currency: string
  onChange: (change: Partial<Line>) => void
  onRemove: (() => void) | undefined
}

function LineFields({ line, currency, onChange, onRemove }: LineFieldsProps) {
  const { t } = useTranslation('invoices')
  const taxes = [
    ...[...new Set([...vatRatesBp, line.taxBp])].map((value) => ({ value: String(value), label: `${value / 100} %` })),
    ...(['exempt', 'outOfScope'] as const).map((value) => ({ value, label: t(`choice.${value}`) })),
  ]
  return (
    <div className="money-line">
      <Input
        value={line.text}
        maxLength={500}
        placeholder={t('line.text')}
        aria-label={t('line.text')}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <AmountInput
        label={t('line.net')}
        valueE4={line.netE4}
        currency={currency}
        onChange={(netE4) => onChange({ netE4 })}
      />
      <Select
        value={line.taxTreatment === 'taxed' ? String(line.taxBp) : line.taxTreatment}
        aria-label={t('line.tax')}
        options={taxes}
        onChange={(value) => {
          const treatment = TaxTreatment.safeParse(value).data
          onChange(treatment ? { taxTreatment: treatment, taxBp: 0 } : { taxTreatment: 'taxed', taxBp: Number(value) })
        }}
      />
      <Button disabled={!onRemove} onClick={onRemove}>
        {t('line.remove')}
      </Button>
    </div>
  )
}
