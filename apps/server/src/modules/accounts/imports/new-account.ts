import { searchKeys } from '@quayside/searchkeys'
import type { Id } from '../../../platform/ids.ts'
import { accountFields, columnOfField, emptyValue } from '../account-fields.ts'
import type { ColumnValues } from '../accounts.queries.ts'
import { type Derived, type DerivedFrom, deriveAccount } from '../derive-account.ts'
import type { Chunk, PlacedRow } from './chunk.ts'
import type { AddressDraft, ContactDraft } from './row-draft.ts'

/** What a new account holds where its row says nothing. */
export const emptyRecord: ColumnValues = {
  ...Object.fromEntries(accountFields.map((field) => [columnOfField[field], emptyValue(field)])),
  kind: 'enterprise',
  phone_raw: null,
  verified_at: null,
}

type For = Pick<Chunk, 'user' | 'options'>

/** Whose a new account will be. Who sees everything gives to nobody; others import for themselves. */
export function holdersOf(columns: ColumnValues, { user, options }: For): { owner_id: Id | null; team_id: Id | null } {
  const all = user.rights.modules.accounts.create === 'all'
  return {
    owner_id: (columns.owner_id as Id | undefined) ?? options.ownerId ?? (all ? null : user.id),
    team_id: options.teamId ?? (all ? null : (user.teamIds[0] ?? null)),
  }
}

/** Everything that follows from what a new account will hold, but for its number. */
export function deriveNew(
  columns: ColumnValues,
  contacts: readonly ContactDraft[],
  address: AddressDraft | null,
  now: Date,
): Derived {
  const record = { ...emptyRecord, ...columns, number: '' } as unknown as DerivedFrom
  return deriveAccount(record, contacts, address ? [{ ...address, is_primary: true }] : [], now)
}

/** The keys by which its number is found, added. */
export const withNumber = (derived: Derived, number: string): Derived => ({
  ...derived,
  search_keys: [...new Set([...derived.search_keys, ...searchKeys({ codes: [number] })])],
})

/** Derives ahead what each row will make if it makes an account, while the database is busy with the rows before. */
export function deriveAhead(placed: PlacedRow, to: For, now: Date): void {
  const { account, contact, address } = placed.row
  placed.derived = deriveNew({ ...account, ...holdersOf(account, to) }, contact ? [contact] : [], address, now)
}
