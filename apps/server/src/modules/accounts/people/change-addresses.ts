import type { Address, AddressFields } from '@quayside/contract'
import { checkPostcode, validityMessage } from '@quayside/validity'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, type FieldFault, notFound, Refusal } from '../../../platform/refusal.ts'
import { findChangeable } from '../change-account.ts'
import { languageOf, sayFault } from '../fault-messages.ts'
import { refreshDerived } from '../refresh-derived.ts'
import { type AddressRow, findAddress } from './addresses.queries.ts'
import { tell } from './change-contacts.ts'
import { deleteRow, findCompanyCountry, hasPrimary, insertRow, takePrimaryFrom, updateRow } from './contacts.queries.ts'
import { divisionNames } from './divisions.ts'
import { presentAddress } from './present-address.ts'

export type TypedAddress = Partial<z.output<typeof AddressFields>>

const columnOf = {
  kind: 'kind',
  country: 'country',
  province: 'province',
  city: 'city',
  district: 'district',
  divisionCode: 'division_code',
  street: 'street',
  postcode: 'postcode',
  unlocode: 'unlocode',
  isPrimary: 'is_primary',
} as const satisfies Record<keyof TypedAddress, keyof AddressRow>

type AddressColumns = Partial<Record<(typeof columnOf)[keyof TypedAddress], unknown>>

export async function addAddress(tx: Tx, user: User, accountId: Id, typed: TypedAddress, now: Date): Promise<Address> {
  const account = await findChangeable(tx, user, accountId, null)
  const country = typed.country ?? (await findCompanyCountry(tx))
  const values = checkAddress({ ...typed, country }, country, user)
  const isPrimary = values.is_primary === true || !(await hasPrimary(tx, 'addresses', accountId))
  if (isPrimary) await takePrimaryFrom(tx, 'addresses', accountId)

  const id = newId()
  const row = { ...values, id, account_id: accountId, is_primary: isPrimary, created_at: now, updated_at: now }
  await insertRow(tx, 'addresses', row)
  await refreshDerived(tx, user, account, now)
  await tell(tx, user, 'address.added', id, accountId, now, { category: 'address', city: values.city ?? null })
  return shown(tx, id)
}

export async function changeAddress(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: TypedAddress,
  now: Date,
): Promise<Address> {
  const address = await findVersion(tx, user, id, version)
  const account = await findChangeable(tx, user, address.account_id, null)
  const values = checkAddress(typed, typed.country ?? address.country, user)
  // Taken from itself, it would change its own version first.
  if (values.is_primary === true && !address.is_primary) await takePrimaryFrom(tx, 'addresses', account.id)

  if (!(await updateRow(tx, 'addresses', id, version, { ...values, updated_at: now })))
    throw changedMeanwhile(await shown(tx, id))
  await refreshDerived(tx, user, account, now)
  const changes = Object.fromEntries(
    (Object.keys(values) as (keyof AddressColumns)[])
      .filter((column) => address[column] !== values[column])
      .map((column) => [column, { from: address[column], to: values[column], category: 'address' }]),
  )
  await tell(tx, user, 'address.changed', id, account.id, now, { changes })
  return shown(tx, id)
}

export async function removeAddress(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<void> {
  const address = await findVersion(tx, user, id, version)
  const account = await findChangeable(tx, user, address.account_id, null)
  checkAddress({}, address.country, user)
  if (!(await deleteRow(tx, 'addresses', id, version))) throw changedMeanwhile(await shown(tx, id))
  await refreshDerived(tx, user, account, now)
  await tell(tx, user, 'address.removed', id, account.id, now, { category: 'address', city: address.city })
}

async function findVersion(tx: Tx, user: User, id: Id, version: number): Promise<AddressRow> {
  const address = user.rights.categories.address.read ? await findAddress(tx, id) : undefined
  if (!address) throw notFound('address')
  await findChangeable(tx, user, address.account_id, null)
  if (address.version !== version) throw changedMeanwhile(presentAddress(address))
  return address
}

async function shown(tx: Tx, id: Id): Promise<Address> {
  const address = await findAddress(tx, id)
  if (!address) throw notFound('address')
  return presentAddress(address)
}

/** A division code fills in the names it stands for. Full-width digits of a postcode are put right. */
function checkAddress(typed: TypedAddress, country: string, user: User): AddressColumns {
  if (!user.rights.categories.address.write)
    throw new Refusal('categoryNotWritable', 403, 'Your roles do not let you write addresses.')
  const language = languageOf(user)
  const values: AddressColumns = {}
  for (const [field, value] of Object.entries(typed) as [keyof TypedAddress, unknown][])
    if (value !== undefined) values[columnOf[field]] = value === '' && field !== 'street' ? null : value
  const faults: FieldFault[] = []
  if (typed.postcode) {
    const found = checkPostcode(typed.postcode, country)
    if (found.ok) values.postcode = found.value
    else
      faults.push({ path: '/postcode', code: found.code, message: validityMessage(found.code, found.params, language) })
  }
  if (typed.divisionCode) {
    const names = country === 'CN' ? divisionNames(typed.divisionCode) : undefined
    if (names) Object.assign(values, names)
    else faults.push(sayFault('divisionCode', 'unknownDivision', language))
  }
  if (faults.length > 0)
    throw new Refusal('invalidAddress', 422, 'Some fields are wrong; see errors.', { errors: faults })
  return values
}
