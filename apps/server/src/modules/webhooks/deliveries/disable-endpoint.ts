import type { WebhookEndpoint } from '@quayside/contract'
import { sql } from 'kysely'
import { type Database, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { notify } from '../../../platform/notify.ts'
import type { Endpoint } from './attempt.ts'

type Reason = NonNullable<WebhookEndpoint['disabledReason']>

export const disableEndpoint = (database: Database, endpoint: Endpoint, reason: Reason, now: Date): Promise<void> =>
  writeAsOwner(database, (tx) => disable(tx, endpoint, reason, now))

/** Nothing is sent any more until its owner lets it go on; he is told. What waits stays in the log as failed, to be replayed. */
export async function disable(tx: Tx, endpoint: Endpoint, reason: Reason, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('webhook_endpoints')
    .set({ state: 'disabled', disabled_reason: reason, disabled_at: now, version: sql`version + 1`, updated_at: now })
    .where('id', '=', endpoint.id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await sql`delete from webhook_deliveries where endpoint_id = ${endpoint.id} and state = 'unseen'`.execute(tx)
  await sql`
    update webhook_deliveries set state = 'failed', next_attempt_at = null
    where  endpoint_id = ${endpoint.id} and state = 'waiting'`.execute(tx)
  const subject = { type: 'webhookEndpoint', id: endpoint.id }
  await recordEvent(tx, { kind: 'webhookEndpoint.disabled', subject, actorId: null, at: now, data: { reason } })
  const data = { endpointId: endpoint.id, title: new URL(endpoint.url).host, reason }
  await notify(
    tx,
    endpoint.owner_id,
    [{ userId: endpoint.owner_id, kind: 'webhookDisabled', accountId: null, data }],
    now,
  )
}
