import { sql } from 'kysely'
import { companyDay } from '../../../platform/company-day.ts'
import { type Database, readAsOwner } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { adviseAll } from '../../accounts/index.ts'
import { assessAccounts } from './assess-accounts.ts'

interface Options {
  clock: () => Date
  log: { error(fields: object, message: string): void; info(fields: object, message: string): void }
  everyMilliseconds?: number
}

/** Assesses the customers once a day, and within the hour those who ordered for the first time; advises about new ones within minutes. */
export function keepAssessed(
  database: Database,
  warehouse: Warehouse,
  { clock, log, everyMilliseconds = 300_000 }: Options,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let lastBegan = Number.NEGATIVE_INFINITY

  let advisedOn = ''

  const look = async () => {
    const today = await readAsOwner(database, (db) => companyDay(db, clock()))
    const hourPassed = performance.now() - lastBegan > 3_600_000
    if (hourPassed && warehouse.state().asOf && (await anybodyDue(database, today))) {
      lastBegan = performance.now()
      const accounts = await assessAccounts(database, warehouse, clock())
      log.info({ accounts, milliseconds: Math.round(performance.now() - lastBegan) }, 'customers assessed')
    } else if (advisedOn !== today) await adviseAll(database, clock())
    else if (await anybodyNew(database, clock())) await adviseAll(database, clock(), 'new')
    advisedOn = today
  }
  const loop = () => {
    running = look()
      .catch((error: Error) => log.error({ err: error }, 'customers could not be assessed; trying again'))
      .then(() => {
        if (!stopped) timer = setTimeout(loop, everyMilliseconds).unref()
      })
  }
  // Not while a server starts: pages come first.
  timer = setTimeout(loop, 5_000).unref()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Somebody with orders was not assessed today. */
async function anybodyDue(database: Database, today: string): Promise<boolean> {
  return readAsOwner(database, async (db) => {
    const found = await sql<{ due: boolean }>`
      select exists (select from account_figures where lines > 0 and (assessed_on is null or assessed_on < ${today})) as due`.execute(
      db,
    )
    return found.rows[0]?.due ?? false
  })
}

/** Somebody came since yesterday of whom no advice is kept; who came before was met by the round of the day. */
async function anybodyNew(database: Database, now: Date): Promise<boolean> {
  return readAsOwner(database, async (db) => {
    const found = await sql<{ met: boolean }>`
      select exists (select from accounts a where a.deleted_at is null and a.created_at > ${now}::timestamptz - interval '2 days'
                     and not exists (select from next_actions k where k.account_id = a.id)) as met`.execute(db)
    return found.rows[0]?.met ?? false
  })
}
