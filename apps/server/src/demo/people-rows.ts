import type { DemoCustomer } from '@quayside/demo-company'
import type { Id } from '../platform/ids.ts'
import type { CopyRow } from './copy-rows.ts'

export const contactColumns = [
  'id',
  'account_id',
  'name',
  'name_en',
  'role',
  'job_title',
  'mobile',
  'email',
  'is_primary',
  'created_at',
  'updated_at',
]
export const addressColumns = [
  'id',
  'account_id',
  'kind',
  'country',
  'province',
  'city',
  'district',
  'division_code',
  'street',
  'postcode',
  'unlocode',
  'is_primary',
]

export const contactRows = (
  customer: DemoCustomer,
  accountId: Id,
  contactIds: readonly Id[],
  metAt: string,
): CopyRow[] =>
  customer.contacts.map((contact, at) => [
    contactIds[at] as Id,
    accountId,
    contact.name,
    contact.nameEn,
    contact.role,
    contact.jobTitle,
    contact.mobile,
    contact.email,
    contact.isPrimary,
    metAt,
    metAt,
  ])

export const addressRows = (customer: DemoCustomer, accountId: Id, newId: () => Id): CopyRow[] =>
  customer.addresses.map(({ kind, place, street, isPrimary }) => [
    newId(),
    accountId,
    kind,
    'CN',
    place.province,
    place.city,
    place.district,
    place.divisionCode,
    street,
    place.postcode,
    place.unlocode,
    isPrimary,
  ])
