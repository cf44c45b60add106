import type { Category } from '@quayside/contract'
import { connectionOf, type Db, prepared, preparedLast, type Tx } from '../../platform/database.ts'
import { eventsToRecord, insertEventsFrom, type NewEvent } from '../../platform/events.ts'
import type { Id } from '../../platform/ids.ts'
import { type AccountRecord, columnOfField } from './account-fields.ts'
import type { PersonOf, PlaceOf } from './derive-account.ts'

type TypedColumn = (typeof columnOfField)[keyof typeof columnOfField]
const keptColumns = [
  'id',
  'number',
  'phone_raw',
  'state',
  'state_since',
  'quality_score',
  'quality_issues',
  'verified_at',
  'merged_into',
  'deleted_at',
  'version',
  'created_at',
  'updated_at',
] as const
export const presentedColumns = [...new Set([...Object.values(columnOfField), ...keptColumns])] as readonly (
  | TypedColumn
  | (typeof keptColumns)[number]
)[]

/** An account with the names of what it refers to and its sums. */
export interface FoundAccount extends Pick<AccountRecord, TypedColumn | (typeof keptColumns)[number]> {
  owner_name: string | null
  team_name: string | null
  parent_number: string | null
  parent_name: string | null
  tier: string | null
  orders: number | null
  lines: number | null
  amount_e4: number | null
  cost_e4: number | null
  costed_e4: number | null
  first_order_on: string | null
  last_order_on: string | null
  custom_categories: Record<string, Category> | null
  assessed_on: string | null
  rfm: number | null
  rfm_segment: string | null
  alive: number | null
  expected_orders: number | null
  lifetime_value_e4: number | null
  assessed_currency: string | null
  slipping_since: string | null
  health: number | null
}

/** What is shown of an account; `from` is a table or a common table expression of account rows. */
export const presentation = (from: string) => `
  select ${presentedColumns.map((column) => `a.${column}`).join(', ')},
         u.name as owner_name, t.name as team_name, p.number as parent_number, p.name as parent_name,
         f.tier, f.orders, f.lines, f.amount_e4, f.cost_e4, f.costed_e4, f.first_order_on, f.last_order_on,
         f.assessed_on, f.rfm, f.rfm_segment, f.alive, f.expected_orders, f.lifetime_value_e4, f.assessed_currency, f.slipping_since, f.health,
         (select jsonb_object_agg(key, category) from custom_fields where subject = 'account' and category <> 'basic') as custom_categories
  from   ${from} a
  left   join users u on u.id = a.owner_id
  left   join teams t on t.id = a.team_id
  left   join accounts p on p.id = a.parent_id
  left   join account_figures f on f.account_id = a.id`

const accountById = `${presentation('accounts')} where a.id = $1`

export async function findAccount(db: Db, id: Id): Promise<FoundAccount | undefined> {
  const [row] = await prepared<FoundAccount>(db, 'account-by-id', accountById, [id])
  return row
}

/** Where the readers of this file need a live one: what lies in the bin is not there, what was merged leads on. */
export async function findLiveAccount(db: Db, id: Id): Promise<FoundAccount | undefined> {
  const row = await findAccount(db, id)
  return row && (row.deleted_at === null || row.merged_into !== null) ? row : undefined
}

export interface CustomFieldDefinition {
  key: string
  kind: 'text' | 'number' | 'date' | 'boolean' | 'choice' | 'choices'
  choices: readonly { value: string; labelZh?: string; labelEn?: string }[]
  category: Category
  required: boolean
}

/** The custom fields of accounts in use. */
export async function findCustomFields(db: Db): Promise<CustomFieldDefinition[]> {
  const text = `select key, kind, choices, category, required from custom_fields where subject = 'account' and active order by position`
  return prepared<CustomFieldDefinition>(db, 'custom-fields-of-accounts', text, [])
}

/** Custom fields outside the basic category, in use or not: what is stored under them stays guarded. */
export async function findCustomCategories(db: Db): Promise<Record<string, Category>> {
  const text = `select key, category from custom_fields where subject = 'account' and category <> 'basic'`
  const rows = await prepared<{ key: string; category: Category }>(db, 'custom-categories-of-accounts', text, [])
  return Object.fromEntries(rows.map((row) => [row.key, row.category]))
}

export interface WritingContext {
  country: string
  custom_fields: CustomFieldDefinition[]
  owner_active: boolean | null
  team_known: boolean
  parent_known: boolean
  number: number | null
}

const writingContext = (withNumber: boolean) => `
  select (select country from company) as country,
         coalesce((select json_agg(json_build_object('key', key, 'kind', kind, 'choices', choices, 'category', category, 'required', required) order by position)
                   from custom_fields where subject = 'account' and active), '[]') as custom_fields,
         (select active from users where id = $1) as owner_active,
         exists (select from teams where id = $2) as team_known,
         exists (select from accounts where id = $3 and deleted_at is null) as parent_known,
         ${withNumber ? "nextval('account_numbers')" : 'null::bigint'} as number`
const contextOfNew = writingContext(true)
const contextOfChange = writingContext(false)

export interface RefersTo {
  ownerId?: Id | null | undefined
  teamId?: Id | null | undefined
  parentId?: Id | null | undefined
}

/** What checking needs to know of the company and of what the account is to refer to; for a new account also its number. */
export async function findWritingContext(tx: Tx, refersTo: RefersTo, isNew: boolean): Promise<WritingContext> {
  const values = [refersTo.ownerId ?? null, refersTo.teamId ?? null, refersTo.parentId ?? null]
  const [row] = isNew
    ? await prepared<WritingContext>(tx, 'writing-context-new', contextOfNew, values)
    : await prepared<WritingContext>(tx, 'writing-context', contextOfChange, values)
  if (!row) throw new TypeError('The writing context is one row.')
  return row
}

/** The next customer numbers. A sequence: nobody waits for another's commit; numbers of refused accounts are not used again. */
export async function takeAccountNumbers(tx: Tx, howMany: number): Promise<string[]> {
  const text = `select nextval('account_numbers') as number from generate_series(1, $1::int)`
  const rows = await prepared<{ number: number }>(tx, 'account-numbers', text, [howMany])
  return rows.map((row) => accountNumber(row.number))
}

export const accountNumber = (number: number): string => `C-${String(number).padStart(6, '0')}`

export interface Holder {
  held: 'creditCode' | 'externalKey'
  id: Id
  number: string
}

/** Who has this credit code or external key already, visible to the actor or not. */
export function findHolders(tx: Tx, code: string | null, key: string | null, exceptId: Id): Promise<Holder[]> {
  return prepared<Holder>(tx, 'accounts-holding', 'select * from accounts_holding($1, $2, $3)', [code, key, exceptId])
}

export async function hangsBelow(tx: Tx, descendant: Id, ancestor: Id): Promise<boolean> {
  const [row] = await prepared<{ below: boolean }>(tx, 'hangs-below', 'select hangs_below($1, $2) as below', [
    descendant,
    ancestor,
  ])
  return row?.below ?? false
}

/** People and places as far as search, matching and quality depend on them. */
export async function findPeopleAndPlaces(db: Db, id: Id): Promise<{ people: PersonOf[]; places: PlaceOf[] }> {
  const text = `
    select coalesce((select json_agg(json_build_object('name', name, 'name_en', name_en, 'mobile', mobile, 'phone', phone, 'email', email)
                                     order by is_primary desc, id) from contacts where account_id = $1 and active), '[]') as people,
           coalesce((select json_agg(json_build_object('street', street, 'city', city, 'province', province, 'district', district,
                                     'postcode', postcode, 'is_primary', is_primary, 'country', country, 'division_code', division_code) order by is_primary desc, id)
                     from addresses where account_id = $1), '[]') as places`
  const [row] = await prepared<{ people: PersonOf[]; places: PlaceOf[] }>(db, 'people-and-places', text, [id])
  return row ?? { people: [], places: [] }
}

export type ColumnValues = Partial<Record<keyof AccountRecord, unknown>>

const jsonColumns: ReadonlySet<string> = new Set(['source', 'custom'])
const asParameter = (column: string, value: unknown) => (jsonColumns.has(column) ? JSON.stringify(value) : value)

/** Inserts and shows the new account and records its event in one statement, the last of making an account. */
export async function insertAccount(tx: Tx, values: ColumnValues, event: NewEvent): Promise<FoundAccount> {
  const columns = Object.keys(values) as (keyof AccountRecord)[]
  const places = columns.map((_, at) => `$${at + 1}`).join(', ')
  const recorded = insertEventsFrom(`$${columns.length + 1}`)
  const text = `with made as (insert into accounts (${columns.join(', ')}) values (${places}) returning *), recorded as (${recorded}) ${presentation('made')}`
  const [row] = await preparedLast<FoundAccount>(tx, `insert-account-${columns.length}`, text, [
    ...columns.map((column) => asParameter(column, values[column])),
    eventsToRecord(tx, [event]),
  ])
  if (!row) throw new TypeError('An inserted account comes back.')
  return row
}

/** Changes the row if it still has this version; undefined when somebody was faster. */
export async function updateAccount(
  tx: Tx,
  id: Id,
  version: number,
  values: ColumnValues,
): Promise<FoundAccount | undefined> {
  const columns = Object.keys(values) as (keyof AccountRecord)[]
  const changes = columns.map((column, at) => `${column} = $${at + 3}`).join(', ')
  const text = `with made as (update accounts set version = version + 1, ${changes} where id = $1 and version = $2 returning *) ${presentation('made')}`
  const result = await connectionOf(tx).query<FoundAccount>(text, [
    id,
    version,
    ...columns.map((column) => asParameter(column, values[column])),
  ])
  return result.rows[0]
}
