import pg from 'pg'
import type { Database } from '../../../platform/database.ts'

const channel = 'quayside_identity'
const retryMs = 2_000

/**
 * Calls `changed` whenever a user, role, team or session changed on any node, and on every (re)connection, since
 * announcements may have been missed before it. Returns how to stop.
 */
export function hearChanges(database: Database, changed: () => void): () => Promise<void> {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const again = () => {
    client = null
    if (!stopped) timer = setTimeout(() => void connect(), retryMs).unref()
  }
  const connect = async () => {
    // The pool hides its password from copying.
    const { options } = database.owner
    const application_name = 'quayside-identity'
    const line = new pg.Client({ ...options, password: options.password, application_name, keepAlive: true })
    client = line
    line.on('error', () => undefined)
    line.on('notification', changed)
    line.once('end', again)
    try {
      await line.connect()
      await line.query(`listen ${channel}`)
      changed()
    } catch {
      await line.end().catch(() => undefined)
    }
  }
  void connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
}
