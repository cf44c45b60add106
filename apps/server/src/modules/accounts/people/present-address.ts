import type { Address } from '@quayside/contract'
import type { AddressRow } from './addresses.queries.ts'

export function presentAddress(row: AddressRow): Address {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind as Address['kind'],
    country: row.country,
    province: row.province,
    city: row.city,
    district: row.district,
    divisionCode: row.division_code,
    street: row.street,
    postcode: row.postcode,
    unlocode: row.unlocode,
    isPrimary: row.is_primary,
    version: row.version,
  }
}
