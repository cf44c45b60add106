import { sql } from 'kysely'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { type Attempt, type Due, type Endpoint, loggedHeaders } from './attempt.ts'

/** Longer than a request may take; renewed before each. A job that died holds its endpoint no longer than this. */
const leaseMs = 45_000

/** The right to send to an endpoint, with what is due next and which hosts inside the company are allowed at that moment. */
export interface Turn {
  endpoint: Endpoint
  due: Due | null
  allowed: ReadonlySet<string>
}

/**
 * Takes the right to send to an endpoint, so that one job at a time does. `busy`: another has it, until then; undefined: there is
 * nothing to send to.
 */
export async function lease(
  database: Database,
  endpointId: Id,
  jobId: Id,
  now: Date,
): Promise<Turn | 'busy' | undefined> {
  const { rows } = await database.owner.query<TurnRow>({
    name: 'webhook-lease',
    text: `
      with mine as (
        update webhook_endpoints e set leased_by = $2, leased_until = $3
        where  e.id = $1 and e.state = 'active' and (e.leased_by is null or e.leased_by = $2 or e.leased_until < $4)
        returning ${endpointColumns})
      select to_jsonb(m) as endpoint, ${nextDue('null::uuid')} as due, ${allowedHosts} as allowed
      from   webhook_endpoints e left join mine m on m.id = e.id where e.id = $1 and e.state = 'active'`,
    values: [endpointId, jobId, new Date(now.getTime() + leaseMs), now],
  })
  const [row] = rows
  if (!row) return undefined
  return turnOf(row) ?? 'busy'
}

/**
 * Keeps that a message was taken by its receiver, renews the lease and finds what is due next, in one statement: what was delivered
 * is on the disk before the next is sent. Undefined: the endpoint is no longer to be sent to, or another sends.
 */
export async function keepDelivered(
  database: Database,
  jobId: Id,
  { endpoint, due, at, headers, answer, durationMs, now }: Attempt,
): Promise<Turn | undefined> {
  const { rows } = await database.owner.query<TurnRow>({
    name: 'webhook-delivered',
    text: `
      with delivered as (
        update webhook_deliveries set state = 'delivered', attempts = attempts + 1, status = $5, fault = null, last_attempt_at = $6,
               next_attempt_at = null
        where  id = $7 returning id),
      logged as (
        insert into webhook_attempts (id, delivery_id, at, duration_ms, status, fault, request_headers, response_headers, response_body)
        select $8, id, $6, $9, $5, null, $10::jsonb, $11::jsonb, $12 from delivered),
      kept as (
        update webhook_endpoints e set last_delivered_at = $4, failing_since = null, failures_in_a_row = 0, resumes_at = null,
               leased_until = case when leased_by = $2 then $3 else leased_until end
        where  e.id = $1 returning ${endpointColumns}, e.state = 'active' and e.leased_by = $2 as mine)
      select to_jsonb(e) as endpoint, ${nextDue('$7')} as due, ${allowedHosts} as allowed from kept e where e.mine`,
    values: [
      endpoint.id,
      jobId,
      new Date(now.getTime() + leaseMs),
      now,
      answer.status,
      at,
      due.id,
      newId(),
      durationMs,
      loggedHeaders(headers),
      JSON.stringify(answer.headers),
      answer.body,
    ],
  })
  return rows[0] && turnOf(rows[0])
}

interface TurnRow {
  endpoint: (Omit<Endpoint, DateColumn> & Record<DateColumn, string | null>) | null
  due: Due | null
  allowed: string[]
}
type DateColumn = 'previous_secret_until' | 'failing_since' | 'resumes_at'

function turnOf({ endpoint, due, allowed }: TurnRow): Turn | undefined {
  if (!endpoint) return undefined
  const date = (text: string | null) => (text === null ? null : new Date(text))
  const { previous_secret_until, failing_since, resumes_at, ...rest } = endpoint
  const dates = {
    previous_secret_until: date(previous_secret_until),
    failing_since: date(failing_since),
    resumes_at: date(resumes_at),
  }
  return { endpoint: { ...rest, ...dates }, due, allowed: new Set(allowed) }
}

const endpointColumns = `e.id, e.owner_id, e.api_key_id, e.url, e.secret, e.previous_secret, e.previous_secret_until, e.failing_since,
  e.failures_in_a_row, e.resumes_at`
const allowedHosts = `coalesce((select array_agg(host) from webhook_hosts), '{}')`
/** The oldest that is due, but this one. */
const nextDue = (but: string) => `(
  select to_jsonb(d) from (
    select id, event_id, kind, subject_type, subject_id, body, attempts from webhook_deliveries
    where  endpoint_id = $1 and state in ('unseen', 'waiting') and next_attempt_at <= $4 and id is distinct from ${but}
    order  by id limit 1) d)`

export async function giveBack(database: Database, endpointId: Id, jobId: Id): Promise<void> {
  await writeAsOwner(database, (tx) =>
    sql`update webhook_endpoints set leased_by = null, leased_until = null where id = ${endpointId} and leased_by = ${jobId}`.execute(
      tx,
    ),
  )
}
