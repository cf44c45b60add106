import type { Account, AccountFields, Category } from '@quayside/contract'

/** Fields with a place of their own elsewhere on the page: name and ways to reach them in the header, custom fields below. */
type Elsewhere = 'name' | 'nameEn' | 'phone' | 'email' | 'website' | 'ownerId' | 'teamId' | 'custom' | 'kind'
export type ShownField = Exclude<keyof AccountFields, Elsewhere>

/** In the order people read them. */
export const fieldGroups: readonly { category: Exclude<Category, 'address'>; fields: readonly ShownField[] }[] = [
  {
    category: 'behaviour',
    fields: ['goods', 'serviceNeeds', 'businessScope', 'competitorsUsed', 'seasonality', 'potential'],
  },
  {
    category: 'finance',
    fields: [
      'accountType',
      'creditLimitE4',
      'creditGrade',
      'paymentDays',
      'currency',
      'bankName',
      'bankAccount',
      'taxTitle',
    ],
  },
  {
    category: 'basic',
    fields: [
      'shortName',
      'creditCode',
      'externalKey',
      'industry',
      'size',
      'parentId',
      'language',
      'gender',
      'birthDate',
      'departmentHead',
      'tags',
      'source',
      'note',
    ],
  },
  { category: 'shared', fields: ['sharedNote'] },
]

/** What only one kind of customer has. */
const onlyFor: Partial<Record<keyof AccountFields, AccountFields['kind']>> = {
  creditCode: 'enterprise',
  size: 'enterprise',
  gender: 'individual',
  birthDate: 'individual',
  departmentHead: 'department',
}

export const fits = (kind: AccountFields['kind'], field: keyof AccountFields) =>
  onlyFor[field] === undefined || onlyFor[field] === kind

/** Filled, or withheld: what is withheld is shown as such. */
export function worthShowing(account: Account, field: ShownField): boolean {
  if (!fits(account.kind, field)) return false
  if (account.masked.includes(field)) return true
  const value = account[field]
  return !(value === null || value === '' || (Array.isArray(value) && value.length === 0))
}
