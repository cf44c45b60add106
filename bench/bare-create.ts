import {
  type AccountField,
  accountFields,
  columnOfField,
  emptyValue,
} from '../apps/server/src/modules/accounts/account-fields.ts'
import {
  accountNumber,
  type ColumnValues,
  insertAccount,
} from '../apps/server/src/modules/accounts/accounts.queries.ts'
import { type DerivedFrom, deriveAccount } from '../apps/server/src/modules/accounts/derive-account.ts'
import type { Tx } from '../apps/server/src/platform/database.ts'
import { newId } from '../apps/server/src/platform/ids.ts'
import { newCustomer } from './roads.ts'

interface Made {
  name: string
  phone: string
  ownerId: string
  number: number
}

const nothing: ColumnValues = {
  ...Object.fromEntries(accountFields.map((field: AccountField) => [columnOfField[field], emptyValue(field)])),
  phone_raw: null,
  verified_at: null,
  source: { family: 'modern', method: 'staff' },
  kind: 'enterprise',
}

/** Keys as the product derives them, made beforehand and given out in turn: the indexes have the same work, the processor none. */
const derivedBefore = Array.from({ length: 1_000 }, (_, at) => {
  const { kind, name, phone } = newCustomer(at * 7_919)
  const account = { ...nothing, kind, name, phone, number: accountNumber(9_000_000 + at) }
  return deriveAccount(account as unknown as DerivedFrom, [], [], new Date())
})

/** The statement by which the product makes an account, with its event and its commit; nothing is checked. */
export function insertBare(tx: Tx, { name, phone, ownerId, number }: Made) {
  const now = new Date()
  const id = newId()
  const own = { id, name, phone, owner_id: ownerId, number: accountNumber(number) }
  const made = { state_since: now, created_at: now, created_by: ownerId, updated_at: now, updated_by: ownerId }
  const event = { kind: 'account.created', subject: { type: 'account', id }, accountId: id, actorId: ownerId, at: now }
  return insertAccount(tx, { ...nothing, ...own, ...derivedBefore[number % derivedBefore.length], ...made }, event)
}
