import { sql } from 'kysely'
import { type Database, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { type Attempt, loggedHeaders } from './attempt.ts'
import { disabledAfterMs, endpointPauseMs, nextAttempt } from './back-off.ts'
import { disable } from './disable-endpoint.ts'

/** What came of a request that failed: for the log, for the message, and for the endpoint as a whole. */
export async function keepFailed(database: Database, attempt: Attempt): Promise<void> {
  const { endpoint, answer, now } = attempt
  await writeAsOwner(database, async (tx) => {
    await writeLog(tx, attempt)
    await tryLater(tx, attempt)
    const since = endpoint.failing_since ?? now
    // "Gone" is how a receiver says that it wants no more.
    if (answer.status === 410) await disable(tx, endpoint, 'gone', now)
    else if (now.getTime() - since.getTime() >= disabledAfterMs) await disable(tx, endpoint, 'failing', now)
  })
}

async function writeLog(tx: Tx, { due, at, durationMs, headers, answer }: Attempt): Promise<void> {
  await sql`
    insert into webhook_attempts (id, delivery_id, at, duration_ms, status, fault, request_headers, response_headers, response_body)
    select ${newId()}, id, ${at}, ${durationMs}, ${answer.status}, ${answer.fault}, ${loggedHeaders(headers)}::jsonb,
           ${JSON.stringify(answer.headers)}::jsonb, ${answer.body}
    from   webhook_deliveries where id = ${due.id}`.execute(tx)
}

async function tryLater(tx: Tx, { endpoint, due, answer, at, now }: Attempt): Promise<void> {
  const next = nextAttempt(due.attempts + 1, now, Math.random(), answer.retryAfterSeconds)
  await sql`
    update webhook_deliveries set state = ${next ? 'waiting' : 'failed'}, attempts = attempts + 1, status = ${answer.status},
           fault = ${answer.fault}, last_attempt_at = ${at}, next_attempt_at = ${next}
    where  id = ${due.id}`.execute(tx)
  // One message it does not like says nothing about the next.
  const isAway = answer.status === null || answer.status >= 500 || answer.status === 408 || answer.status === 429
  const failures = isAway ? endpoint.failures_in_a_row + 1 : endpoint.failures_in_a_row
  const pauseMs = endpointPauseMs(failures, Math.random(), answer.retryAfterSeconds)
  const resumesAt = isAway ? new Date(now.getTime() + pauseMs) : null
  await sql`
    update webhook_endpoints set failing_since = coalesce(failing_since, ${now}), failures_in_a_row = ${failures}, resumes_at = ${resumesAt}
    where  id = ${endpoint.id}`.execute(tx)
}
