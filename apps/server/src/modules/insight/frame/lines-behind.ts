import { type LinesBehind, listLinesBehind, type ReplyOf } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import { serve } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { onlyThose } from './dimensions.ts'
import { equals, inCurrency, type Narrowed, narrowed } from './narrow.ts'
import { linesAndAccounts } from './orders-within.ts'
import { type Beholder, uuidLiteral } from './visible-to.ts'

type Row = ReplyOf<typeof listLinesBehind>['rows'][number]
const Place = z.strictObject({ day: z.iso.date(), id: z.uuid() })
type Place = z.infer<typeof Place>

/** The rows behind a figure: found in the warehouse, read from the source through the row policies. */
export function linesBehindRoute(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serve(app, listLinesBehind, async ({ query, user, read }) => {
    const { cursor, limit, ...filter } = query
    const after = cursor === undefined ? null : decodeCursor(Place, cursor)
    const { places, total } = await placesOf(warehouseOf(), filter, user, after, limit)
    const rows = await read((db) => readLines(db, places, user.rights.categories.finance.read))
    const last = places.at(-1)
    return { rows, total, next: places.length < limit || !last ? null : encodeCursor(last) }
  })
}

async function placesOf(
  { engine }: Warehouse,
  filter: LinesBehind,
  beholder: Beholder,
  after: Place | null,
  limit: number,
): Promise<{ places: Place[]; total: number }> {
  const { sql: where, parameters } = within(filter, beholder)
  const rest = after
    ? `and (l.ordered_on < date '${after.day}' or (l.ordered_on = date '${after.day}' and l.line_id < ${uuidLiteral(after.id)}))`
    : ''
  const [found, all] = [
    await engine.columns(
      `select l.ordered_on::varchar as day, l.line_id::varchar as id from ${linesAndAccounts}
       where ${where} ${rest} order by l.ordered_on desc, l.line_id desc limit ${limit}`,
      parameters,
    ),
    await engine.columns(
      `select count(*)::integer as lines from ${linesAndAccounts}
       where ${where}`,
      parameters,
    ),
  ]
  const ids = (found.id ?? []) as string[]
  return {
    places: ids.map((id, at) => ({ id, day: found.day?.[at] as string })),
    total: Number(all.lines?.[0] ?? 0),
  }
}

function within(filter: LinesBehind, beholder: Beholder): Narrowed {
  const { currency, accountId, mode, category, subCategory, channel, origin, destination, stock, only, ...common } =
    filter
  const base = narrowed(common, beholder)
  const parts = [currency ? inCurrency(base, currency) : base]
  if (only) parts.push(onlyThose(only))
  if (stock) parts.push(ofCountedStock(filter))
  if (accountId) parts.push({ sql: `d.account_id = ${uuidLiteral(accountId)}`, parameters: {} })
  const texts = {
    'l.mode': mode,
    'l.category': category,
    'l.sub_category': subCategory,
    'l.channel': channel,
    'l.origin': origin,
    'l.destination': destination,
  }
  for (const [column, value] of Object.entries(texts))
    if (value !== undefined) parts.push(equals(column, column.slice(2), value))
  return {
    sql: parts.map((part) => part.sql).join(' and '),
    parameters: Object.assign({}, ...parts.map((part) => part.parameters)),
  }
}

/** Days were checked by the contract, so they may stand in the statement. */
function ofCountedStock({ from, to }: LinesBehind): Narrowed {
  const days = `${from ? ` and s.day >= date '${from}'` : ''}${to ? ` and s.day <= date '${to}'` : ''}`
  const counted = `select 1 from fact_inventory_snapshot s
    where s.account_key = l.account_key and s.currency = l.currency${days}`
  return { sql: `l.cost_e4 is not null and exists (${counted})`, parameters: {} }
}

async function readLines(db: Db, places: readonly Place[], seesMoney: boolean): Promise<Row[]> {
  if (places.length === 0) return []
  const ids = places.map(({ id }) => id)
  const result = await sql<Row & { account_id: string; account_number: string; account_name: string }>`
    select l.id, l.order_id as "orderId", o.number as "orderNumber", l.ordered_on as "orderedOn", l.service, l.mode, l.category,
           l.item, l.region, l.currency, l.amount_e4 as "amountE4", l.cost_e4 as "costE4",
           a.id as account_id, a.number as account_number, a.name as account_name
    from   order_lines l join orders o on o.id = l.order_id join accounts a on a.id = l.account_id
    where  l.id = any (${ids}::uuid[])
    order  by l.ordered_on desc, l.id desc`.execute(db)
  return result.rows.map(({ account_id, account_number, account_name, ...line }) => ({
    ...line,
    account: { id: account_id, number: account_number, name: account_name },
    amountE4: seesMoney ? line.amountE4 : null,
    costE4: seesMoney ? line.costE4 : null,
  }))
}
