import { accountFieldSpecs } from './account-field-specs.ts'
import { addressFieldSpecs } from './address-field-specs.ts'
import { contactFieldSpecs } from './contact-field-specs.ts'
import { type FieldSpec, keptInNote } from './field-spec.ts'

export const customerFields: readonly FieldSpec[] = [
  ...accountFieldSpecs,
  ...contactFieldSpecs,
  ...addressFieldSpecs,
  keptInNote,
]
