import type { Logger } from 'pino'
import { type Database, type Db, prepared, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface RecentAccounts {
  /** Notes that the user looked at the account; written a moment later, so that reading waits for no write. */
  note(userId: Id, accountId: Id, at: Date): void
  /** Writes what is noted. Never rejects: what could not be written is kept for the next time, and said in the log. */
  flush(): Promise<void>
  close(): Promise<void>
}

const writeEveryMs = 1_000
/** Beyond this the oldest notes go: a database away for an hour must not fill the memory. */
const mostKept = 10_000
const keptPerUser = 50

/** What this node saw people look at, gathered and written in one statement at a time. */
export function openRecentAccounts(database: Database, log: Pick<Logger, 'warn'>): RecentAccounts {
  let noted = new Map<string, { user: Id; account: Id; at: Date }>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const flushNow = async () => {
    clearTimeout(timer)
    timer = undefined
    if (noted.size === 0) return
    const batch = noted
    noted = new Map()
    try {
      await write(database, [...batch.values()])
    } catch (error) {
      log.warn({ err: error, kept: batch.size }, 'Recently viewed accounts could not be written; tried again later.')
      noted = new Map([...batch, ...noted].slice(-mostKept))
      schedule()
    }
  }
  const flush = () => {
    writing = writing.then(flushNow)
    return writing
  }
  const schedule = () => {
    timer ??= setTimeout(() => void flush(), writeEveryMs).unref()
  }
  return {
    note(user, account, at) {
      noted.delete(`${user} ${account}`)
      noted.set(`${user} ${account}`, { user, account, at })
      schedule()
    },
    flush,
    async close() {
      await flush()
      clearTimeout(timer)
    },
  }
}

async function write(database: Database, notes: readonly { user: Id; account: Id; at: Date }[]): Promise<void> {
  const text = `
    insert into recent_accounts as r (user_id, account_id, at)
    select n.user_id, n.account_id, n.at from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as n (user_id, account_id, at)
    where  exists (select from accounts a where a.id = n.account_id) and exists (select from users u where u.id = n.user_id)
    order  by 1, 2
    on conflict (user_id, account_id) do update set at = greatest(r.at, excluded.at)`
  const users = notes.map((note) => note.user)
  await writeAsOwner(database, async (tx) => {
    await prepared(tx, 'note-recent', text, [users, notes.map((note) => note.account), notes.map((note) => note.at)])
    await prepared(tx, 'forget-recent', forgetOld, [[...new Set(users)], keptPerUser])
  })
}

const forgetOld = `
  delete from recent_accounts r
  using  unnest($1::uuid[]) as w (user_id)
  where  r.user_id = w.user_id
  and    r.at < (select k.at from recent_accounts k where k.user_id = w.user_id order by k.at desc offset $2 limit 1)`

export interface RecentRow {
  id: Id
  number: string
  name: string
  at: Date
}

export function findRecent(db: Db, userId: Id): Promise<RecentRow[]> {
  const text = `
    select a.id, a.number, a.name, r.at from recent_accounts r join accounts a on a.id = r.account_id and a.deleted_at is null
    where  r.user_id = $1 order by r.at desc limit 12`
  return prepared<RecentRow & Record<string, unknown>>(db, 'recent-of-user', text, [userId])
}
