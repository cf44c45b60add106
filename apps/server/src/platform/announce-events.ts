import type pg from 'pg'

const announcing = new WeakSet<pg.Pool>()
const announceEveryMs = 50

/**
 * Outside the transaction and bundled: NOTIFY within would make all commits queue for one lock. A lost announcement only
 * delays readers until they look by themselves.
 */
export function announceEvents(pool: pg.Pool): void {
  if (announcing.has(pool)) return
  announcing.add(pool)
  setTimeout(() => {
    announcing.delete(pool)
    if (!pool.ending) pool.query('notify quayside_events').catch(() => undefined)
  }, announceEveryMs).unref()
}
