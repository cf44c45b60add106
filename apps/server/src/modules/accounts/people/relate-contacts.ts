import type { Contact } from '@quayside/contract'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { languageOf, sayFault } from '../fault-messages.ts'
import { findWithAccount, tell } from './change-contacts.ts'
import { deleteRelation, findContact, findRelation, insertRelation } from './contacts.queries.ts'
import { presentContact } from './present-contact.ts'

export interface TypedRelation {
  toContactId: Id
  kind: string
  note: string
}

/** People of two accounts may be related too: a colleague of today was another's of yesterday. */
export async function relateContacts(tx: Tx, user: User, id: Id, typed: TypedRelation, now: Date): Promise<Contact> {
  const { contact, account } = await findWithAccount(tx, user, id, null)
  const other = await findContact(tx, typed.toContactId)
  if (!other || other.id === id)
    throw new Refusal('invalidRelation', 422, 'Choose another person whom you may see.', {
      errors: [sayFault('toContactId', 'unknownContact', languageOf(user))],
    })
  const made = await insertRelation(tx, { id: newId(), from: id, to: other.id, kind: typed.kind, note: typed.note })
  if (!made) throw new Refusal('relationExists', 409, 'The two are related in this way already.')
  await tell(tx, user, 'contact.related', id, account.id, now, {
    name: contact.name.slice(0, 200),
    to: other.name.slice(0, 200),
    kind: typed.kind,
  })
  return presentContact((await findContact(tx, id)) ?? contact, user)
}

export async function unrelateContacts(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const relation = await findRelation(tx, id)
  if (!relation) throw notFound('relation')
  const { contact, account } = await findWithAccount(tx, user, relation.from_contact_id, null)
  await deleteRelation(tx, id)
  await tell(tx, user, 'contact.unrelated', contact.id, account.id, now, {
    name: contact.name.slice(0, 200),
    kind: relation.kind,
  })
}
