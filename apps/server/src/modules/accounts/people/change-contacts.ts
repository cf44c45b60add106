import type { Contact } from '@quayside/contract'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, notFound } from '../../../platform/refusal.ts'
import type { FoundAccount } from '../accounts.queries.ts'
import { findChangeable } from '../change-account.ts'
import { refreshDerived } from '../refresh-derived.ts'
import { type ContactColumns, checkContact, type TypedContact } from './check-contact.ts'
import {
  type ContactRow,
  deleteContact,
  findCompanyCountry,
  findContact,
  hasPrimary,
  insertContact,
  takePrimaryFrom,
  updateContact,
} from './contacts.queries.ts'
import { presentContact } from './present-contact.ts'

/** The first person of an account is the primary one until another is named. */
export async function addContact(tx: Tx, user: User, accountId: Id, typed: TypedContact, now: Date): Promise<Contact> {
  const account = await findChangeable(tx, user, accountId, null)
  const values = checkContact(typed, user, await findCompanyCountry(tx), now)
  const isPrimary = values.is_primary === true || !(await hasPrimary(tx, 'contacts', accountId))
  if (isPrimary) await takePrimaryFrom(tx, 'contacts', accountId)

  const id = newId()
  await insertContact(tx, {
    ...values,
    id,
    account_id: accountId,
    is_primary: isPrimary,
    created_at: now,
    updated_at: now,
  })
  await refreshDerived(tx, user, account, now)
  await tell(tx, user, 'contact.added', id, accountId, now, { name: String(values.name).slice(0, 200) })
  return shown(tx, user, id)
}

export async function changeContact(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: TypedContact,
  now: Date,
): Promise<Contact> {
  const { contact, account } = await findWithAccount(tx, user, id, version)
  const values = checkContact(typed, user, await findCompanyCountry(tx), now)
  const changes = changesOf(contact, values)
  if (Object.keys(changes).length === 0) return presentContact(contact, user)
  // Taken from himself, it would change his own version first.
  if (values.is_primary === true && !contact.is_primary) await takePrimaryFrom(tx, 'contacts', account.id)

  const changed = await updateContact(tx, id, version, { ...values, updated_at: now })
  if (!changed) throw changedMeanwhile(await shown(tx, user, id))
  await refreshDerived(tx, user, account, now)
  await tell(tx, user, 'contact.changed', id, account.id, now, { name: contact.name.slice(0, 200), changes })
  return shown(tx, user, id)
}

export async function removeContact(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<void> {
  const { contact, account } = await findWithAccount(tx, user, id, version)
  checkContact({ name: contact.name }, user, 'CN', now)
  const gone = await deleteContact(tx, id, version)
  if (!gone) throw changedMeanwhile(await shown(tx, user, id))
  await refreshDerived(tx, user, account, now)
  await tell(tx, user, 'contact.removed', id, account.id, now, { name: contact.name.slice(0, 200) })
}

/** A person and his account; 404, 403 and 412 in this order. */
export async function findWithAccount(
  tx: Tx,
  user: User,
  id: Id,
  version: number | null,
): Promise<{ contact: ContactRow; account: FoundAccount }> {
  const contact = await findContact(tx, id)
  if (!contact) throw notFound('contact')
  const account = await findChangeable(tx, user, contact.account_id, null)
  if (version !== null && contact.version !== version) throw changedMeanwhile(presentContact(contact, user))
  return { contact, account }
}

async function shown(tx: Tx, user: User, id: Id): Promise<Contact> {
  const contact = await findContact(tx, id)
  if (!contact) throw notFound('contact')
  return presentContact(contact, user)
}

function changesOf(before: ContactRow, values: ContactColumns) {
  const columns = Object.keys(values) as (keyof ContactColumns)[]
  const changed = columns.filter((column) => before[column] !== values[column])
  return Object.fromEntries(
    changed.map((column) => [
      column,
      { from: before[column], to: values[column], category: column === 'character_note' ? 'behaviour' : 'basic' },
    ]),
  )
}

export function tell(
  tx: Tx,
  user: User,
  kind: string,
  id: Id,
  accountId: Id,
  now: Date,
  data: Record<string, unknown>,
): Promise<void> {
  const subject = { type: kind.split('.')[0] ?? kind, id }
  return recordEvent(tx, { kind, subject, accountId, actorId: user.id, at: now, data })
}
