import { type Db, prepared } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { asUser, type UserWithRights, userWithRights } from './sign-in/load-user.ts'

/** The user with his rights as of now, for work done in his name after he has gone home; needs the owner's handle. Null when no longer active. */
export async function findActiveUser(db: Db, id: Id): Promise<User | null> {
  const text = `select ${userWithRights} from users u where u.id = $1 and u.active`
  const [row] = await prepared<UserWithRights & Record<string, unknown>>(db, 'active-user', text, [id])
  return row ? asUser(row) : null
}
