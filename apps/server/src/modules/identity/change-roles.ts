import { Category, type NewRole, type Rights, type Role } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../platform/refusal.ts'
import { findRole, isFixed, writeRights } from './roles.queries.ts'
import { exceeds, mayAdminister } from './users.policy.ts'

export async function createRole(tx: Tx, actor: User, wanted: NewRole, now: Date): Promise<Role> {
  if (!mayAdminister(actor, 'create')) throw forbidden()
  refuseUnusable(wanted.rights, actor)
  const id = newId()
  await tx
    .insertInto('roles')
    .values({ id, code: `role-${id}`, name_zh: wanted.nameZh, name_en: wanted.nameEn })
    .execute()
  return written(tx, actor, id, wanted, 'role.created', now)
}

/** Changes names and matrix. Whoever holds the role has the new rights with his next request. */
export async function changeRole(
  tx: Tx,
  actor: User,
  id: Id,
  version: number,
  wanted: NewRole,
  now: Date,
): Promise<Role> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  await tx.selectFrom('roles').select('id').where('id', '=', id).forUpdate().execute()
  const before = await findRole(tx, actor, id)
  if (!before) throw notFound('role')
  if (isFixed(before)) throw new Refusal('roleFixed', 409, 'The administrator’s rights are fixed.')
  if (before.version !== version) throw changedMeanwhile(before)
  refuseUnusable(wanted.rights, actor)
  await tx
    .updateTable('roles')
    .set({ name_zh: wanted.nameZh, name_en: wanted.nameEn, version: version + 1 })
    .where('id', '=', id)
    .execute()
  return written(tx, actor, id, wanted, 'role.changed', now, before.rights)
}

export async function deleteRole(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  if (!mayAdminister(actor, 'delete')) throw forbidden()
  await tx.selectFrom('roles').select('id').where('id', '=', id).forUpdate().execute()
  const role = await findRole(tx, actor, id)
  if (!role) throw notFound('role')
  if (role.builtIn) throw new Refusal('roleBuiltIn', 409, 'Built-in roles stay. Change its rights instead.')
  if (role.users > 0)
    throw new Refusal('roleInUse', 409, `${role.users} users hold this role. Give them another first.`, {
      extra: { users: role.users },
    })
  await tx.deleteFrom('roles').where('id', '=', id).execute()
  const data = { nameZh: role.nameZh, nameEn: role.nameEn }
  await recordEvent(tx, { kind: 'role.deleted', subject: { type: 'role', id }, actorId: actor.id, at: now, data })
}

function refuseUnusable(rights: Rights, actor: User): void {
  const blind = Category.options.filter((category) => {
    const { read, write, export: exported } = rights.categories[category]
    return !read && (write || exported)
  })
  if (blind.length > 0)
    throw new Refusal('categoryWithoutRead', 422, 'Who may write or export a category must be able to read it.', {
      errors: blind.map((category) => ({
        path: `/rights/categories/${category}/read`,
        code: 'categoryWithoutRead',
        message: 'Who may write or export a category must be able to read it.',
      })),
    })
  if (exceeds(rights, actor.rights))
    throw new Refusal('grantsTooMuch', 403, 'The role would grant more than you may do yourself.')
}

async function written(
  tx: Tx,
  actor: User,
  id: Id,
  wanted: NewRole,
  kind: string,
  now: Date,
  was?: Rights,
): Promise<Role> {
  await writeRights(tx, id, wanted.rights)
  const data = { nameZh: wanted.nameZh, nameEn: wanted.nameEn, ...(was ? { was } : {}), is: wanted.rights }
  await recordEvent(tx, { kind, subject: { type: 'role', id }, actorId: actor.id, at: now, data })
  const role = await findRole(tx, actor, id)
  if (!role) throw notFound('role')
  return role
}
