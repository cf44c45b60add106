import { type Database, type Db, readAs } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { findWritingContext } from '../accounts.queries.ts'
import type { DraftWorld } from './draft-account.ts'

export async function loadWorld(database: Database, user: User, now: Date): Promise<DraftWorld> {
  return readAs(database, user.id, async (db) => ({
    context: {
      ...(await findWritingContext(db as never, {}, false)),
      owner_active: true,
      team_known: true,
      parent_known: true,
    },
    today: now.toISOString().slice(0, 10),
    owners: await findOwners(db),
  }))
}

/** Names that two colleagues share name nobody. */
async function findOwners(db: Db): Promise<Map<string, Id>> {
  const users = await db.selectFrom('users').select(['id', 'name', 'email']).where('active', '=', true).execute()
  const owners = new Map<string, Id>()
  const shared = new Set<string>()
  for (const { id, name } of users) {
    const key = name.toLowerCase()
    if (owners.has(key)) shared.add(key)
    owners.set(key, id)
  }
  for (const name of shared) owners.delete(name)
  for (const { id, email } of users) owners.set(email.toLowerCase(), id)
  return owners
}
