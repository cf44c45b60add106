import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { type BankAccount, type Company, CompanyBilling, changeCompany } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Field, FormPage, TextField, useZodForm } from '../../../ui/form/index.ts'

/** 开票信息: what stands on invoices beside the company's name. */
export function BillingPanel({ company }: { company: Company }) {
  const { t } = useTranslation('administration')
  const { message } = App.useApp()
  const client = useQueryClient()
  const form = useZodForm(CompanyBilling, {
    initial: company.billing,
    submit: async (billing) => {
      await call(changeCompany, { body: { billing }, ifMatch: company.version })
      message.success(t('saved'))
      client.invalidateQueries({ queryKey: ['company'] })
    },
  })
  const disabled = !company.can.change
  return (
    <section className="q-panel" aria-label={t('billing.title')}>
      <div className="q-panel-head">
        <h2>{t('billing.title')}</h2>
      </div>
      <div className="q-panel-body">
        <p className="q-muted">{t('billing.text')}</p>
        <FormPage form={form} disabled={disabled || !form.changed}>
          <TextField form={form} name="taxNumber" label={t('billing.taxNumber')} disabled={disabled} />
          <TextField form={form} name="address" label={t('billing.address')} disabled={disabled} />
          <TextField form={form} name="addressEn" label={t('billing.addressEn')} disabled={disabled} />
          <TextField form={form} name="phone" label={t('billing.phone')} disabled={disabled} />
          <Field form={form} name="banks" label={t('billing.banks')} help={t('billing.banksHelp')}>
            {({ value, onChange }) => <BankRows value={value ?? []} disabled={disabled} onChange={onChange} />}
          </Field>
        </FormPage>
      </div>
    </section>
  )
}

type Bank = Partial<BankAccount> & Pick<BankAccount, 'bankName' | 'account'>

interface BankRowsProps {
  value: readonly Bank[]
  disabled: boolean
  onChange: (banks: Bank[]) => void
}

/** The order in which one writes them down: which currency, which bank, which account. */
function BankRows({ value, disabled, onChange }: BankRowsProps) {
  const { t } = useTranslation('administration')
  const set = (at: number, change: Partial<Bank>) =>
    onChange(value.map((bank, index) => (index === at ? { ...bank, ...change } : bank)))
  return (
    <div className="admin-banks">
      {keyed(value).map(([key, { currency, bankName, account, swift }], at) => (
        <div key={key} className="admin-bank">
          <Input
            value={currency ?? ''}
            maxLength={3}
            disabled={disabled}
            placeholder={t('billing.anyCurrency')}
            aria-label={t('company.currency')}
            onChange={(event) => set(at, { currency: event.target.value.toUpperCase() || null })}
          />
          <Input
            value={bankName}
            disabled={disabled}
            placeholder={t('billing.bankName')}
            aria-label={t('billing.bankName')}
            onChange={(event) => set(at, { bankName: event.target.value })}
          />
          <Input
            value={account}
            disabled={disabled}
            placeholder={t('billing.account')}
            aria-label={t('billing.account')}
            onChange={(event) => set(at, { account: event.target.value })}
          />
          <Input
            value={swift ?? ''}
            maxLength={11}
            disabled={disabled}
            placeholder="SWIFT"
            aria-label="SWIFT"
            onChange={(event) => set(at, { swift: event.target.value.toUpperCase() || null })}
          />
          {!disabled && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('billing.removeBank')}
              onClick={() => onChange(value.toSpliced(at, 1))}
            />
          )}
        </div>
      ))}
      {!disabled && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={value.length >= 10}
          onClick={() => onChange([...value, { currency: null, bankName: '', account: '', swift: null }])}
        >
          {t('billing.addBank')}
        </Button>
      )}
    </div>
  )
}

/** Rows have no name of their own while they are typed. */
const keyed = <T,>(rows: readonly T[]): [string, T][] => rows.map((row, at) => [`row ${at}`, row])
