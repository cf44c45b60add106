import { hashPassword } from 'better-auth/crypto'
import type { Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'

/** Slow (scrypt, ~32 MB) on purpose; call before opening a transaction. */
export const hashed = (password: string): Promise<string> => hashPassword(password)

/** Sets the password that better-auth checks, in place of an earlier one. Takes the owner's handle. */
export async function setPassword(tx: Tx, userId: Id, passwordHash: string, now: Date): Promise<void> {
  const changed = await tx
    .updateTable('auth_accounts')
    .set({ password: passwordHash, updated_at: now })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  if (changed.numUpdatedRows > 0n) return
  await tx
    .insertInto('auth_accounts')
    .values({
      id: newId(),
      user_id: userId,
      account_id: userId,
      provider_id: 'credential',
      password: passwordHash,
      created_at: now,
      updated_at: now,
    })
    .execute()
}
