import { CreditReason, creditInvoice, type Invoice } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Checkbox, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Money } from '../../ui/index.ts'
import { AmountInput } from './amount-input.tsx'
import { Labelled } from './labelled.tsx'
import { useMoved } from './use-moved.ts'
import { laterOf, useToday } from './use-today.ts'

type Way = 'whole' | 'amount' | 'lines'

/** 红冲: all that is left, a sum, or line by line; never more than is left. */
export function CreditDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const go = useNavigate()
  const moved = useMoved()
  const today = useToday()
  const { currency, creditableE4 } = invoice
  const [way, setWay] = useState<Way>('whole')
  const [amountE4, setAmount] = useState<number | null>(null)
  const [parts, setParts] = useState<Readonly<Record<string, number | null>>>({})
  const [reason, setReason] = useState<CreditReason>('correction')
  const [issuedOn, setIssuedOn] = useState(laterOf(today, invoice.issuedOn))
  const [note, setNote] = useState('')
  const [billAnew, setBillAnew] = useState(false)
  const named = Object.entries(parts).flatMap(([lineId, totalE4]) => (totalE4 ? [{ lineId, totalE4 }] : []))
  const total =
    way === 'whole'
      ? creditableE4
      : way === 'amount'
        ? (amountE4 ?? 0)
        : named.reduce((sum, { totalE4 }) => sum + totalE4, 0)
  const leftOf = (line: Invoice['lines'][number]) => line.netE4 + line.taxE4 - line.creditedE4
  const beyond =
    total > creditableE4 || (way === 'lines' && invoice.lines.some((line) => (parts[line.id] ?? 0) > leftOf(line)))
  const isWhole = total === invoice.totalE4
  const hasOrders = invoice.lines.some(({ orderLineId }) => orderLineId)
  const save = useMutation({
    mutationFn: () =>
      call(creditInvoice, {
        params: { id: invoice.id },
        body: {
          reason,
          issuedOn,
          note,
          ...(way === 'amount' ? { totalE4: total } : way === 'lines' ? { lines: named } : {}),
          billAnew: billAnew && isWhole,
        },
      }),
    onSuccess: (made) => {
      moved()
      onClose()
      go({ to: `/invoices/${made.id}` })
    },
  })
  return (
    <Modal
      open
      width={680}
      title={t('credit.title', { number: invoice.number })}
      onCancel={onClose}
      okText={t('credit.save')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: total <= 0 || beyond || issuedOn < invoice.issuedOn }}
      onOk={() => save.mutate()}
    >
      <div className="money-form">
        <Segmented
          block
          value={way}
          options={(['whole', 'amount', 'lines'] as const).map((value) => ({ value, label: t(`credit.way.${value}`) }))}
          onChange={setWay}
        />
        {way === 'amount' && (
          <Labelled label={t('credit.amount')} fault={beyond ? t('credit.beyond') : undefined}>
            {(id) => (
              <AmountInput id={id} valueE4={amountE4} maxE4={creditableE4} currency={currency} onChange={setAmount} />
            )}
          </Labelled>
        )}
        {way === 'lines' && (
          <div className="money-scroll">
            <table className="money-table">
              <thead>
                <tr>
                  <th scope="col">{t('line.text')}</th>
                  <th scope="col" className="money-right">
                    {t('credit.left')}
                  </th>
                  <th scope="col" className="money-right">
                    {t('credit.amount')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {invoice.lines.map((line) => (
                  <tr key={line.id}>
                    <td>{line.text}</td>
                    <td className="money-right">
                      <button
                        type="button"
                        className="q-link"
                        title={t('credit.takeAll')}
                        onClick={() => setParts((all) => ({ ...all, [line.id]: leftOf(line) }))}
                      >
                        <Money amountE4={leftOf(line)} currency={currency} />
                      </button>
                    </td>
                    <td className="money-right">
                      <AmountInput
                        label={`${t('credit.amount')} ${line.text}`}
                        valueE4={parts[line.id] ?? null}
                        maxE4={leftOf(line)}
                        currency={currency}
                        onChange={(value) => setParts((all) => ({ ...all, [line.id]: value }))}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p className="money-sum" role="status">
          {t('credit.sum')} <Money amountE4={total} currency={currency} />{' '}
          <small className={beyond ? 'money-negative' : 'q-muted'}>
            {t('credit.ofLeft')} <Money amountE4={creditableE4} currency={currency} />
          </small>
        </p>
        <div className="money-two">
          <Labelled label={t('credit.reason')}>
            {(id) => (
              <Select
                id={id}
                value={reason}
                options={CreditReason.options.map((value) => ({ value, label: t(`creditReason.${value}`) }))}
                onChange={setReason}
              />
            )}
          </Labelled>
          <Labelled label={t('field.issuedOn')}>
            {(id) => (
              <Input
                id={id}
                type="date"
                min={invoice.issuedOn}
                value={issuedOn}
                onChange={(event) => setIssuedOn(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <Labelled label={t('field.note')}>
          {(id) => <Input id={id} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />}
        </Labelled>
        {isWhole && hasOrders && (
          <Checkbox checked={billAnew} onChange={(event) => setBillAnew(event.target.checked)}>
            {t('credit.billAnew')}
          </Checkbox>
        )}
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
