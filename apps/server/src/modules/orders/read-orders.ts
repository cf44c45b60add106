import type { Order, OrderVersion } from '@quayside/contract'
import type { z } from 'zod'
import { type Db, prepared } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { contentOf, forAnotherTime, withoutMoney } from './order-content.ts'
import { findLines, findOrder } from './orders.queries.ts'
import { presentOrder } from './present-order.ts'

export async function readOrder(db: Db, user: User, id: Id): Promise<Order> {
  const row = await findOrder(db, id)
  const content = row && (await contentOf(db, id))
  if (!row || !content) throw notFound('order')
  return presentOrder(row, await findLines(db, id), content, user)
}

export async function copyOrder(db: Db, user: User, id: Id) {
  const content = await contentOf(db, id)
  if (!content) throw notFound('order')
  const copy = forAnotherTime(content)
  return user.rights.categories.finance.read ? copy : withoutMoney(copy)
}

export async function listOrderVersions(db: Db, user: User, id: Id): Promise<z.input<typeof OrderVersion>[]> {
  if (!(await findOrder(db, id))) throw notFound('order')
  const text = `
    select v.id, v.version, v.at, v.by_id, u.name as by_name, v.channel, v.reason, v.changed, v.before, v.fee_e4, v.cost_e4
    from   order_versions v left join users u on u.id = v.by_id where v.order_id = $1 order by v.at desc, v.id desc`
  const rows = await prepared<VersionRow & Record<string, unknown>>(db, 'versions-of-order', text, [id])
  const seesMoney = user.rights.categories.finance.read
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    at: row.at.toISOString(),
    by: row.by_id && row.by_name ? { id: row.by_id, name: row.by_name } : null,
    channel: row.channel as never,
    reason: row.reason,
    changed: row.changed,
    before: seesMoney ? row.before : withoutMoney(row.before),
    feeE4: seesMoney ? row.fee_e4 : null,
    costE4: seesMoney ? row.cost_e4 : null,
  }))
}

interface VersionRow {
  id: Id
  version: number
  at: Date
  by_id: Id | null
  by_name: string | null
  channel: string
  reason: string
  changed: string[]
  before: Awaited<ReturnType<typeof contentOf>> & object
  fee_e4: number
  cost_e4: number
}
