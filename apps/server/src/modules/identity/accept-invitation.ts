import { type Database, type Db, readAsOwner, writeAsOwner } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { consumeToken, linkInvalid, purposeOf } from './one-time-link.ts'
import { refuseWeakPassword } from './sign-in/judge-password.ts'
import { hashed, setPassword } from './sign-in/passwords.ts'

/** Whom a link is for. */
export async function previewInvitation(db: Db, token: string, now: Date) {
  const { purpose, expiresAt } = await purposeOf(db, token, now)
  const user = await db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('id', '=', purpose.startsWith('invitation:') ? purpose.slice('invitation:'.length) : null)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!user) throw linkInvalid()
  return { ...user, purpose, expiresAt }
}

/**
 * Sets the password a link was given for and ends every session, key and calendar link the user has: who asked for a new password may have
 * lost the old one to somebody. The slow hash stands outside the transaction.
 */
export async function acceptInvitation(database: Database, token: string, password: string, now: Date): Promise<void> {
  const user = await readAsOwner(database, (db) => previewInvitation(db, token, now))
  await refuseWeakPassword(password, user)
  const passwordHash = await hashed(password)
  await writeAsOwner(database, async (tx) => {
    await consumeToken(tx, token, user.purpose, now)
    await setPassword(tx, user.id, passwordHash, now)
    await tx
      .updateTable('users')
      .set({ invited: false, email_verified: true, calendar_token: null, updated_at: now })
      .where('id', '=', user.id)
      .execute()
    await tx.deleteFrom('auth_sessions').where('user_id', '=', user.id).execute()
    const keys = await tx.deleteFrom('auth_api_keys').where('user_id', '=', user.id).returning('name').execute()
    await recordEvent(tx, {
      kind: 'user.passwordSet',
      subject: { type: 'user', id: user.id },
      actorId: user.id,
      at: now,
      data: { keysWithdrawn: keys.map((key) => key.name) },
    })
  })
}
