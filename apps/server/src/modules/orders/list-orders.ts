import type { Filter, listOrders as listRoute } from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { findView, readFilter } from '../accounts/index.ts'
import { orderCondition } from './filter-orders.ts'
import { countedTo, countMatching, findOrders, type OrdersWanted, placeOf } from './orders.queries.ts'
import { presentRow } from './present-order.ts'

const Cursor = z.strictObject({ sort: z.string(), key: z.string().nullable(), id: z.uuid() })

export interface Narrowing {
  search?: string | undefined
  filter?: Filter | undefined
  accountId?: Id | undefined
  batch?: Id | undefined
  from?: string | undefined
  to?: string | undefined
  status?: string | undefined
  ids?: readonly Id[] | undefined
}

type Query = z.output<(typeof listRoute)['query']>

/** A page of the orders the asker may see, each once however many are added meanwhile. */
export async function listOrders(db: Db, user: User, query: Query) {
  const { limit, sort } = query
  const after = query.cursor
    ? decodeCursor(
        Cursor.refine((one) => one.sort === sort),
        query.cursor,
      )
    : null
  const condition = conditionOf(user, await narrowingOf(db, query))
  const found = await findOrders(db, { condition, sort, after, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const counted = query.count === 'yes' ? await countMatching(db, condition) : undefined
  return {
    rows: page.map((row) => presentRow(row, user)),
    next: found.length > limit && last ? encodeCursor({ sort, ...placeOf(last) }) : null,
    ...(counted === undefined ? {} : { total: Math.min(counted, countedTo), totalIsFloor: counted > countedTo }),
  }
}

type Narrowed = Omit<Query, 'sort' | 'count' | 'cursor' | 'limit'>

/** What the address says, and inside it what the saved view says. */
export async function narrowingOf(db: Db, { filter, view, ...query }: Narrowed): Promise<Narrowing> {
  const own = readFilter(filter)
  const saved = view ? await findView(db, view) : undefined
  if (view && saved?.subject !== 'orders') throw notFound('view')
  const filters = [own, saved?.definition.filter].filter((one) => one !== undefined)
  return {
    ...query,
    search: query.search ?? saved?.definition.search,
    filter: filters.length > 1 ? { all: filters } : filters[0],
  }
}

/** A search is for the beginning of a number, a key or a reference. */
export function conditionOf(user: User, wanted: Narrowing): OrdersWanted['condition'] {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const where: string[] = []
  if (wanted.accountId) where.push(`o.account_id = ${bind(wanted.accountId)}::uuid`)
  if (wanted.batch) where.push(`o.import_batch_id = ${bind(wanted.batch)}::uuid`)
  if (wanted.ids) where.push(`o.id = any (${bind(wanted.ids)}::uuid[])`)
  if (wanted.from) where.push(`o.ordered_on >= ${bind(wanted.from)}::date`)
  if (wanted.to) where.push(`o.ordered_on <= ${bind(wanted.to)}::date`)
  if (wanted.status) where.push(`o.status = ${bind(wanted.status)}`)
  const search = wanted.search?.trim().replaceAll('\u0000', '')
  if (search) {
    const text = bind(search)
    where.push(
      `(starts_with(lower(o.number), lower(${text})) or o.external_key = ${text} or starts_with(lower(o.reference), lower(${text}))
        or exists (select from order_references x where x.order_id = o.id and reference_key(x.value) = reference_key(${text})))`,
    )
  }
  if (wanted.filter) where.push(orderCondition(wanted.filter, user, bind))
  return { text: where.length > 0 ? where.join(' and ') : 'true', values }
}
