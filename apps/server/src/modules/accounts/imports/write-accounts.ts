import { connectionOf, prepared } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { type AccountRecord, accountFields, columnOfField, emptyValue } from '../account-fields.ts'
import { mayCreateAccount } from '../accounts.policy.ts'
import { type ColumnValues, presentedColumns, takeAccountNumbers } from '../accounts.queries.ts'
import { changeEvents, differences } from '../change-account.ts'
import { type DerivedFrom, deriveAccount, type PersonOf, type PlaceOf } from '../derive-account.ts'
import { insertRows, updateRows } from './bulk-rows.ts'
import { type Chunk, MetAnother, type PlacedRow, refuseRow, type Target } from './chunk.ts'
import type { AddressDraft, ContactDraft } from './row-draft.ts'
import { findPeopleOfMany, writePeople } from './write-people.ts'

type Found = Pick<AccountRecord, (typeof presentedColumns)[number]> & { import_batch_id: Id | null }

/** An account on its way: new with all its columns, or existing with what changes. */
export interface Incoming {
  target: Target
  existing: Found | null
  columns: ColumnValues
  contacts: ContactDraft[]
  address: AddressDraft | null
}

interface Holder {
  id: Id
  number: string
  external_key: string | null
  credit_code: string | null
}

const recordColumns = [...presentedColumns, 'import_batch_id'] as const
const derivedColumns = ['sort_key', 'search_keys', 'match_keys', 'quality_score', 'quality_issues'] as const
const typedColumns = [...new Set([...Object.values(columnOfField), 'phone_raw'])]

/** Finds or makes the account of every row. Rows that cannot be written are refused; the others come back with their account. */
export async function writeAccounts(chunk: Chunk, rows: readonly PlacedRow[]): Promise<Map<PlacedRow, Target>> {
  const known = await findKnown(chunk, rows)
  const incoming = new Map<Id, Incoming>()
  const targets = new Map<PlacedRow, Target>()
  for (const placed of rows) {
    const existing = locate(chunk, placed, known)
    if (existing === 'refused') continue
    const one = existing ?? newcomer(chunk, placed, known)
    if (!one) continue
    targets.set(placed, one.target)
    if (existing && !takesFields(chunk, placed, one, known)) continue
    incoming.set(one.target.id, one)
    if (existing) mergeRow(one, placed)
  }
  const all = [...incoming.values()]
  await insertNew(
    chunk,
    all.filter((one) => one.target.isNew),
  )
  await changeExisting(
    chunk,
    all.filter((one) => !one.target.isNew),
  )
  return targets
}

interface Known {
  byKey: Map<string, Incoming | Holder>
  byCode: Map<string, Incoming | Holder>
  byName: Map<string, Incoming>
  changeable: ReadonlySet<Id>
}

async function findKnown({ tx, options }: Chunk, rows: readonly PlacedRow[]): Promise<Known> {
  const keys = distinct(rows.map(({ row }) => row.account.external_key))
  const codes = distinct(rows.map(({ row }) => row.account.credit_code))
  const known: Known = { byKey: new Map(), byCode: new Map(), byName: new Map(), changeable: new Set() }
  const holders =
    keys.length + codes.length === 0
      ? []
      : await prepared<Holder>(tx, 'accounts-holding-any', 'select * from accounts_holding_any($1, $2)', [keys, codes])
  for (const holder of holders) {
    if (holder.external_key !== null) known.byKey.set(holder.external_key, holder)
    if (holder.credit_code !== null) known.byCode.set(holder.credit_code, holder)
  }
  const ids = holders.map((holder) => holder.id)
  const byName = options.target === 'contacts' ? distinct(rows.map(({ row }) => row.account.name)) : []
  if (ids.length + byName.length === 0) return known
  const found = await visible(
    tx,
    ids,
    byName.length > 0
      ? byName.map((name) => deriveAccount({ name, ...bare } as DerivedFrom, [], [], new Date(0)).sort_key)
      : [],
  )
  for (const account of found) {
    const one = asIncoming(account)
    if (account.external_key !== null && known.byKey.has(account.external_key))
      known.byKey.set(account.external_key, one)
    if (account.credit_code !== null && known.byCode.has(account.credit_code))
      known.byCode.set(account.credit_code, one)
    if (!known.byName.has(account.name)) known.byName.set(account.name, one)
  }
  const locked = await connectionOf(tx).query<{ id: Id }>(
    'select id from accounts where id = any($1) order by id for no key update',
    [found.map((account) => account.id)],
  )
  return { ...known, changeable: new Set(locked.rows.map((row) => row.id)) }
}

const bare = {
  kind: 'enterprise',
  number: '',
  name_en: '',
  short_name: '',
  credit_code: null,
  external_key: null,
  phone: null,
  phone_raw: null,
  email: null,
  website: null,
  industry: null,
  size: null,
  owner_id: null,
  parent_id: null,
  department_head: null,
  birth_date: null,
  goods: [],
  service_needs: [],
  verified_at: null,
}

async function visible(tx: Chunk['tx'], ids: readonly Id[], sortKeys: readonly string[]): Promise<Found[]> {
  const columns = recordColumns.join(', ')
  const result = await connectionOf(tx).query<Found>(
    `select ${columns} from accounts where id = any($1) ${
      sortKeys.length > 0
        ? `union all select ${columns} from accounts where sort_key = any($2) and deleted_at is null and id <> all($1)`
        : ''
    }`,
    sortKeys.length > 0 ? [ids, sortKeys] : [ids],
  )
  return result.rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

const asIncoming = (account: Found): Incoming => ({
  target: { id: account.id, number: account.number, name: account.name, isNew: false },
  existing: account,
  columns: {},
  contacts: [],
  address: null,
})

const isIncoming = (one: Incoming | Holder | undefined): one is Incoming => one !== undefined && 'target' in one

/** The account the row means, by key, then credit code, then (people only) name; null: none yet. */
function locate(chunk: Chunk, placed: PlacedRow, known: Known): Incoming | null | 'refused' {
  const { row } = placed
  const key = row.account.external_key as string | null | undefined
  const code = row.account.credit_code as string | null | undefined
  const byKey = key ? known.byKey.get(key) : undefined
  const byCode = code ? known.byCode.get(code) : undefined
  const refuse = (column: string, issue: string, params: Record<string, unknown>) => {
    refuseRow(chunk, row, column, issue, params)
    return 'refused' as const
  }
  if (byKey && !isIncoming(byKey)) return refuse('externalKey', 'keyHidden', { text: key })
  if (byCode && !isIncoming(byCode)) return refuse('creditCode', 'keyHidden', { text: code })
  if (byCode && byKey !== byCode && (byKey || (key && keyOf(byCode) !== null)))
    return refuse('creditCode', 'keyOfAnother', { text: code, number: byCode.target.number })
  const found = byKey ?? byCode ?? (chunk.options.target === 'contacts' && !key ? sameName(row, known) : undefined)
  if (!found) return null
  return allowed(chunk, placed, found, known, key ?? code ?? '')
}

const keyOf = (one: Incoming): string | null =>
  ((one.columns.external_key as string | undefined) ?? one.existing?.external_key ?? null) || null

function sameName(row: PlacedRow['row'], known: Known): Incoming | undefined {
  const found = known.byName.get(String(row.account.name ?? ''))
  if (!found || row.account.kind !== 'individual' || !found.existing) return found
  // Two people of one name are one only if something else says so.
  const { email, phone } = found.existing
  const same = (a: unknown, b: unknown) => !a || !b || a === b
  return same(email, row.account.email) && same(phone, row.account.phone) ? found : undefined
}

function allowed(chunk: Chunk, placed: PlacedRow, found: Incoming, known: Known, key: string): Incoming | 'refused' {
  const { options, counts } = chunk
  if (options.target === 'customersAndOrders') return found
  if (options.target === 'customers' && options.existing === 'refuse') {
    refuseRow(chunk, placed.row, null, 'keyExists', { text: key, number: found.target.number })
    return 'refused'
  }
  if (options.target === 'customers' && options.existing === 'skip') {
    counts.skipped++
    return 'refused'
  }
  if (found.target.isNew || known.changeable.has(found.target.id)) return found
  refuseRow(chunk, placed.row, null, 'notChangeable', { number: found.target.number })
  return 'refused'
}

/** In a file of orders the customer comes up many times: its first row describes it. */
function takesFields({ options, batch }: Chunk, placed: PlacedRow, one: Incoming, known: Known): boolean {
  if (options.target !== 'customersAndOrders') return true
  if (one.target.isNew || one.existing?.import_batch_id === batch.id) return false
  return options.existing === 'update' && placed.customerSeen === 1 && known.changeable.has(one.target.id)
}

function newcomer(chunk: Chunk, placed: PlacedRow, known: Known): Incoming | null {
  const { row } = placed
  const ownerId = (row.account.owner_id as Id | undefined) ?? chunk.options.ownerId ?? ownerFor(chunk)
  const teamId = chunk.options.teamId ?? teamFor(chunk)
  if (!mayCreateAccount(chunk.user, { owner_id: ownerId, team_id: teamId })) {
    refuseRow(chunk, row, null, 'notChangeable', { number: '' })
    return null
  }
  const one: Incoming = {
    target: { id: newId(), number: '', name: String(row.account.name ?? ''), isNew: true },
    existing: null,
    columns: { owner_id: ownerId, team_id: teamId },
    contacts: [],
    address: null,
  }
  const key = row.account.external_key
  const code = row.account.credit_code
  if (typeof key === 'string' && key !== '') known.byKey.set(key, one)
  if (typeof code === 'string' && code !== '') known.byCode.set(code, one)
  if (chunk.options.target === 'contacts') known.byName.set(one.target.name, one)
  one.columns = { ...row.account, ...one.columns }
  one.contacts = row.contact ? [row.contact] : []
  one.address = row.address
  return one
}

/** Who sees everything gives to nobody; others import for themselves. */
const ownerFor = ({ user }: Chunk): Id | null => (user.rights.modules.accounts.create === 'all' ? null : user.id)
const teamFor = ({ user }: Chunk): Id | null =>
  user.rights.modules.accounts.create === 'all' ? null : (user.teamIds[0] ?? null)

/** What the row says wins over what is there; what it leaves empty stays. */
function mergeRow(one: Incoming, { row }: PlacedRow): void {
  for (const [column, value] of Object.entries(row.account)) {
    if (value === null || value === '' || value === undefined) continue
    if (column === 'owner_id' && one.target.isNew) continue
    one.columns[column as keyof ColumnValues] = value
  }
  if (row.contact && !one.contacts.includes(row.contact)) one.contacts.push(row.contact)
  one.address = row.address ?? one.address
}

const emptyRecord: ColumnValues = {
  ...Object.fromEntries(accountFields.map((field) => [columnOfField[field], emptyValue(field)])),
  phone_raw: null,
  verified_at: null,
}
const source = { family: 'modern', method: 'import' } as const

async function insertNew(chunk: Chunk, incoming: Incoming[]): Promise<void> {
  if (incoming.length === 0) return
  const { tx, now, batch, user, options } = chunk
  // One order of keys for everybody: two imports of one file wait for each other and never in a ring.
  incoming.sort((a, b) => (String(a.columns.external_key ?? '') < String(b.columns.external_key ?? '') ? -1 : 1))
  const numbers = await takeAccountNumbers(tx, incoming.length)
  const rows = incoming.map((one, at) => {
    one.target.number = numbers[at] ?? ''
    const tags = [...new Set([...((one.columns.tags as string[] | undefined) ?? []), ...options.tags])]
    const record: ColumnValues = {
      ...emptyRecord,
      kind: 'enterprise',
      ...one.columns,
      tags,
      number: one.target.number,
      source: { ...source, detail: batch.file_name.slice(0, 200) },
    }
    return {
      ...record,
      ...deriveAccount(
        record as unknown as DerivedFrom,
        one.contacts.map(personOf),
        one.address ? [placeOf(one.address)] : [],
        now,
      ),
      id: one.target.id,
      state_since: now,
      import_batch_id: batch.id,
      created_at: now,
      created_by: user.id,
      updated_at: now,
      updated_by: user.id,
    }
  })
  const columns = [
    ...typedColumns,
    ...derivedColumns,
    'id',
    'number',
    'state_since',
    'import_batch_id',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
  ]
  const made = await insertRows(
    tx,
    'accounts',
    columns,
    rows,
    'on conflict (external_key) where deleted_at is null do nothing',
  )
  if (made.length < rows.length) throw new MetAnother()
  await writePeople(chunk, incoming)
  chunk.counts.accountsCreated += rows.length
  for (const one of incoming)
    chunk.events.push({
      kind: 'account.created',
      subjectType: 'account',
      subjectId: one.target.id,
      accountId: one.target.id,
      data: {
        number: one.target.number,
        name: one.target.name.slice(0, 200),
        kind: one.columns.kind ?? 'enterprise',
        source,
        importId: batch.id,
      },
    })
}

export const personOf = (contact: ContactDraft): PersonOf => contact
export const placeOf = (address: AddressDraft): PlaceOf => ({ ...address, is_primary: true })

async function changeExisting(chunk: Chunk, incoming: Incoming[]): Promise<void> {
  if (incoming.length === 0) return
  const { tx, now, user, batch } = chunk
  const touched = await writePeople(chunk, incoming)
  const around = await findPeopleOfMany(
    tx,
    incoming.map((one) => one.target.id),
  )
  const changed: Record<string, unknown>[] = []
  const rederived: Record<string, unknown>[] = []
  for (const { target, existing, columns } of incoming) {
    if (!existing) continue
    const after = { ...existing, ...merged(existing, columns) }
    const changes = differences(existing as never, after as never)
    if (changes.length === 0 && !touched.has(target.id)) continue
    const { people, places } = around.get(target.id) ?? { people: [], places: [] }
    const derived = deriveAccount(after as unknown as DerivedFrom, people, places, now)
    if (changes.length === 0) {
      rederived.push({ id: target.id, ...derived })
      continue
    }
    changed.push({ ...after, ...derived, updated_at: now, updated_by: user.id })
    const was = existing as unknown as Record<string, unknown>
    const is = after as Record<string, unknown>
    const before = Object.fromEntries(
      typedColumns.filter((column) => !same(was[column], is[column])).map((column) => [column, was[column]]),
    )
    const own = existing.import_batch_id === batch.id
    chunk.changes.push({
      subject: 'account',
      id: target.id,
      before: own ? null : before,
      afterVersion: existing.version + 1,
    })
    chunk.counts.accountsChanged++
    for (const event of changeEvents(
      { ...existing, custom_categories: null } as never,
      after as never,
      changes,
      user,
      now,
    ))
      chunk.events.push({
        kind: event.kind,
        subjectType: 'account',
        subjectId: target.id,
        accountId: target.id,
        data: { ...event.data, importId: batch.id },
      })
  }
  await updateRows(
    tx,
    'accounts',
    [...typedColumns, ...derivedColumns, 'updated_at', 'updated_by'],
    changed,
    ', version = t.version + 1',
  )
  await updateRows(tx, 'accounts', derivedColumns, rederived)
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Lists grow, custom fields are set one by one, the rest is replaced. */
function merged(existing: Found, columns: ColumnValues): ColumnValues {
  const after: ColumnValues = {}
  for (const [column, value] of Object.entries(columns) as [keyof ColumnValues, unknown][]) {
    const old = existing[column as keyof Found] as unknown
    if (Array.isArray(value) && Array.isArray(old)) after[column] = [...new Set([...old, ...value])]
    else if (column === 'custom') after[column] = { ...(old as object), ...(value as object) }
    else if (column === 'note' && old && old !== value)
      after[column] = String(old).includes(String(value)) ? old : `${old}\n${value}`
    else after[column] = value
  }
  return after
}

const distinct = (values: readonly unknown[]): string[] =>
  [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))].sort()
