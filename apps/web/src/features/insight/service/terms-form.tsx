import {
  AttestedBy,
  type OwnServiceDefinition,
  type ServiceDefinitions,
  ServiceTerms,
  searchAccounts,
} from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { ChoiceField, Field, FormPage, NumberField, TextField, useZodForm } from '../../../ui/form/index.ts'
import { type RemoteOption, RemoteSelect } from '../../../ui/index.ts'

interface TermsFormProps {
  /** undefined: of a customer yet to be chosen. */
  definition: ServiceDefinitions['company'] | OwnServiceDefinition | undefined
  /** What a new definition begins with. */
  company: ServiceTerms
  save: (terms: ServiceTerms, accountId: string | undefined) => Promise<void>
  onCancel: () => void
}

const Account = z.object({ value: z.uuid(), label: z.string() })
const Values = ServiceTerms.extend({ account: Account.optional() })
const NewValues = ServiceTerms.extend({ account: Account })

export function TermsForm({ definition, company, save, onCancel }: TermsFormProps) {
  const { t } = useTranslation('service')
  const { earlyDays, graceDays, attestedBy, note } = definition ?? company
  const form = useZodForm<typeof Values>(definition ? Values : (NewValues as unknown as typeof Values), {
    initial: { earlyDays, graceDays, attestedBy, note },
    errorsOf: (error) => {
      const { accountId, ...others } = fieldErrors(error)
      return accountId ? { ...others, account: accountId } : others
    },
    submit: ({ account, ...terms }) => save(terms, account?.value),
  })
  return (
    <FormPage form={form} onCancel={onCancel} guard={false}>
      {!definition && (
        <Field form={form} name="account" label={t('terms.account')} required>
          {({ id, value, onChange, onBlur, status }) => (
            <RemoteSelect
              id={id}
              status={status}
              onBlur={onBlur}
              queryKey={['findAccounts']}
              find={findAccounts}
              value={value as RemoteOption | undefined}
              onChange={(option) => onChange(option ? { value: option.value, label: option.label } : undefined)}
            />
          )}
        </Field>
      )}
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
  )
}

async function findAccounts(text: string, signal: AbortSignal): Promise<RemoteOption[]> {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({ value: row.id, label: row.name, detail: row.number }))
}
