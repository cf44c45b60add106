import type { Pool } from 'pg'

const everyMs = 3_600_000

/** Forgets what sign-in no longer needs: run-out sessions and links, failures of more than two days ago. Any node may do it, twice does no harm. */
export async function sweepSignIn(owner: Pool, now: Date): Promise<void> {
  await owner.query(`delete from auth_failures where last_at < $1::timestamptz - interval '2 days'`, [now])
  await owner.query('delete from auth_verifications where expires_at < $1', [now])
  await owner.query('delete from auth_sessions where expires_at < $1', [now])
}

/** Sweeps at most once an hour, when somebody signs in: then, and only then, these tables grow. */
export function hourlySweep(owner: Pool): (now: Date) => Promise<void> {
  let last = Number.NEGATIVE_INFINITY
  return async (now) => {
    if (performance.now() - last < everyMs) return
    last = performance.now()
    await sweepSignIn(owner, now)
  }
}
