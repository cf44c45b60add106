import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { orderDelivery } from './deliveries/order-delivery.ts'

const keptDays = 30

/** The log is for finding faults, not an archive; and should an order to send have been lost, this makes it good. */
export async function forgetDeliveries(tx: Tx, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keptDays * 86_400_000)
  await sql`delete from webhook_deliveries where created_at < ${oldest}`.execute(tx)
  await sql`
    update webhook_endpoints set previous_secret = null, previous_secret_until = null where previous_secret_until < ${now}`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    select e.id from webhook_endpoints e
    where  e.state = 'active' and exists (
      select from webhook_deliveries d where d.endpoint_id = e.id and d.state in ('unseen', 'waiting') and d.next_attempt_at <= ${now})`.execute(
    tx,
  )
  for (const { id } of rows) await orderDelivery(tx, id, { now })
}
