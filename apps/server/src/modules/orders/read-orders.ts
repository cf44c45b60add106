import type { listOrders as listRoute, Order, OrderLine, OrderRow } from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { findLines, findOrder, findOrders, type LineRecord, type OrderRecord } from './orders.queries.ts'

const Cursor = z.strictObject({ on: z.iso.date(), id: z.uuid() })

export async function listOrders(db: Db, user: User, query: z.output<(typeof listRoute)['query']>) {
  const { limit, cursor, accountId, batch, from, to, status } = query
  const after = cursor ? decodeCursor(Cursor, cursor) : null
  const search = query.search?.trim() || undefined
  const found = await findOrders(db, { accountId, batch, from, to, status, search, after, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => presentRow(row, user)),
    next: found.length > limit && last ? encodeCursor({ on: last.ordered_on, id: last.id }) : null,
  }
}

export async function readOrder(db: Db, user: User, id: Id): Promise<Order> {
  const row = await findOrder(db, id)
  if (!row) throw notFound('order')
  const seesMoney = user.rights.categories.finance.read
  return {
    ...presentRow(row, user),
    externalKey: row.external_key,
    // Columns of the source file without a place of their own: nobody knows their category, so they count as finance.
    attributes: seesMoney ? row.attributes : {},
    lineItems: (await findLines(db, id)).map((line) => presentLine(line, seesMoney)),
    version: row.version,
  }
}

const presentRow = (row: OrderRecord, user: User): z.input<typeof OrderRow> => ({
  id: row.id,
  number: row.number,
  account: { id: row.account_id, number: row.account_number, name: row.account_name },
  orderedOn: row.ordered_on,
  status: row.status as never,
  channel: row.channel,
  reference: row.reference,
  lines: row.lines,
  amountE4: user.rights.categories.finance.read ? row.amount_e4 : null,
  currency: row.currency,
})

const presentLine = (line: LineRecord, seesMoney: boolean): z.input<typeof OrderLine> => ({
  id: line.id,
  lineNo: line.line_no,
  service: line.service as never,
  mode: line.mode,
  category: line.category,
  subCategory: line.sub_category,
  itemCode: line.item_code,
  item: line.item,
  quantity: line.quantity,
  unit: line.unit,
  amountE4: seesMoney ? line.amount_e4 : null,
  costE4: seesMoney ? line.cost_e4 : null,
  weightG: line.weight_g,
  weightNote: line.weight_note,
  freightE4: seesMoney ? line.freight_e4 : null,
  freightNote: seesMoney ? line.freight_note : null,
  origin: line.origin,
  destination: line.destination,
  country: line.country,
  region: line.region,
  vendor: line.vendor,
  promisedOn: line.promised_on,
  shippedOn: line.shipped_on,
  deliveredOn: line.delivered_on,
  attributes: seesMoney ? line.attributes : {},
})
