import {
  type AccountRow,
  type Filter,
  type listAccounts as listRoute,
  mayReadAdvice,
  mostSorts,
  sortsOf,
} from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import { notFound } from '../../../platform/refusal.ts'
import { findCustomCategories, findCustomFields } from '../accounts.queries.ts'
import { type CustomCategories, hiddenCustomKeys } from '../mask-account.ts'
import { marginOf, reference } from '../present-account.ts'
import { findView } from '../saved-views/saved-views.ts'
import { findAccountIds } from '../search/search-accounts.ts'
import { walkOf } from './account-sorts.ts'
import { filterCondition, mentionsCustom, onlyStates, readFilter } from './filter-accounts.ts'
import {
  countAccounts,
  countedTo,
  findPage,
  type ListedAccount,
  type PageWanted,
  type Position,
  placeOf,
} from './list-accounts.queries.ts'
import { findByIndex } from './narrow-by-index.ts'

const Cursor = z.strictObject({
  sort: z.string(),
  keys: z.array(z.string().nullable()).max(mostSorts),
  id: z.uuid(),
  without: z.int().min(0).max(mostSorts),
})

type ListQuery = z.output<(typeof listRoute)['query']>

export interface Narrowing {
  search?: string | undefined
  filter?: Filter | undefined
}

/** A page of the accounts the asker may see, each row once however many are added meanwhile. */
export async function listAccounts(db: Db, user: User, query: ListQuery) {
  const { sort, limit } = query
  const walk = walkOf(sort, user.rights)
  const condition = await conditionOf(db, user, await narrowingOf(db, query))
  const after = query.cursor ? positionOf(query.cursor, sort) : null
  const found = await findPage(db, { walk, limit: limit + 1, after, user, condition })
  const counted = query.count === 'yes' ? await countAccounts(db, { condition, user }) : undefined

  const page = found.slice(0, limit)
  const last = page.at(-1)
  const custom = everyCategory(user) ? null : await findCustomCategories(db)
  return {
    rows: page.map((row) => presentRow(row, user, custom)),
    next: found.length > limit && last ? encodeCursor({ sort, ...placeOf(last, walk) }) : null,
    ...(counted === undefined
      ? {}
      : { total: Math.min(counted, countedTo), totalIsFloor: counted > countedTo || condition?.capped === true }),
  }
}

/** What the address says, and inside it what the saved view says. */
async function narrowingOf(db: Db, { search, filter, view }: ListQuery): Promise<Narrowing> {
  const own = readFilter(filter)
  const saved = view ? await findView(db, view) : undefined
  if (view && !saved) throw notFound('view')
  const filters = [own, saved?.definition.filter].filter((one) => one !== undefined)
  return {
    search: search ?? saved?.definition.search,
    filter: filters.length > 1 ? { all: filters } : filters[0],
  }
}

function positionOf(cursor: string, sort: string): Position {
  const keys = sortsOf(sort).length
  const { without, id, ...position } = decodeCursor(
    Cursor.refine((one) => one.sort === sort && one.keys.length === keys - one.without),
    cursor,
  )
  return { without, id, keys: position.keys }
}

/** Search and filter as one condition on the account `a`; null when neither narrows. */
export async function conditionOf(db: Db, user: User, { search, filter }: Narrowing): Promise<PageWanted['condition']> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const parts: string[] = []
  let capped = false
  if (search?.trim()) {
    const found = await findAccountIds(db, user, search)
    capped = found.capped
    parts.push(`a.id = any (${bind(found.ids)}::uuid[])`)
  }
  if (filter) {
    const custom = mentionsCustom(filter) ? await findCustomFields(db) : []
    const found = await findByIndex(db, filter)
    const context = { custom, rights: user.rights, userId: user.id, teamIds: user.teamIds, found }
    parts.push(filterCondition(filter, context, bind))
  }
  const states = parts.length === 1 ? onlyStates(filter) : undefined
  return parts.length > 0 ? { text: parts.join(' and '), values, capped, states } : null
}

const everyCategory = (user: User) => Object.values(user.rights.categories).every((access) => access.read)

/** `categories` of the custom fields; null for a reader who may read them all. */
function presentRow(row: ListedAccount, user: User, categories: CustomCategories | null): AccountRow {
  const { basic, address, behaviour, finance } = user.rights.categories
  const custom: Record<string, unknown> = { ...(row.custom as object) }
  const hiddenCustom = categories ? hiddenCustomKeys(categories, user.rights, Object.keys(custom)) : []
  for (const key of hiddenCustom) delete custom[key]
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as AccountRow['kind'],
    name: row.name,
    nameEn: basic.read ? row.name_en : '',
    shortName: basic.read ? row.short_name : '',
    state: row.state as AccountRow['state'],
    tier: row.tier as AccountRow['tier'],
    phone: basic.read ? row.phone : null,
    email: basic.read ? row.email : null,
    industry: basic.read ? row.industry : null,
    city: address.read ? row.city : null,
    owner: reference(row.owner_id, row.owner_name),
    team: reference(row.team_id, row.team_name),
    tags: basic.read ? row.tags : [],
    orders: behaviour.read ? (row.orders ?? 0) : null,
    amountE4: finance.read ? (row.amount_e4 ?? 0) : null,
    lastOrderOn: behaviour.read ? row.last_order_on : null,
    segment: behaviour.read ? (row.rfm_segment as AccountRow['segment']) : null,
    alive: behaviour.read ? row.alive : null,
    lifetimeValueE4: finance.read ? row.lifetime_value_e4 : null,
    slippingSince: behaviour.read ? row.slipping_since : null,
    health: behaviour.read ? row.health : null,
    grossMargin: finance.read ? marginOf(row) : null,
    nextAction: mayReadAdvice(user.rights) ? (row.next_action as AccountRow['nextAction']) : null,
    creditGrade: finance.read ? (row.credit_grade as AccountRow['creditGrade']) : null,
    qualityScore: row.quality_score,
    nextFollowUpAt: row.next_follow_up_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    masked: maskedColumns(user, hiddenCustom),
    custom,
  }
}

function maskedColumns(user: User, hiddenCustom: readonly string[]): string[] {
  const { basic, address, behaviour, finance } = user.rights.categories
  return [
    ...(basic.read ? [] : ['nameEn', 'shortName', 'phone', 'email', 'industry', 'tags']),
    ...(address.read ? [] : ['city']),
    ...(behaviour.read ? [] : ['orders', 'lastOrderOn', 'segment', 'alive', 'slippingSince', 'health']),
    ...(finance.read ? [] : ['amountE4', 'creditGrade', 'lifetimeValueE4', 'grossMargin']),
    ...(mayReadAdvice(user.rights) ? [] : ['nextAction']),
    ...hiddenCustom.map((key) => `custom.${key}`),
  ]
}
