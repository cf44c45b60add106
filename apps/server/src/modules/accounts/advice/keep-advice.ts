import { type Database, type Db, prepared, type Tx, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { adviceOf, type Known, urgencyOf } from './advice-of.ts'

const situations = 'select * from situations_of($1)'
const keeping = 'select keep_next_actions($1, $2) as written'

/** After something was planned, done or written down with these customers: the next step may be another. Returns rows written. */
export async function adviseAgain(tx: Tx, accounts: readonly Id[], now: Date): Promise<number> {
  const known = await prepared<Known & { account_id: Id }>(tx, 'situations-of', situations, [accounts])
  const advice = known.map(({ account_id, ...of }) => {
    const found = adviceOf(of, now)
    return {
      account_id,
      action: found?.action ?? null,
      urgency: found ? urgencyOf(found.action) : null,
      reason: found?.reason ?? {},
    }
  })
  if (advice.length === 0) return 0
  const [row] = await prepared<{ written: number }>(tx, 'keep-next-actions', keeping, [JSON.stringify(advice), now])
  return row?.written ?? 0
}

/** Accounts advised in one transaction: what somebody plans meanwhile waits for it. */
const atOnce = 2_000

/** Advises about every customer, or only those of whom nothing is kept yet. Returns rows written. */
export async function adviseAll(database: Database, now: Date, which: 'all' | 'new' = 'all'): Promise<number> {
  let written = 0
  let after: Id | null = null
  for (;;) {
    const from: Id | null = after
    const { last, rows }: { last: Id | undefined; rows: number } = await writeAsOwner(database, async (tx) => {
      const ids = await idsBehind(tx, from, which)
      return { last: ids.at(-1), rows: ids.length > 0 ? await adviseAgain(tx, ids, now) : 0 }
    })
    written += rows
    if (!last) return written
    after = last
  }
}

async function idsBehind(db: Db, after: Id | null, which: 'all' | 'new'): Promise<Id[]> {
  const unknown = which === 'new' ? 'and not exists (select from next_actions k where k.account_id = a.id)' : ''
  const text = `
    select a.id from accounts a where a.deleted_at is null and a.id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') ${unknown}
    order by a.id limit ${atOnce}`
  const rows = await prepared<{ id: Id }>(db, `accounts-to-advise-${which}`, text, [after])
  return rows.map((row) => row.id)
}
