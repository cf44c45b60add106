import type { Import } from '@quayside/contract'
import type { CustomFieldDefinition } from '../../accounts.queries.ts'
import type { BroughtTargets } from '../brought/brought-target.ts'
import { contactFields } from './contact-fields.ts'
import { customerFields } from './customer-fields.ts'
import type { FieldSpec } from './field-spec.ts'
import { customersAndOrdersFields } from './order-fields.ts'

export type Target = NonNullable<Import['options']>['target']

const fieldsOfTarget: Readonly<Partial<Record<Target, readonly FieldSpec[]>>> = {
  customers: customerFields,
  customersAndOrders: customersAndOrdersFields,
  contacts: contactFields,
}

/** Everything a column of this target can be mapped to, the installation's own fields behind. */
export function targetFields(
  target: Target,
  custom: readonly (CustomFieldDefinition & { label_zh?: string; label_en?: string })[] = [],
  brought: BroughtTargets = {},
): FieldSpec[] {
  const others = brought[target]
  if (others) return [...others.fields]
  const own: FieldSpec[] =
    target === 'contacts'
      ? []
      : custom.map((one) => ({
          field: `custom.${one.key}`,
          zh: one.label_zh ?? one.key,
          en: one.label_en ?? one.key,
          group: 'rest',
          kind: one.kind === 'number' ? 'number' : one.kind === 'date' ? 'date' : 'text',
          required: target === 'customers' && one.required,
          names: [one.key],
        }))
  return [...(fieldsOfTarget[target] ?? []), ...own]
}
