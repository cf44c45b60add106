import type { Contact } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import type { ContactRow } from './contacts.queries.ts'

/** A person belongs to the basic data; what is noted of his character, to behaviour. */
export function presentContact(row: ContactRow, user: User): Contact {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    nameEn: row.name_en,
    role: row.role as Contact['role'],
    jobTitle: row.job_title,
    department: row.department,
    mobile: row.mobile,
    phone: row.phone,
    email: row.email,
    wechat: row.wechat,
    preferredChannel: row.preferred_channel as Contact['preferredChannel'],
    birthday: row.birthday,
    characterNote: user.rights.categories.behaviour.read ? row.character_note : null,
    isPrimary: row.is_primary,
    active: row.active,
    version: row.version,
    relations: row.relations.map((relation) => ({
      id: relation.id,
      kind: relation.kind,
      direction: relation.direction,
      contact: { id: relation.contact_id, name: relation.contact_name },
      note: relation.note,
    })),
  }
}
