import { type Db, plannedForValues, prepared } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { instantOfJson, safeInteger } from '../../../platform/read-json.ts'
import type { AccountRecord } from '../account-fields.ts'
import { statementName } from '../statement-name.ts'
import { type SortKey, tableOf, type Walk } from './account-sorts.ts'
import type { Bind } from './filter-fields.ts'

/** Where a page begins: behind the row with these values and this id. */
export interface Position {
  /** How many leading keys of the walk the row has no value for; such rows follow those that have it. */
  without: number
  /** Of the other keys, in their order. */
  keys: readonly (string | null)[]
  id: Id
}

const rowColumns = [
  'id',
  'number',
  'kind',
  'name',
  'name_en',
  'short_name',
  'state',
  'phone',
  'email',
  'industry',
  'owner_id',
  'team_id',
  'tags',
  'credit_grade',
  'quality_score',
  'created_at',
  'updated_at',
  'version',
  'custom',
] as const satisfies readonly (keyof AccountRecord)[]

export interface ListedAccount
  extends Omit<Pick<AccountRecord, (typeof rowColumns)[number]>, 'created_at' | 'updated_at'> {
  created_at: string
  updated_at: string
  owner_name: string | null
  team_name: string | null
  tier: string | null
  orders: number | null
  amount_e4: number | null
  last_order_on: string | null
  rfm_segment: string | null
  alive: number | null
  lifetime_value_e4: number | null
  slipping_since: string | null
  health: number | null
  cost_e4: number | null
  costed_e4: number | null
  next_action: string | null
  city: string | null
  next_follow_up_at: string | null
}

export interface PageWanted {
  walk: Walk
  limit: number
  after: Position | null
  user: Pick<User, 'id' | 'teamIds' | 'rights'>
  /** A condition on the account `a`, with what it binds; `capped` when a search found more than a list takes. */
  condition: {
    text: string
    values: readonly unknown[]
    capped?: boolean
    /** The states it means, where it means nothing else: each has an index in the order of names. */
    states?: readonly string[] | undefined
  } | null
}

/** A row of a page; `without` says in which part of the walk it was met. */
export type PlacedAccount = ListedAccount & { without: number }

/** Where the walk goes on behind this row. */
export const placeOf = (row: PlacedAccount, walk: Walk): Position => ({
  without: row.without,
  keys: walk.slice(row.without).map((_, at) => (row as unknown as Record<string, string | null>)[`key_${at}`] ?? null),
  id: row.id,
})

/** One page in order. Accounts without a value for the leading key follow when the walk over those that have it is done. */
export async function findPage(db: Db, wanted: PageWanted): Promise<PlacedAccount[]> {
  const { walk, limit } = wanted
  const found: PlacedAccount[] = []
  for (let without = wanted.after?.without ?? 0; without <= walk.length; without++) {
    const after = wanted.after?.without === without ? wanted.after : null
    found.push(...(await runPage(db, { ...wanted, after, limit: limit - found.length }, without)))
    // Every account has a value of its own table's columns: nobody is left.
    if (found.length >= limit || walk[without]?.over === 'accounts') break
  }
  return found
}

async function runPage(db: Db, wanted: PageWanted, without: number): Promise<PlacedAccount[]> {
  const values: unknown[] = [...(wanted.condition?.values ?? [])]
  const bind: Bind = (value) => `$${values.push(value)}`
  const keys = wanted.walk.slice(without)
  const columns = columnsOf(keys)
  const text = withNames(pageText(wanted, keys, bind), keys, columns)
  const run = wanted.condition && !byStates(wanted, keys[0]) ? plannedForValues : prepared
  const [page] = await run<{ rows: unknown[][] }>(db, statementName(text), text, values)
  return (page?.rows ?? []).map((row) => rowOf(columns, row, without))
}

/** A row of the page, whose values the database sent as JSON: read as one text, they cost the driver a third of as many fields. */
function rowOf(columns: readonly Column[], values: readonly unknown[], without: number): PlacedAccount {
  const row: Record<string, unknown> = { without }
  for (let at = 0; at < columns.length; at++) {
    const { name, kind } = columns[at] as Column
    const value = values[at]
    row[name] = kind === undefined || value === null ? value : read[kind](value as never)
  }
  return row as unknown as PlacedAccount
}

function pageText(wanted: PageWanted, keys: readonly SortKey[], bind: Bind): string {
  const { walk, limit, condition } = wanted
  const [lead] = keys
  const joined = new Set(keys.map((key) => key.over))
  const where = [
    'a.deleted_at is null',
    lead?.nullable ? `${lead.column} is not null` : '',
    ...walk.slice(0, walk.length - keys.length).map((key) => lacks(key, joined.has(key.over))),
    behind(wanted.after, keys, bind),
    condition?.text ?? '',
  ].filter((part) => part !== '')
  const placed = keys.map(({ column }, at) => `, ${column}::text as key_${at}, ${column} as sort_${at}`).join('')
  const select = (also: string) =>
    `select ${rowColumns.map((column) => `a.${column}`).join(', ')}${placed}
     from ${sourceOf(keys)} where ${[...where, also].filter(Boolean).join(' and ')} order by ${orderOf(keys, idOf(lead))} limit ${limit}`
  const parts = branches(wanted, lead, bind).map(select)
  if (parts.length === 1) return parts[0] as string
  // Each is in order already; only as many as are asked for go on to what is looked up of them.
  const order = orderOf(keys, 'b.id', (_, at) => `b.sort_${at}`)
  return `select b.* from (${parts.map((part) => `(${part})`).join('\n union all ')}) b order by ${order} limit ${limit}`
}

/** The table of the first key leads, so that its index gives the order; those of the others are looked up. */
function sourceOf(keys: readonly SortKey[]): string {
  const [lead, ...rest] = keys.map((key) => key.over)
  const others = [...new Set(rest)].filter((over) => over !== 'accounts').filter((over) => over !== lead)
  const looked = others.map((over) => ` left join ${from(over)} on ${tableOf[over].alias}.account_id = a.id`)
  const leading =
    !lead || lead === 'accounts'
      ? 'accounts a'
      : `${from(lead)} join accounts a on a.id = ${tableOf[lead].alias}.account_id`
  return `${leading}${looked.join('')}`
}

const from = (over: keyof typeof tableOf) => `${tableOf[over].name} ${tableOf[over].alias}`

/** Whatever table leads has an index that ends in the id. */
const idOf = (lead: SortKey | undefined) =>
  !lead || lead.over === 'accounts' ? 'a.id' : `${tableOf[lead.over].alias}.account_id`

function orderOf(keys: readonly SortKey[], id: string, columnAt = (key: SortKey, _at: number) => key.column): string {
  const parts = keys.map(
    (key, at) => `${columnAt(key, at)} ${key.direction}${at > 0 && mayLack(key) ? ' nulls last' : ''}`,
  )
  return [...parts, `${id} ${keys[0]?.direction ?? 'asc'}`].join(', ')
}

const mayLack = (key: SortKey) => key.over !== 'accounts'

function lacks({ over, column, nullable }: SortKey, isJoined: boolean): string {
  if (over === 'accounts') return 'false'
  if (isJoined) return `${column} is null`
  const { name, alias } = tableOf[over]
  return `not exists (select from ${name} ${alias} where ${alias}.account_id = a.id${nullable ? ` and ${column} is not null` : ''})`
}

/** What comes after a place, in the order of the keys; those without a value come last. */
function behind(after: Position | null, keys: readonly SortKey[], bind: Bind): string {
  if (!after) return ''
  const [lead, ...others] = keys
  const [id, place] = [idOf(lead), `${bind(after.id)}::uuid`]
  if (!lead) return `${id} > ${place}`
  const first = `${bind(after.keys[0])}::${lead.type}`
  const sign = lead.direction === 'asc' ? '>' : '<'
  // One row comparison: the index begins at the place itself.
  if (others.length === 0) return `(${lead.column}, ${id}) ${sign} (${first}, ${place})`
  const among = others.reduceRight((inner, key, at) => {
    const value = after.keys[at + 1] ?? null
    if (value === null) return `(${key.column} is null and ${inner})`
    const own = `${bind(value)}::${key.type}`
    const beyond = `${key.column} ${key.direction === 'asc' ? '>' : '<'} ${own}${mayLack(key) ? ` or ${key.column} is null` : ''}`
    return `(${beyond} or (${key.column} = ${own} and ${inner}))`
  }, `${id} ${sign} ${place}`)
  // The first bound is what the index can use.
  return `${lead.column} ${sign}= ${first} and (${lead.column} ${sign} ${first} or ${among})`
}

/**
 * What the asker's scope means for the indexes. The row policy says the same, but as an `or` over values known only at run
 * time, by which no index can be chosen. With several ways to see an account, or several states asked for, each is walked in
 * order and the walks merged.
 */
function branches(wanted: PageWanted, lead: SortKey | undefined, bind: Bind): string[] {
  const { user } = wanted
  const scope = user.rights.modules.accounts.read
  const states = byStates(wanted, lead)
  if (states) return states.map((state) => `a.state = ${bind(state)}`)
  if (scope === 'all') return ['']
  const own = `a.owner_id = ${bind(user.id)}::uuid`
  if (scope !== 'team' || user.teamIds.length === 0) return [own]
  const byName = isByName(lead) && user.teamIds.length <= 4
  if (!byName) return [`(${own} or a.team_id = any (${bind(user.teamIds)}::uuid[]))`]
  const notOwn = `a.owner_id is distinct from ${bind(user.id)}::uuid`
  return [own, ...user.teamIds.map((team) => `a.team_id = ${bind(team)}::uuid and ${notOwn}`)]
}

const isByName = (lead: SortKey | undefined) => lead?.column === 'a.sort_key'

/** The states to walk side by side: for who sees everybody, by name, and where nothing else narrows. */
const byStates = ({ user, condition }: PageWanted, lead: SortKey | undefined): readonly string[] | undefined =>
  user.rights.modules.accounts.read === 'all' && isByName(lead) ? condition?.states : undefined

interface Column {
  name: string
  value: string
  /** JSON tells it otherwise than the rows of a table do. */
  kind?: keyof typeof read
}

const figureColumns = ['tier', 'orders', 'last_order_on', 'rfm_segment', 'alive', 'slipping_since', 'health']
const moneyColumns = ['amount_e4', 'cost_e4', 'costed_e4', 'lifetime_value_e4']

const shownColumns: readonly Column[] = [
  ...rowColumns.map((name): Column => {
    const instant = name === 'created_at' || name === 'updated_at'
    return { name, value: `p.${name}`, ...(instant ? { kind: 'instant' } : {}) }
  }),
  { name: 'owner_name', value: 'u.name' },
  { name: 'team_name', value: 't.name' },
  ...figureColumns.map((name) => ({ name, value: `f.${name}` })),
  ...moneyColumns.map((name): Column => ({ name, value: `f.${name}`, kind: 'whole' })),
  { name: 'next_action', value: 'k.action' },
  { name: 'city', value: 'c.city' },
  { name: 'next_follow_up_at', value: 'n.at', kind: 'instant' },
]

const columnsOf = (keys: readonly SortKey[]): readonly Column[] => [
  ...shownColumns,
  ...keys.map((_, at) => ({ name: `key_${at}`, value: `p.key_${at}` })),
]

const read = { whole: safeInteger, instant: instantOfJson }

/** Only the rows of the page look up names, sums, advice, place and next follow-up. */
function withNames(page: string, keys: readonly SortKey[], columns: readonly Column[]): string {
  return `
  with page as materialized (${page})
  select coalesce(json_agg(json_build_array(${columns.map(({ value }) => value).join(', ')})
                           order by ${orderOf(keys, 'p.id', (_, at) => `p.sort_${at}`)}), '[]') as rows
  from   page p
  left   join users u on u.id = p.owner_id
  left   join teams t on t.id = p.team_id
  left   join account_figures f on f.account_id = p.id
  left   join next_actions k on k.account_id = p.id
  left   join lateral (select ad.city from addresses ad where ad.account_id = p.id order by ad.is_primary desc, ad.id limit 1) c on true
  left   join lateral (select min(fu.due_at) as at from follow_ups fu where fu.account_id = p.id and fu.done_at is null) n on true`
}

/** Counting stops here: nobody reads page two hundred, and the exact figure of a million costs more than it tells. */
export const countedTo = 10_000

export async function countAccounts(db: Db, wanted: Pick<PageWanted, 'condition' | 'user'>): Promise<number> {
  const values: unknown[] = [...(wanted.condition?.values ?? [])]
  const bind: Bind = (value) => `$${values.push(value)}`
  const scope = wanted.user.rights.modules.accounts.read
  const own = scope === 'own' ? `a.owner_id = ${bind(wanted.user.id)}::uuid` : ''
  const where = ['a.deleted_at is null', own, wanted.condition?.text ?? ''].filter((part) => part !== '').join(' and ')
  const text = `select count(*)::int as n from (select from accounts a where ${where} limit ${countedTo + 1}) counted`
  const [row] = await plannedForValues<{ n: number }>(db, statementName(text), text, values)
  return row?.n ?? 0
}
