import type { Database } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { keepForecasts } from './tracks.ts'

/** The first look gives a start its time; then every hour, for a month begins at any. */
const firstLookMs = 60_000
const lookAgainMs = 3_600_000

/** Keeps each month's forecasts once the month before is over. */
export function trackForecasts(
  database: Database,
  warehouse: Warehouse,
  { clock, log }: { clock: () => Date; log: { error(fields: object, message: string): void } },
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const look = () => {
    running = keepForecasts(database, warehouse, clock()).catch((error: Error) =>
      log.error({ err: error }, 'forecasts could not be kept; trying again within the hour'),
    )
  }
  const soon = setTimeout(look, firstLookMs)
  const hourly = setInterval(look, lookAgainMs)
  return {
    stop: async () => {
      clearTimeout(soon)
      clearInterval(hourly)
      await running
    },
  }
}
