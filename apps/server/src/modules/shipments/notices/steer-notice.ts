import type { ShipmentNotice } from '@quayside/contract'
import type { z } from 'zod'
import { type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { lockShipment } from '../find-shipment.ts'
import { noticeJson } from '../shipments.queries.ts'
import { seesPeople } from './notice-terms.ts'
import { orderNotice } from './send-notice.job.ts'

type Notice = z.input<typeof ShipmentNotice>

export async function findNotices(db: Db, user: User, ids: readonly Id[]): Promise<Notice[]> {
  const text = `select ${noticeJson} from shipment_notices n where n.id = any ($1::uuid[]) order by n.id`
  return asSeenBy(user, await prepared<Notice & Record<string, unknown>>(db, 'notices-by-id', text, [ids]))
}

/** By what address somebody was told is his own datum, wherever the notice is read. */
export const asSeenBy = <One extends { to?: unknown }>(user: User, notices: readonly One[]): One[] =>
  seesPeople(user) ? [...notices] : notices.map((notice) => ({ ...notice, to: null }))

interface Held {
  shipment_id: Id
  state: Notice['state']
  subject: string
}

/** `hasten`: it leaves now, also one that was handed over or failed. `withdraw`: it does not leave. */
export async function steerNotice(tx: Tx, user: User, id: Id, deed: 'hasten' | 'withdraw', now: Date): Promise<Notice> {
  const select = 'select shipment_id, state, subject from shipment_notices where id = $1'
  const [found] = await prepared<Held & Record<string, unknown>>(tx, 'notice-to-steer', select, [id])
  const shipment = found ? await lockShipment(tx, found.shipment_id) : undefined
  if (!found || !shipment) throw notFound('notice')
  const from: readonly string[] = deed === 'withdraw' ? ['waiting'] : ['waiting', 'failed', 'withdrawn']
  const text = `update shipment_notices set state = $2, due_at = case when $2 = 'waiting' then $3 else due_at end, fault = null
                where id = $1 and state = any ($4::text[]) returning id`
  const state = deed === 'withdraw' ? 'withdrawn' : 'waiting'
  const { length } = await prepared(tx, 'steer-notice', text, [id, state, now, from])
  if (length === 0) throw new Refusal('wrongState', 409, 'It has left already, or a colleague was asked to tell him.')
  if (deed === 'hasten') await orderNotice(tx, id, { now, startAt: now })
  await recordEvent(tx, {
    kind: deed === 'hasten' ? 'shipment.noticeHastened' : 'shipment.noticeWithdrawn',
    subject: { type: 'shipment', id: shipment.id },
    accountId: shipment.account_id,
    actorId: user.id,
    at: now,
    data: { number: shipment.number, subject: found.subject },
  })
  const [notice] = await findNotices(tx, user, [id])
  if (!notice) throw notFound('notice')
  return notice
}
