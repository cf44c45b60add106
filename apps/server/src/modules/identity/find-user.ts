import { type Database, prepared, readAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { asUser, narrowed, type UserWithRights, userWithRights } from './sign-in/load-user.ts'

interface KeyRow {
  id: Id
  read_only: boolean
  modules: string[] | null
}

/**
 * The user with his rights as of now, for work done in his name after he has gone home, narrowed by the key that ordered it.
 * Null when he is no longer active, or the key was withdrawn or has expired.
 */
export async function findActiveUser(database: Database, id: Id): Promise<User | null> {
  return readAsOwner(database, async (db) => {
    const text = `select ${userWithRights} from users u where u.id = $1 and u.active`
    const [row] = await prepared<UserWithRights & Record<string, unknown>>(db, 'active-user', text, [id])
    if (!row) return null
    if (database.keyId === undefined) return asUser(row)
    const keys = `
      select id, read_only, modules from auth_api_keys
      where  id = $1 and user_id = $2 and (expires_at is null or expires_at > now())`
    const [key] = await prepared<KeyRow & Record<string, unknown>>(db, 'living-key', keys, [database.keyId, id])
    return key ? narrowed(asUser(row), { id: key.id, readOnly: key.read_only, modules: key.modules }) : null
  })
}
