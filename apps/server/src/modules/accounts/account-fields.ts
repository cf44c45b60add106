import type { AccountFields } from '@quayside/contract'
import type { Selectable } from 'kysely'
import type { DB } from '../../platform/schema.generated.ts'

export type AccountRecord = Selectable<DB['accounts']>
export type AccountField = keyof AccountFields

/** The column that keeps each field a person types. */
export const columnOfField = {
  kind: 'kind',
  name: 'name',
  nameEn: 'name_en',
  shortName: 'short_name',
  creditCode: 'credit_code',
  externalKey: 'external_key',
  phone: 'phone',
  email: 'email',
  website: 'website',
  industry: 'industry',
  size: 'size',
  parentId: 'parent_id',
  language: 'language',
  gender: 'gender',
  birthDate: 'birth_date',
  departmentHead: 'department_head',
  note: 'note',
  tags: 'tags',
  goods: 'goods',
  serviceNeeds: 'service_needs',
  businessScope: 'business_scope',
  competitorsUsed: 'competitors_used',
  seasonality: 'seasonality',
  potential: 'potential',
  accountType: 'account_type',
  creditLimitE4: 'credit_limit_e4',
  creditGrade: 'credit_grade',
  paymentDays: 'payment_days',
  currency: 'currency',
  bankName: 'bank_name',
  bankAccount: 'bank_account',
  taxTitle: 'tax_title',
  sharedNote: 'shared_note',
  ownerId: 'owner_id',
  teamId: 'team_id',
  source: 'source',
  custom: 'custom',
} as const satisfies Record<AccountField, keyof AccountRecord>

export const accountFields = Object.keys(columnOfField) as AccountField[]

/** What an untyped field holds. */
export function emptyValue(field: AccountField): unknown {
  switch (field) {
    case 'nameEn':
    case 'shortName':
    case 'note':
      return ''
    case 'tags':
    case 'goods':
    case 'serviceNeeds':
    case 'competitorsUsed':
      return []
    case 'custom':
      return {}
    default:
      return null
  }
}

/** The columns of a record that hold fields, as fields. */
export function fieldsOf(record: Pick<AccountRecord, (typeof columnOfField)[AccountField]>): AccountFields {
  return Object.fromEntries(accountFields.map((field) => [field, record[columnOfField[field]]])) as AccountFields
}

export const isEmptyValue = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
