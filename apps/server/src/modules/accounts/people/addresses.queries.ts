import { type Db, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface AddressRow {
  id: Id
  account_id: Id
  kind: string
  country: string
  province: string | null
  city: string | null
  district: string | null
  division_code: string | null
  street: string
  postcode: string | null
  unlocode: string | null
  is_primary: boolean
  version: number
}

const columns = [
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
  'version',
] as const

export const addressJson = (ad: string) =>
  `json_build_object(${columns.map((column) => `'${column}', ${ad}.${column}`).join(', ')})`

export async function findAddress(db: Db, id: Id): Promise<AddressRow | undefined> {
  const text = `select ${columns.join(', ')} from addresses where id = $1`
  const [row] = await prepared<AddressRow & Record<string, unknown>>(db, 'address-by-id', text, [id])
  return row
}
