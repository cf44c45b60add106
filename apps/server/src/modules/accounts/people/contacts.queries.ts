import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
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

export async function findCompanyCountry(db: Db): Promise<string> {
  const [row] = await prepared<{ country: string }>(db, 'company-country', 'select country from company', [])
  return row?.country ?? 'CN'
}

type WithPrimary = 'contacts' | 'addresses'

export async function hasPrimary(tx: Tx, table: WithPrimary, accountId: Id): Promise<boolean> {
  const text = `select exists (select from ${table} where account_id = $1 and is_primary) as found`
  const [row] = await prepared<{ found: boolean }>(tx, `has-primary-${table}`, text, [accountId])
  return row?.found ?? false
}

/** Before another becomes the primary one. The account's row is locked, so that two who do this at once do not collide. */
export async function takePrimaryFrom(tx: Tx, table: WithPrimary, accountId: Id): Promise<void> {
  await prepared(tx, 'lock-account', 'select from accounts where id = $1 for update', [accountId])
  const text = `update ${table} set is_primary = false, version = version + 1 where account_id = $1 and is_primary`
  await prepared(tx, `take-primary-${table}`, text, [accountId])
}

export async function insertContact(tx: Tx, values: Record<string, unknown>): Promise<void> {
  await insertRow(tx, 'contacts', values)
}

export async function insertRow(tx: Tx, table: WithPrimary, values: Record<string, unknown>): Promise<void> {
  const names = Object.keys(values)
  const places = names.map((_, at) => `$${at + 1}`).join(', ')
  await connectionOf(tx).query(`insert into ${table} (${names.join(', ')}) values (${places})`, Object.values(values))
}

/** False when the row has another version by now. */
export async function updateRow(
  tx: Tx,
  table: WithPrimary,
  id: Id,
  version: number,
  values: Record<string, unknown>,
): Promise<boolean> {
  const changes = Object.keys(values).map((name, at) => `${name} = $${at + 3}`)
  const text = `update ${table} set version = version + 1, ${changes.join(', ')} where id = $1 and version = $2`
  const result = await connectionOf(tx).query(text, [id, version, ...Object.values(values)])
  return result.rowCount === 1
}

export const updateContact = (tx: Tx, id: Id, version: number, values: Record<string, unknown>) =>
  updateRow(tx, 'contacts', id, version, values)

export async function deleteRow(tx: Tx, table: WithPrimary, id: Id, version: number): Promise<boolean> {
  const result = await connectionOf(tx).query(`delete from ${table} where id = $1 and version = $2`, [id, version])
  return result.rowCount === 1
}

export const deleteContact = (tx: Tx, id: Id, version: number) => deleteRow(tx, 'contacts', id, version)

export async function insertRelation(
  tx: Tx,
  relation: { id: Id; from: Id; to: Id; kind: string; note: string },
): Promise<boolean> {
  const text = `
    insert into contact_relations (id, from_contact_id, to_contact_id, kind, note) values ($1, $2, $3, $4, $5)
    on conflict (from_contact_id, to_contact_id, kind) do nothing`
  const { id, from, to, kind, note } = relation
  return (await connectionOf(tx).query(text, [id, from, to, kind, note])).rowCount === 1
}

export async function findRelation(db: Db, id: Id): Promise<{ from_contact_id: Id; kind: string } | undefined> {
  const text = 'select from_contact_id, kind from contact_relations where id = $1'
  const [row] = await prepared<{ from_contact_id: Id; kind: string }>(db, 'relation-by-id', text, [id])
  return row
}

export async function deleteRelation(tx: Tx, id: Id): Promise<void> {
  await prepared(tx, 'delete-relation', 'delete from contact_relations where id = $1', [id])
}
