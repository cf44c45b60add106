import { sql } from 'kysely'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface Endpoint {
  id: Id
  owner_id: Id
  api_key_id: Id | null
  url: string
  secret: string
  previous_secret: string | null
  previous_secret_until: Date | null
  failing_since: Date | null
  failures_in_a_row: number
  resumes_at: Date | null
}

/** Longer than a request may take; renewed before each. A job that died holds its endpoint no longer than this. */
const leaseMs = 45_000

/**
 * Takes, or keeps, the right to send to an endpoint, so that one job at a time does. `busy`: another has it, until then;
 * undefined: there is nothing to send to.
 */
export async function lease(
  database: Database,
  endpointId: Id,
  jobId: Id,
  now: Date,
): Promise<Endpoint | 'busy' | undefined> {
  const until = new Date(now.getTime() + leaseMs)
  return writeAsOwner(database, async (tx) => {
    const { rows } = await sql<Endpoint>`
      update webhook_endpoints set leased_by = ${jobId}, leased_until = ${until}
      where  id = ${endpointId} and state = 'active' and (leased_by is null or leased_by = ${jobId} or leased_until < ${now})
      returning id, owner_id, api_key_id, url, secret, previous_secret, previous_secret_until, failing_since, failures_in_a_row, resumes_at`.execute(
      tx,
    )
    if (rows[0]) return rows[0]
    const { rows: others } =
      await sql`select from webhook_endpoints where id = ${endpointId} and state = 'active'`.execute(tx)
    return others.length > 0 ? 'busy' : undefined
  })
}

export async function giveBack(database: Database, endpointId: Id, jobId: Id): Promise<void> {
  await writeAsOwner(database, (tx) =>
    sql`update webhook_endpoints set leased_by = null, leased_until = null where id = ${endpointId} and leased_by = ${jobId}`.execute(
      tx,
    ),
  )
}
