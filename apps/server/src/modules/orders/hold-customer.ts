import type { AccountOrderHold } from '@quayside/contract'
import type { z } from 'zod'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { forbidden, notFound } from '../../platform/refusal.ts'
import { mayReleaseOrdersOf } from '../accounts/index.ts'

type Hold = z.infer<typeof AccountOrderHold>

async function findCustomer(db: Db, id: Id) {
  const text = 'select id, number, owner_id, team_id from accounts where id = $1 and deleted_at is null'
  const [row] = await prepared<{ id: Id; number: string; owner_id: Id | null; team_id: Id | null }>(
    db,
    'customer-to-hold',
    text,
    [id],
  )
  if (!row) throw notFound('account')
  return row
}

export async function readHold(db: Db, accountId: Id): Promise<{ hold: Hold | null }> {
  await findCustomer(db, accountId)
  const text = `
    select h.kind, h.reason, h.since, u.id as by_id, u.name as by_name
    from   account_order_holds h left join users u on u.id = h.by_id where h.account_id = $1`
  const [row] = await prepared<{
    kind: Hold['kind']
    reason: string
    since: Date
    by_id: Id | null
    by_name: string | null
  }>(db, 'order-hold-of-account', text, [accountId])
  if (!row) return { hold: null }
  const { kind, reason, since, by_id, by_name } = row
  return {
    hold: { kind, reason, since: since.toISOString(), by: by_id && by_name ? { id: by_id, name: by_name } : null },
  }
}

/** Orders that come from now on are held, or not taken at all; those under way go on. */
export async function holdCustomer(
  tx: Tx,
  user: User,
  accountId: Id,
  { kind, reason }: Pick<Hold, 'kind' | 'reason'>,
  now: Date,
): Promise<{ hold: Hold }> {
  const customer = await findCustomer(tx, accountId)
  if (!mayReleaseOrdersOf(user, customer)) throw forbidden()
  const text = `
    insert into account_order_holds (id, account_id, kind, reason, since, by_id) values ($1, $2, $3, $4, $5, $6)
    on conflict (account_id) do update set kind = excluded.kind, reason = excluded.reason, since = excluded.since, by_id = excluded.by_id`
  await prepared(tx, 'hold-orders-of', text, [newId(), accountId, kind, reason, now, user.id])
  await tell(tx, user, accountId, 'account.ordersHeld', now, { kind, reason })
  return { hold: { kind, reason, since: now.toISOString(), by: { id: user.id, name: user.name } } }
}

export async function liftHold(tx: Tx, user: User, accountId: Id, now: Date): Promise<void> {
  const customer = await findCustomer(tx, accountId)
  if (!mayReleaseOrdersOf(user, customer)) throw forbidden()
  const { hold } = await readHold(tx, accountId)
  if (!hold) return
  await prepared(tx, 'lift-order-hold', 'delete from account_order_holds where account_id = $1', [accountId])
  await tell(tx, user, accountId, 'account.ordersFreed', now, { kind: hold.kind })
}

const tell = (tx: Tx, user: User, accountId: Id, kind: string, at: Date, data: Record<string, unknown>) =>
  recordEvent(tx, { kind, subject: { type: 'account', id: accountId }, accountId, actorId: user.id, at, data })
