import type pg from 'pg'
import { connectionOf, type Db, prepared } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { AccountRecord } from '../account-fields.ts'
import { statementName } from '../statement-name.ts'
import type { Walk } from './account-sorts.ts'
import type { Bind } from './filter-fields.ts'

/** Where a page begins: behind the row with this key and id; `rest`: among the accounts without sums, which come last. */
export interface Position {
  key: string | null
  id: Id
  rest: boolean
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

export interface ListedAccount extends Pick<AccountRecord, (typeof rowColumns)[number]> {
  key: string | null
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
  city: string | null
  next_follow_up_at: Date | null
}

export interface PageWanted {
  walk: Walk
  limit: number
  after: Position | null
  user: Pick<User, 'id' | 'teamIds' | 'rights'>
  /** A condition on the account `a`, with what it binds; `capped` when a search found more than a list takes. */
  condition: { text: string; values: readonly unknown[]; capped?: boolean } | null
}

/** One page in order. Accounts without sums follow when the walk over the sums is done. */
export async function findPage(db: Db, wanted: PageWanted): Promise<(ListedAccount & { rest: boolean })[]> {
  const { walk, after, limit } = wanted
  const first = after?.rest ? [] : await runPage(db, wanted, false)
  if (walk.over === 'accounts' || first.length === limit) return marked(first, false)
  const restAfter = after?.rest ? after : null
  const rest = await runPage(db, { ...wanted, after: restAfter, limit: limit - first.length }, true)
  return [...marked(first, false), ...marked(rest, true)]
}

/** In place: a copy of each row costs as much as presenting it. */
const marked = (rows: ListedAccount[], rest: boolean) => rows.map((row) => Object.assign(row, { rest }))

async function runPage(db: Db, wanted: PageWanted, rest: boolean): Promise<ListedAccount[]> {
  const values: unknown[] = [...(wanted.condition?.values ?? [])]
  const bind: Bind = (value) => `$${values.push(value)}`
  const text = withNames(pageText(wanted, rest, bind), wanted.walk, rest)
  return wanted.condition ? run(db, text, values) : prepared<ListedAccount>(db, statementName(text), text, values)
}

/**
 * Kept prepared, but not planned once for all values: PostgreSQL compares, and goes on planning anew where the value matters
 * (a rare city), while the same page asked again and again is planned no more.
 */
async function run<Row extends pg.QueryResultRow>(db: Db, text: string, values: unknown[]): Promise<Row[]> {
  return (await connectionOf(db).query<Row>({ name: statementName(text), text, values })).rows
}

function pageText(wanted: PageWanted, rest: boolean, bind: Bind): string {
  const { walk, after, limit, condition } = wanted
  const overSums = walk.over === 'figures' && !rest
  const key = rest ? 'null::text' : `${walk.column}::text`
  const source = overSums ? 'account_figures f join accounts a on a.id = f.account_id' : 'accounts a'
  const id = overSums ? 'f.account_id' : 'a.id'
  const order = rest ? 'a.id' : `${walk.column} ${walk.direction}, ${id} ${walk.direction}`
  const sign = walk.direction === 'asc' ? '>' : '<'
  const begin =
    after &&
    (rest
      ? `a.id > ${bind(after.id)}`
      : `(${walk.column}, ${id}) ${sign} (${bind(after.key)}::${walk.type}, ${bind(after.id)}::uuid)`)
  const where = [
    'a.deleted_at is null',
    overSums && walk.nullable ? `${walk.column} is not null` : '',
    rest
      ? `not exists (select from account_figures f where f.account_id = a.id${walk.nullable ? ` and ${walk.column} is not null` : ''})`
      : '',
    begin ?? '',
    condition?.text ?? '',
  ].filter((part) => part !== '')
  const select = (also: string) =>
    `select ${rowColumns.map((column) => `a.${column}`).join(', ')}, ${key} as key, ${rest || walk.over === 'figures' ? id : walk.column} as sort_value
     from ${source} where ${[...where, also].filter(Boolean).join(' and ')} order by ${order} limit ${limit}`
  return branches(wanted, rest, bind)
    .map(select)
    .map((text) => `(${text})`)
    .join('\n union all ')
}

/**
 * What the asker's scope means for the indexes. The row policy says the same, but as an `or` over values known only at run
 * time, by which no index can be chosen. With several ways to see an account, each is walked in order and the walks merged.
 */
function branches({ user, walk }: PageWanted, rest: boolean, bind: Bind): string[] {
  const scope = user.rights.modules.accounts.read
  if (scope === 'all') return ['']
  const own = `a.owner_id = ${bind(user.id)}::uuid`
  if (scope !== 'team' || user.teamIds.length === 0) return [own]
  const byName = walk.column === 'a.sort_key' && !rest && user.teamIds.length <= 4
  if (!byName) return [`(${own} or a.team_id = any (${bind(user.teamIds)}::uuid[]))`]
  const notOwn = `a.owner_id is distinct from ${bind(user.id)}::uuid`
  return [own, ...user.teamIds.map((team) => `a.team_id = ${bind(team)}::uuid and ${notOwn}`)]
}

/** Only the rows of the page look up names, sums, place and next follow-up. */
function withNames(page: string, walk: Walk, rest: boolean): string {
  const order = rest || walk.over === 'figures' ? '' : `order by p.sort_value ${walk.direction}, p.id ${walk.direction}`
  const sums =
    walk.over === 'figures' && !rest ? `order by ${walk.column} ${walk.direction}, p.id ${walk.direction}` : order
  return `
  with page as materialized (${page})
  select p.*, u.name as owner_name, t.name as team_name, f.tier, f.orders, f.amount_e4, f.last_order_on,
         f.rfm_segment, f.alive, f.lifetime_value_e4, f.slipping_since, f.health, c.city, n.at as next_follow_up_at
  from   page p
  left   join users u on u.id = p.owner_id
  left   join teams t on t.id = p.team_id
  left   join account_figures f on f.account_id = p.id
  left   join lateral (select ad.city from addresses ad where ad.account_id = p.id order by ad.is_primary desc, ad.id limit 1) c on true
  left   join lateral (select min(fu.due_at) as at from follow_ups fu where fu.account_id = p.id and fu.done_at is null) n on true
  ${rest ? 'order by p.id' : sums}`
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
  const [row] = await run<{ n: number }>(db, text, values)
  return row?.n ?? 0
}
