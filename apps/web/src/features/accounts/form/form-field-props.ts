import type { AccountFields } from '@quayside/contract'
import type { AccountForm } from './account-form.tsx'

export interface FormFieldProps {
  form: AccountForm
  field: keyof AccountFields
  masked?: boolean
  disabled?: boolean
  parentName?: string
}
