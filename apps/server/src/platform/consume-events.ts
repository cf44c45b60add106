import { sql } from 'kysely'
import type { Logger } from 'pino'
import { type Database, type Tx, writeAsOwner } from './database.ts'
import type { EventSignal } from './event-signal.ts'
import { silentLog } from './log.ts'
import { isOutage } from './outage.ts'
import { readEvents, type SpineEvent } from './read-events.ts'

export interface EventConsumer {
  /** Names its cursor: change it and the consumer starts from the first event. */
  name: string
  /** Events handed over at once, at most. */
  batch?: number
  /**
   * Runs in the transaction that moves the cursor, past the row policies: what it writes there happens exactly once,
   * whatever dies. Anything beyond the database (mail, HTTP) belongs into a job sent from here.
   */
  handle(tx: Tx, events: readonly SpineEvent[], log: Logger): Promise<void>
}

const firstRetryMs = 500
const longestRetryMs = 60_000
/** The database away is nobody's fault and soon over: asked often, and not held against the consumer. */
const outageRetryMs = 1_000

/** Hands the consumer its next batch. Returns how many there were; 0 also when another node is at it. */
export function consumeNext(database: Database, consumer: EventConsumer, log = silentLog): Promise<number> {
  const limit = consumer.batch ?? 500
  return writeAsOwner(database, async (tx) => {
    const cursor = await lockCursor(tx, consumer.name)
    if (!cursor) return 0
    const events = await readEvents(tx, cursor, limit)
    const last = events.at(-1)
    if (!last) return 0
    await consumer.handle(tx, events, log)
    await sql`update event_cursors set xid = ${last.xid}::xid8, seq = ${last.seq}, at = now()
              where consumer = ${consumer.name}`.execute(tx)
    return events.length
  })
}

async function lockCursor(tx: Tx, consumer: string): Promise<{ xid: string; seq: number } | undefined> {
  const found = () =>
    tx
      .selectFrom('event_cursors')
      .select(['xid', 'seq'])
      .where('consumer', '=', consumer)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
  const cursor = await found()
  if (cursor) return cursor
  await sql`insert into event_cursors (consumer) values (${consumer}) on conflict do nothing`.execute(tx)
  return found()
}

export interface RunningConsumer {
  /** Ends after the batch in hand. */
  stop(): Promise<void>
}

/** Keeps the consumer going: woken by the signal, batch after batch until nothing is left, patient when it fails. */
export function consumeEvents(
  database: Database,
  signal: EventSignal,
  consumer: EventConsumer,
  log: Logger,
): RunningConsumer {
  const stopping = new AbortController()
  let wake: () => void = () => undefined
  let woken = true
  const unsubscribe = signal.on(() => {
    woken = true
    wake()
  })

  const waitUntilWoken = (atMostMs?: number) =>
    new Promise<void>((resolve) => {
      const timer = atMostMs === undefined ? undefined : setTimeout(resolve, atMostMs)
      wake = () => {
        if (atMostMs !== undefined && !stopping.signal.aborted) return
        clearTimeout(timer)
        resolve()
      }
      if (stopping.signal.aborted || (woken && atMostMs === undefined)) wake()
    })

  async function run(): Promise<void> {
    let retryMs = firstRetryMs
    while (!stopping.signal.aborted) {
      woken = false
      try {
        while (!stopping.signal.aborted && (await consumeNext(database, consumer, log)) > 0) retryMs = firstRetryMs
      } catch (error) {
        if (stopping.signal.aborted) return
        if (isOutage(error)) {
          await waitUntilWoken(outageRetryMs)
          continue
        }
        log.error({ err: error, consumer: consumer.name, retryMs }, 'A consumer of events failed.')
        await waitUntilWoken(retryMs)
        retryMs = Math.min(retryMs * 2, longestRetryMs)
        continue
      }
      await waitUntilWoken()
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      unsubscribe()
      wake()
      await running
    },
  }
}
