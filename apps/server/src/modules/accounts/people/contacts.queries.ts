import { type Db, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface RelationRow {
  id: Id
  kind: string
  direction: 'to' | 'from'
  contact_id: Id
  contact_name: string
  note: string
}

export interface ContactRow {
  id: Id
  account_id: Id
  name: string
  name_en: string
  role: string
  job_title: string | null
  department: string | null
  mobile: string | null
  phone: string | null
  email: string | null
  wechat: string | null
  preferred_channel: string | null
  birthday: string | null
  character_note: string | null
  is_primary: boolean
  active: boolean
  version: number
  relations: RelationRow[]
}

const columns = [
  'id',
  'account_id',
  'name',
  'name_en',
  'role',
  'job_title',
  'department',
  'mobile',
  'phone',
  'email',
  'wechat',
  'preferred_channel',
  'birthday',
  'character_note',
  'is_primary',
  'active',
  'version',
] as const

/** A contact with its relations in both directions, as one JSON value; `c` is the row of contacts. */
export const contactJson = (
  c: string,
) => `json_build_object(${columns.map((column) => `'${column}', ${c}.${column}`).join(', ')},
  'relations', (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'note', r.note,
      'direction', case when r.from_contact_id = ${c}.id then 'to' else 'from' end,
      'contact_id', o.id, 'contact_name', o.name) order by r.id), '[]')
    from contact_relations r join contacts o on o.id = case when r.from_contact_id = ${c}.id then r.to_contact_id else r.from_contact_id end
    where r.from_contact_id = ${c}.id or r.to_contact_id = ${c}.id))`

export async function findContact(db: Db, id: Id): Promise<ContactRow | undefined> {
  const text = `select ${contactJson('c')} as contact from contacts c where c.id = $1`
  const [row] = await prepared<{ contact: ContactRow }>(db, 'contact-by-id', text, [id])
  return row?.contact
}
