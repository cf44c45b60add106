import { PaymentMethod } from '@quayside/contract'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Labelled } from './labelled.tsx'

/** By which way money came or went. */
export function MethodField({ value, onChange }: { value: PaymentMethod; onChange: (method: PaymentMethod) => void }) {
  const { t } = useTranslation('invoices')
  return (
    <Labelled label={t('field.method')}>
      {(id) => (
        <Select
          id={id}
          value={value}
          options={PaymentMethod.options.map((one) => ({ value: one, label: t(`choice.${one}`) }))}
          onChange={onChange}
        />
      )}
    </Labelled>
  )
}

/** What was written with it. */
export function ReferenceField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('invoices')
  return (
    <Labelled label={t('field.reference')}>
      {(id) => <Input id={id} value={value} maxLength={500} onChange={(event) => onChange(event.target.value)} />}
    </Labelled>
  )
}
