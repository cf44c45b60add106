import type { Database } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { anyTierOver } from '../tiers/any-tier-over.ts'
import { refreshTiers } from './apply-tiers.ts'

export interface FreshTiers {
  stop(): Promise<void>
}

/**
 * Applies the company's classification again when orders have changed: soon after the first change, then at most once per
 * `restMilliseconds`, so that an import of hours does not classify every second. And when a tier set by hand has come to its end.
 */
export function keepTiersFresh(
  database: Database,
  warehouse: Warehouse,
  options: {
    clock: () => Date
    log: { error(fields: object, message: string): void }
    soonMilliseconds?: number
    restMilliseconds?: number
    handMilliseconds?: number
  },
): FreshTiers {
  const { clock, log, soonMilliseconds = 1_000, restMilliseconds = 20_000, handMilliseconds = 600_000 } = options
  let timer: NodeJS.Timeout | undefined
  let lastBegan = 0
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false

  const refresh = () => {
    timer = undefined
    lastBegan = clock().getTime()
    running = refreshTiers(database, warehouse, clock()).catch((error: Error) =>
      log.error({ err: error }, 'tiers could not be refreshed'),
    )
  }
  const soon = () => {
    if (timer || stopped) return
    const rest = lastBegan + restMilliseconds - clock().getTime()
    timer = setTimeout(refresh, Math.max(soonMilliseconds, rest))
  }
  warehouse.onChange(soon)
  const look = () =>
    anyTierOver(database, clock()).then(
      (over) => over && soon(),
      (error: Error) => log.error({ err: error }, 'tiers set by hand could not be looked at'),
    )
  const watch = setInterval(look, handMilliseconds)
  void look()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      clearInterval(watch)
      await running
    },
  }
}
