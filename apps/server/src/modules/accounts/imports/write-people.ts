import { connectionOf } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import type { PersonOf, PlaceOf } from '../derive-account.ts'
import { insertRows, updateRows } from './bulk-rows.ts'
import type { Chunk } from './chunk.ts'
import type { Incoming } from './incoming.ts'
import type { AddressDraft, ContactDraft } from './row-draft.ts'

const contactColumns = [
  'name',
  'name_en',
  'job_title',
  'department',
  'mobile',
  'phone',
  'email',
  'wechat',
  'birthday',
  'character_note',
] as const
const addressColumns = ['country', 'province', 'city', 'district', 'street', 'postcode'] as const

interface OldContact extends ContactDraft {
  id: Id
  account_id: Id
  is_primary: boolean
  version: number
  import_batch_id: Id | null
}
interface OldAddress extends AddressDraft {
  id: Id
  account_id: Id
  is_primary: boolean
  version: number
  import_batch_id: Id | null
}

/** Writes people and places of the accounts: the same person or place is changed, another is added. Returns the accounts touched. */
export async function writePeople(chunk: Chunk, incoming: readonly Incoming[]): Promise<Set<Id>> {
  const touched = new Set<Id>()
  await writeContacts(chunk, incoming, touched)
  await writeAddresses(chunk, incoming, touched)
  return touched
}

const stamp = ({ batch, now }: Chunk) => ({ import_batch_id: batch.id, created_at: now, updated_at: now })

async function writeContacts(chunk: Chunk, incoming: readonly Incoming[], touched: Set<Id>): Promise<void> {
  const withPeople = incoming.filter((one) => one.contacts.length > 0)
  const old = await oldRows<OldContact>(chunk, 'contacts', contactColumns, withPeople)
  const added: Record<string, unknown>[] = []
  const changed: Record<string, unknown>[] = []
  for (const { target, contacts } of withPeople) {
    const known = old.get(target.id) ?? []
    for (const contact of contacts) {
      const same = known.find((one) => isSamePerson(one, contact))
      if (same) {
        if (changeRow(chunk, 'contact', same, contact, contactColumns, changed)) touched.add(target.id)
        continue
      }
      const row = {
        ...contact,
        id: newId(),
        account_id: target.id,
        is_primary: !known.some((one) => one.is_primary),
        version: 1,
        import_batch_id: chunk.batch.id,
      }
      known.push(row)
      added.push({ ...row, ...stamp(chunk), role: 'contact', source: { family: 'modern', method: 'import' } })
      touched.add(target.id)
    }
    old.set(target.id, known)
  }
  await insertRows(
    chunk.tx,
    'contacts',
    [
      'id',
      'account_id',
      ...contactColumns,
      'role',
      'is_primary',
      'source',
      'import_batch_id',
      'created_at',
      'updated_at',
    ],
    added,
  )
  await updateRows(chunk.tx, 'contacts', [...contactColumns, 'updated_at'], changed, ', version = t.version + 1')
  chunk.counts.contactsCreated += added.length
}

const isSamePerson = (one: ContactDraft, other: ContactDraft): boolean =>
  (one.email !== null && one.email === other.email) ||
  (one.mobile !== null && one.mobile === other.mobile) ||
  (one.name === other.name && !(one.email && other.email) && !(one.mobile && other.mobile))

async function writeAddresses(chunk: Chunk, incoming: readonly Incoming[], touched: Set<Id>): Promise<void> {
  const withPlaces = incoming.filter((one) => one.address !== null)
  const old = await oldRows<OldAddress>(chunk, 'addresses', addressColumns, withPlaces)
  const added: Record<string, unknown>[] = []
  const changed: Record<string, unknown>[] = []
  for (const { target, address } of withPlaces) {
    if (!address) continue
    const primary = (old.get(target.id) ?? []).find((one) => one.is_primary)
    if (!primary)
      added.push({ ...address, ...stamp(chunk), id: newId(), account_id: target.id, kind: 'office', is_primary: true })
    if (!primary || changeRow(chunk, 'address', primary, address, addressColumns, changed)) touched.add(target.id)
  }
  await insertRows(
    chunk.tx,
    'addresses',
    ['id', 'account_id', ...addressColumns, 'kind', 'is_primary', 'import_batch_id', 'created_at', 'updated_at'],
    added,
  )
  await updateRows(chunk.tx, 'addresses', [...addressColumns, 'updated_at'], changed, ', version = t.version + 1')
}

async function oldRows<T extends { account_id: Id }>(
  chunk: Chunk,
  table: string,
  columns: readonly string[],
  incoming: readonly Incoming[],
): Promise<Map<Id, T[]>> {
  const ids = incoming.filter((one) => !one.target.isNew).map((one) => one.target.id)
  const rows = new Map<Id, T[]>()
  if (ids.length === 0) return rows
  const result = await connectionOf(chunk.tx).query<T & Record<string, unknown>>(
    `select id, account_id, is_primary, version, import_batch_id, ${columns.join(', ')} from ${table} where account_id = any($1) order by id`,
    [ids],
  )
  for (const row of result.rows) rows.set(row.account_id, [...(rows.get(row.account_id) ?? []), row])
  return rows
}

/** Overwrites with what the file says, keeping what it leaves empty. True when anything is new. */
function changeRow(
  chunk: Chunk,
  subject: 'contact' | 'address',
  old: OldContact | OldAddress,
  fresh: object,
  columns: readonly string[],
  changed: Record<string, unknown>[],
): boolean {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = { ...old }
  for (const column of columns) {
    const value = (fresh as Record<string, unknown>)[column]
    const was = (old as unknown as Record<string, unknown>)[column]
    if (value === null || value === '' || value === was) continue
    before[column] = was
    after[column] = value
  }
  if (Object.keys(before).length === 0) return false
  Object.assign(old, after)
  changed.push({ ...after, updated_at: chunk.now })
  const own = old.import_batch_id === chunk.batch.id
  chunk.changes.push({ subject, id: old.id, before: own ? null : before, afterVersion: old.version + 1 })
  return true
}

/** People and places of many accounts, as far as search, matching and quality depend on them. */
export async function findPeopleOfMany(
  tx: Chunk['tx'],
  ids: readonly Id[],
): Promise<Map<Id, { people: PersonOf[]; places: PlaceOf[] }>> {
  const all = new Map(ids.map((id) => [id, { people: [] as PersonOf[], places: [] as PlaceOf[] }]))
  const people = await connectionOf(tx).query<PersonOf & { account_id: Id }>(
    'select account_id, name, name_en, mobile, phone, email from contacts where account_id = any($1) and active order by is_primary desc, id',
    [ids],
  )
  for (const { account_id, ...person } of people.rows) all.get(account_id)?.people.push(person)
  const places = await connectionOf(tx).query<PlaceOf & { account_id: Id }>(
    'select account_id, street, city, province, district, postcode, is_primary from addresses where account_id = any($1) order by is_primary desc, id',
    [ids],
  )
  for (const { account_id, ...place } of places.rows) all.get(account_id)?.places.push(place)
  return all
}
