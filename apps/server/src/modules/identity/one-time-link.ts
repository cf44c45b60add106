import type { Db, Tx } from '../../platform/database.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { hashOf, newToken } from './sign-in/secrets.ts'

/** What a link is good for: `first-administrator`, or `invitation:` and a user's id. */
export type LinkPurpose = 'first-administrator' | `invitation:${Id}`

export const linkInvalid = () =>
  new Refusal('linkInvalid', 404, 'This link is used up, replaced by a newer one, or too old. Ask for a new one.')

/** Makes a link's token; an earlier one of the same purpose dies. Only the token's hash is kept. Takes the owner's handle. */
export async function issueToken(tx: Tx, purpose: LinkPurpose, minutes: number, now: Date) {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + minutes * 60_000)
  await tx.deleteFrom('auth_verifications').where('identifier', '=', purpose).execute()
  await tx
    .insertInto('auth_verifications')
    .values({
      id: newId(),
      identifier: purpose,
      value: hashOf(token),
      expires_at: expiresAt,
      created_at: now,
      updated_at: now,
    })
    .execute()
  return { token, expiresAt }
}

/** What the token is good for now; refused when it is good for nothing. */
export async function purposeOf(db: Db, token: string, now: Date): Promise<{ purpose: LinkPurpose; expiresAt: Date }> {
  const found = await db
    .selectFrom('auth_verifications')
    .select(['identifier', 'expires_at'])
    .where('value', '=', hashOf(token))
    .where('expires_at', '>', now)
    .where((where) =>
      where.or([where('identifier', 'like', 'invitation:%'), where('identifier', '=', 'first-administrator')]),
    )
    .executeTakeFirst()
  if (!found) throw linkInvalid()
  return { purpose: found.identifier as LinkPurpose, expiresAt: found.expires_at }
}

/** Uses the token up: of two who come at once, one is refused. */
export async function consumeToken(tx: Tx, token: string, purpose: LinkPurpose, now: Date): Promise<void> {
  const used = await tx
    .deleteFrom('auth_verifications')
    .where('value', '=', hashOf(token))
    .where('identifier', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (used.numDeletedRows === 0n) throw linkInvalid()
}
