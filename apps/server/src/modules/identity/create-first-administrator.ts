import { sql } from 'kysely'
import { type Database, type Tx, writeAsOwner } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { consumeToken, issueToken } from './one-time-link.ts'
import { refuseWeakPassword } from './sign-in/judge-password.ts'
import { hashed, setPassword } from './sign-in/passwords.ts'

const linkMinutes = 60

/** The link to print at start while nobody can sign in; null once somebody exists. Every start makes a new one. */
export async function firstAdministratorLink(database: Database, origin: string, now: Date): Promise<string | null> {
  return writeAsOwner(database, async (tx) => {
    if (await someoneExists(tx)) return null
    const { token } = await issueToken(tx, 'first-administrator', linkMinutes, now)
    return `${origin}/first-administrator#${token}`
  })
}

export interface FirstAdministrator {
  token: string
  name: string
  email: string
  password: string
  locale: string
}

/** The lock lets one through: of two who come at once with the same link, the second finds somebody there. */
export async function createFirstAdministrator(
  database: Database,
  wanted: FirstAdministrator,
  now: Date,
): Promise<void> {
  await refuseWeakPassword(wanted.password, wanted)
  const passwordHash = await hashed(wanted.password)
  await writeAsOwner(database, async (tx) => {
    await sql`lock table users in share row exclusive mode`.execute(tx)
    if (await someoneExists(tx))
      throw new Refusal('administratorExists', 409, 'Users exist already. Ask an administrator to invite you.')
    await consumeToken(tx, wanted.token, 'first-administrator', now)
    const id = newId()
    const { name, email, locale } = wanted
    await tx
      .insertInto('users')
      .values({ id, name, email, locale, email_verified: true, created_at: now, updated_at: now })
      .execute()
    await tx
      .insertInto('user_roles')
      .columns(['user_id', 'role_id'])
      .expression((from) =>
        from
          .selectFrom('roles')
          .select((pick) => [pick.val(id).as('user_id'), 'roles.id as role_id'])
          .where('code', '=', 'administrator'),
      )
      .execute()
    await setPassword(tx, id, passwordHash, now)
    const subject = { type: 'user', id }
    await recordEvent(tx, { kind: 'user.firstAdministrator', subject, actorId: id, at: now, data: { email } })
  })
}

const someoneExists = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined
