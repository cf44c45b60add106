import {
  type Account,
  AttestedBy,
  addServiceDefinition,
  changeServiceDefinition,
  ServiceTerms,
} from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { ChoiceField, FormPage, NumberField, TextField, useZodForm } from '../../../ui/form/index.ts'
import type { CustomerService } from './service-panel.tsx'

interface ServiceTermsDialogProps {
  account: Account
  service: CustomerService
  onClose: () => void
}

/** What is agreed with one customer about on time; begins with the company's terms. */
export function ServiceTermsDialog({ account, service: { own, company }, onClose }: ServiceTermsDialogProps) {
  const { t } = useTranslation('service')
  const { t: of } = useTranslation('accounts')
  const client = useQueryClient()
  const { earlyDays, graceDays, attestedBy, note } = own ?? company
  const form = useZodForm(ServiceTerms, {
    initial: { earlyDays, graceDays, attestedBy, note: own ? note : '' },
    submit: async (terms) => {
      if (own) await call(changeServiceDefinition, { params: { id: own.id }, ifMatch: own.version, body: terms })
      else await call(addServiceDefinition, { body: { ...terms, accountId: account.id } })
      await client.invalidateQueries({ queryKey: ['account', account.id, 'service'] })
      client.invalidateQueries({ queryKey: ['serviceDefinitions'] })
      client.invalidateQueries({ queryKey: ['analyses', 'service-kpis'] })
      onClose()
    },
  })
  return (
    <Modal open width={560} footer={null} title={of('service.dialog', { name: account.name })} onCancel={onClose}>
      <FormPage form={form} onCancel={onClose} guard={false}>
        <NumberField
          form={form}
          name="earlyDays"
          label={t('terms.earlyLabel')}
          help={t('terms.earlyHelp')}
          suffix={t('unit.days')}
        />
        <NumberField form={form} name="graceDays" label={t('terms.graceLabel')} suffix={t('unit.days')} required />
        <ChoiceField
          form={form}
          name="attestedBy"
          label={t('terms.attestedLabel')}
          help={t('terms.attestedHelp')}
          choices={AttestedBy.options.map((value) => ({ value, label: t(`attested.${value}`) }))}
        />
        <TextField form={form} name="note" label={t('terms.note')} maxLength={500} rows={2} />
      </FormPage>
    </Modal>
  )
}
