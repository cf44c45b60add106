import type { listServiceLines, ReplyOf } from '@quayside/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { Call } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { inCurrency, narrowed } from '../frame/narrow.ts'
import { uuidLiteral } from '../frame/visible-to.ts'
import { refuseUnread } from '../frame/warehouse-at-hand.ts'
import { termsOfAll } from './definitions.queries.ts'
import { judgedLines, serviceKeys } from './judged-lines.ts'

type Row = ReplyOf<typeof listServiceLines>['rows'][number]
const Place = z.strictObject({ off: z.int(), id: z.uuid() })
interface Judged {
  id: string
  verdict: Row['verdict']
  daysOff: number | null
  /** Sorts: furthest from the promise first, lines without a promise last. */
  off: number
}

/** Found in the warehouse, read from the source through the row policies. */
export async function serviceLines(
  warehouse: Warehouse,
  { query, user, read, now }: Pick<Call<typeof listServiceLines>, 'query' | 'user' | 'read' | 'now'>,
): Promise<ReplyOf<typeof listServiceLines>> {
  await refuseUnread(warehouse)
  const { cursor, limit, by, key, verdict, currency, ...filter } = query
  const { terms, today } = await read(async (db) => ({
    terms: await termsOfAll(db),
    today: await companyDay(db, now),
  }))
  const all = narrowed(filter, user)
  const within = currency ? inCurrency(all, currency) : all
  const after = cursor === undefined ? null : decodeCursor(Place, cursor)
  const conditions = [key === undefined ? 'true' : 'key = $key', verdict ? `verdict = '${verdict}'` : 'true']
  const parameters = { ...within.parameters, ...(key === undefined ? {} : { key }) }
  const off = 'coalesce(abs(days_off), -1)'
  const judged = `(${judgedLines(within, serviceKeys[by], terms, today)}) j where ${conditions.join(' and ')}`
  const place = after
    ? `and (${off} < ${after.off} or (${off} = ${after.off} and line_id < ${uuidLiteral(after.id)}))`
    : ''
  const found = await warehouse.engine.columns(
    `select line_id::varchar as id, verdict, days_off, ${off}::integer as off_days from ${judged} ${place}
     order by off_days desc, line_id desc limit ${limit}`,
    parameters,
  )
  const counted = await warehouse.engine.columns(`select count(*)::integer as lines from ${judged}`, parameters)
  const places = ((found.id ?? []) as string[]).map(
    (id, at): Judged => ({
      id,
      verdict: (found.verdict?.[at] as Row['verdict']) ?? null,
      daysOff: (found.days_off?.[at] as number | null) ?? null,
      off: Number(found.off_days?.[at]),
    }),
  )
  const last = places.at(-1)
  return {
    rows: await read((db) => readLines(db, places)),
    total: Number(counted.lines?.[0] ?? 0),
    next: places.length < limit || !last ? null : encodeCursor({ off: last.off, id: last.id }),
  }
}

async function readLines(db: Db, places: readonly Judged[]): Promise<Row[]> {
  if (places.length === 0) return []
  const ids = places.map(({ id }) => id)
  const result = await sql<
    Omit<Row, 'account' | 'verdict' | 'daysOff'> & { account_id: string; account_number: string; account_name: string }
  >`
    select l.id, l.order_id as "orderId", o.number as "orderNumber", l.service, l.mode, l.region, l.origin, l.destination, l.country,
           l.vendor, l.item, l.ordered_on as "orderedOn",
           l.promised_on as "promisedOn", l.shipped_on as "shippedOn", l.delivered_on as "deliveredOn",
           a.id as account_id, a.number as account_number, a.name as account_name
    from   order_lines l join orders o on o.id = l.order_id join accounts a on a.id = l.account_id
    where  l.id = any (${ids}::uuid[])`.execute(db)
  const lines = new Map(result.rows.map((row) => [row.id, row]))
  return places.flatMap(({ id, verdict, daysOff }) => {
    const line = lines.get(id)
    if (!line) return []
    const { account_id, account_number, account_name, ...rest } = line
    return [{ ...rest, account: { id: account_id, number: account_number, name: account_name }, verdict, daysOff }]
  })
}
