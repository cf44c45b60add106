import { CostDriver, type CostPool, CostPoolValues } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { fieldErrors } from '../../../app/problem.ts'
import { ChoiceField, FormPage, NumberField, SwitchField, TextField, useZodForm } from '../../../ui/form/index.ts'

interface PoolFormProps {
  /** undefined: a new one. */
  pool: CostPool | undefined
  currency: string
  save: (values: CostPoolValues) => Promise<void>
  onCancel: () => void
}

export function PoolForm({ pool, currency, save, onCancel }: PoolFormProps) {
  const { t } = useTranslation('profitability')
  const { id: _id, version: _version, ...values } = pool ?? { id: '', version: 0, ...blank, currency }
  const form = useZodForm(CostPoolValues, { initial: values, errorsOf: fieldErrors, submit: save })
  return (
    <FormPage form={form} onCancel={onCancel} guard={false}>
      <TextField form={form} name="nameZh" label={t('field.nameZh')} maxLength={60} required autoFocus />
      <TextField form={form} name="nameEn" label={t('field.nameEn')} maxLength={60} required />
      <NumberField form={form} name="monthlyE4" label={t('field.monthly')} scale={10_000} min={0} required />
      <TextField form={form} name="currency" label={t('field.currency')} maxLength={3} required />
      <ChoiceField
        form={form}
        name="driver"
        label={t('field.driver')}
        help={t('field.driverHelp')}
        choices={CostDriver.options.map((value) => ({ value, label: t(`driver.${value}`) }))}
      />
      <SwitchField form={form} name="fixed" label={t('field.fixed')} help={t('field.fixedHelp')} />
    </FormPage>
  )
}

const blank = { nameZh: '', nameEn: '', driver: 'orders', monthlyE4: 0, fixed: false } as const
