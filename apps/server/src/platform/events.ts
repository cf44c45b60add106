import { announceAfterCommit, prepared, type Tx } from './database.ts'
import { type Id, newId } from './ids.ts'

export interface NewEvent {
  /** `noun.pastVerb`, e.g. `account.changed`. */
  kind: string
  subject: { type: string; id: Id }
  accountId?: Id | null
  actorId: Id | null
  at: Date
  data?: Record<string, unknown>
}

/** Writes what happened, in the transaction that makes it happen. A state change without its event is a defect. */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<void> {
  await recordEvents(tx, [event])
}

export async function recordEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await prepared(tx, 'record-events', insertEventsFrom('$1'), [eventsToRecord(tx, events)])
}

/** The parameter of `insertEventsFrom`, for a statement that records its own event and so saves a round trip. */
export function eventsToRecord(tx: Tx, events: readonly NewEvent[]): string {
  announceAfterCommit(tx)
  const rows = events.map((event) => ({
    id: newId(),
    at: event.at,
    actor_id: event.actorId,
    subject_type: event.subject.type,
    subject_id: event.subject.id,
    account_id: event.accountId ?? null,
    kind: event.kind,
    data: event.data ?? {},
  }))
  return JSON.stringify(rows)
}

/** Every write ends in it, so it is prepared; many events are one parameter. */
export const insertEventsFrom = (place: string): string => `
  insert into events (id, at, actor_id, subject_type, subject_id, account_id, kind, data)
  select id, at, actor_id, subject_type, subject_id, account_id, kind, data
  from   jsonb_to_recordset(${place}::jsonb) as e
         (id uuid, at timestamptz, actor_id uuid, subject_type text, subject_id uuid, account_id uuid, kind text, data jsonb)`
