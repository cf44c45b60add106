import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import type { OidcProvider } from './oidc.ts'

/** Gives somebody whom an outside provider vouched for the role the settings name, and nothing more. */
export async function admitNewcomer(tx: Tx, userId: Id, provider: OidcProvider | undefined, now: Date): Promise<void> {
  const role = await tx
    .selectFrom('roles')
    .select(['id', 'code'])
    .where('code', '=', provider?.newUserRole ?? '')
    .executeTakeFirst()
  if (role) await tx.insertInto('user_roles').values({ user_id: userId, role_id: role.id }).execute()
  await recordEvent(tx, {
    kind: 'user.admitted',
    subject: { type: 'user', id: userId },
    actorId: null,
    at: now,
    data: { provider: provider?.providerId ?? null, role: role?.code ?? null },
  })
}
