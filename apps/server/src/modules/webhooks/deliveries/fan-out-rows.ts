import type { WebhookEventKind } from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import type { SpineEvent } from '../../../platform/read-events.ts'
import { payloadOf } from './payload.ts'

export type Told = SpineEvent & { kind: WebhookEventKind }

export interface DeliveryRow {
  id: Id
  endpoint_id: Id
  event_id: Id
  kind: string
  subject_type: string
  subject_id: Id
  body: string
  happened_at: Date
  next_attempt_at: Date
  created_at: Date
}

export const deliveryRow = (endpointId: Id, event: Told, now: Date): DeliveryRow => ({
  id: newId(),
  endpoint_id: endpointId,
  event_id: event.id,
  kind: event.kind,
  subject_type: event.subject.type,
  subject_id: event.subject.id,
  body: JSON.stringify(payloadOf(event)),
  happened_at: event.at,
  // Due since it happened: nodes need not agree about the time.
  next_attempt_at: event.at,
  created_at: now,
})

/** What is there already is left as it is. */
export async function insertDeliveries(tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into webhook_deliveries (id, endpoint_id, event_id, kind, subject_type, subject_id, body, happened_at, next_attempt_at, created_at)
    select id, endpoint_id, event_id, kind, subject_type, subject_id, body, happened_at, next_attempt_at, created_at
    from   jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d
           (id uuid, endpoint_id uuid, event_id uuid, kind text, subject_type text, subject_id uuid, body text,
            happened_at timestamptz, next_attempt_at timestamptz, created_at timestamptz)
    on conflict (endpoint_id, event_id) do nothing`.execute(tx)
}
