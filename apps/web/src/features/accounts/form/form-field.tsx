import { useTranslation } from 'react-i18next'
import { NumberField, TextField } from '../../../ui/form/index.ts'
import { Masked } from '../../../ui/index.ts'
import { KindField, OneOfField, SourceField } from './choice-fields.tsx'
import type { FormFieldProps } from './form-field-props.ts'
import { ParentField, PersonField } from './related-fields.tsx'
import { DayField, ListField, PotentialField } from './value-fields.tsx'

/** The control a field is typed with. */
export function FormField(props: FormFieldProps) {
  const { form, field, masked, disabled } = props
  const { t } = useTranslation('accounts')
  const label = t(`field.${field}`)
  if (masked)
    return (
      <div className="q-field-row">
        <span>{label}</span>
        <div>
          <Masked />
        </div>
      </div>
    )
  switch (field) {
    case 'kind':
      return <KindField form={form} />
    case 'name':
      return <TextField form={form} name="name" label={label} required autoFocus disabled={disabled} />
    case 'nameEn':
    case 'shortName':
      return <TextField form={form} name={field} label={label} disabled={disabled} />
    case 'note':
      return <TextField form={form} name="note" label={label} rows={3} disabled={disabled} />
    case 'sharedNote':
    case 'businessScope':
      return <TextField form={form} name={field} label={label} rows={2} emptyAs={null} disabled={disabled} />
    case 'creditCode':
      return (
        <TextField
          form={form}
          name="creditCode"
          label={label}
          emptyAs={null}
          disabled={disabled}
          help={t('form.creditCodeHelp')}
        />
      )
    case 'phone':
    case 'email':
    case 'website':
    case 'industry':
    case 'externalKey':
    case 'language':
    case 'departmentHead':
    case 'seasonality':
    case 'bankName':
    case 'bankAccount':
    case 'taxTitle':
      return <TextField form={form} name={field} label={label} emptyAs={null} disabled={disabled} />
    case 'currency':
      return <TextField form={form} name="currency" label={label} emptyAs={null} maxLength={3} disabled={disabled} />
    case 'creditLimitE4':
      return <NumberField form={form} name="creditLimitE4" label={label} scale={10_000} min={0} disabled={disabled} />
    case 'paymentDays':
      return <NumberField form={form} name="paymentDays" label={label} min={0} max={365} disabled={disabled} />
    case 'ownerId':
    case 'teamId':
      return <PersonField {...props} field={field} />
    case 'parentId':
      return <ParentField {...props} />
    case 'birthDate':
      return <DayField {...props} />
    case 'potential':
      return <PotentialField {...props} />
    case 'tags':
    case 'goods':
    case 'competitorsUsed':
    case 'serviceNeeds':
      return <ListField {...props} field={field} />
    case 'size':
    case 'gender':
    case 'accountType':
    case 'creditGrade':
      return <OneOfField {...props} field={field} />
    case 'source':
      return <SourceField {...props} />
    case 'custom':
      return null
    default:
      return field satisfies never
  }
}
