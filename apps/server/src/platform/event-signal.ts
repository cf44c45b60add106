import pg from 'pg'

export interface EventSignal {
  /**
   * Calls back when something may be new: told by the database, after a break, and now and then in any case. `said` is what the
   * sender of the notice wrote with it; without it anything may be new.
   */
  on(listener: (said?: string) => void): () => void
  close(): Promise<void>
}

export interface SignalOptions {
  channel: string
  /** How often listeners look by themselves. */
  lookEveryMs?: number
}

const firstRetryMs = 250
const longestRetryMs = 2_000

/** One listening connection for the whole node, shared by everyone who waits; it comes back after the database was away. */
export function openSignal(config: pg.ClientConfig, { channel, lookEveryMs = 1_000 }: SignalOptions): EventSignal {
  const listeners = new Set<(said?: string) => void>()
  const tell = (said?: string) => {
    for (const listener of listeners) listener(said)
  }
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let retryMs = firstRetryMs
  let closed = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...config, keepAlive: true, application_name: 'quayside-signal' })
    next.on('error', () => undefined)
    next.on('end', () => again(next))
    next.on('notification', ({ payload }) => tell(payload || undefined))
    client = next
    try {
      await next.connect()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      if (closed) return void (await next.end())
      retryMs = firstRetryMs
      tell()
    } catch {
      await next.end().catch(() => undefined)
      again(next)
    }
  }

  function again(ended: pg.Client): void {
    if (closed || client !== ended) return
    client = undefined
    retry = setTimeout(() => void connect(), retryMs)
    retry.unref()
    retryMs = Math.min(retryMs * 2, longestRetryMs)
  }

  const look = setInterval(() => tell(), lookEveryMs)
  look.unref()
  const connected = connect()
  return {
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      clearInterval(look)
      clearTimeout(retry)
      await connected
      await client?.end().catch(() => undefined)
    },
  }
}

/** Never calls. */
export const silentSignal: EventSignal = { on: () => () => undefined, close: async () => undefined }
