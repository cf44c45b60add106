import type { Team } from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../platform/refusal.ts'
import { findTeam, standsBelow } from './teams.queries.ts'
import { mayAdminister } from './users.policy.ts'

interface TeamPlace {
  name: string
  parentId: Id | null
}

export async function createTeam(tx: Tx, actor: User, wanted: TeamPlace, now: Date): Promise<Team> {
  if (!mayAdminister(actor, 'create')) throw forbidden()
  await refuseTakenName(tx, wanted.name, null)
  if (wanted.parentId && !(await findTeam(tx, wanted.parentId))) throw notFound('parent team')
  const id = newId()
  await tx.insertInto('teams').values({ id, name: wanted.name, parent_id: wanted.parentId }).execute()
  return recorded(tx, actor, id, 'team.created', { ...wanted }, now)
}

/** Renames a team or hangs it elsewhere; the tree is locked, so that two moves cannot close a ring between them. */
export async function changeTeam(
  tx: Tx,
  actor: User,
  id: Id,
  version: number,
  change: Partial<TeamPlace>,
  now: Date,
): Promise<Team> {
  const before = await lockTeam(tx, actor, id, version)
  if (change.name) await refuseTakenName(tx, change.name, id)
  if (change.parentId) await refuseRing(tx, id, change.parentId)
  await tx
    .updateTable('teams')
    .set({
      version: version + 1,
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.parentId === undefined ? {} : { parent_id: change.parentId }),
    })
    .where('id', '=', id)
    .execute()
  const was = { name: before.name, parentId: before.parentId }
  return recorded(tx, actor, id, 'team.changed', { was, is: change }, now)
}

export async function replaceTeamMembers(
  tx: Tx,
  actor: User,
  id: Id,
  version: number,
  members: readonly { userId: Id; lead: boolean }[],
  now: Date,
): Promise<Team> {
  const before = await lockTeam(tx, actor, id, version)
  const wanted = new Map(members.map((member) => [member.userId, member.lead]))
  await tx.deleteFrom('team_members').where('team_id', '=', id).execute()
  if (wanted.size > 0)
    await tx
      .insertInto('team_members')
      .values([...wanted].map(([user_id, lead]) => ({ team_id: id, user_id, lead })))
      .execute()
  await tx
    .updateTable('teams')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
  const was = before.members.map(({ userId, lead }) => ({ userId, lead }))
  const is = [...wanted].map(([userId, lead]) => ({ userId, lead }))
  return recorded(tx, actor, id, 'team.membersChanged', { was, is }, now)
}

export async function deleteTeam(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  if (!mayAdminister(actor, 'delete')) throw forbidden()
  const team = await findTeam(tx, id)
  if (!team) throw notFound('team')
  const branch = await tx.selectFrom('teams').select('id').where('parent_id', '=', id).limit(1).executeTakeFirst()
  const account = await tx.selectFrom('accounts').select('id').where('team_id', '=', id).limit(1).executeTakeFirst()
  if (branch || account)
    throw new Refusal('teamInUse', 409, 'Move its sub-teams and accounts to another team first.', {
      extra: { hasSubTeams: branch !== undefined, hasAccounts: account !== undefined },
    })
  await tx.deleteFrom('teams').where('id', '=', id).execute()
  const data = { name: team.name }
  await recordEvent(tx, { kind: 'team.deleted', subject: { type: 'team', id }, actorId: actor.id, at: now, data })
}

async function lockTeam(tx: Tx, actor: User, id: Id, version: number): Promise<Team> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  await sql`select pg_advisory_xact_lock(7315005)`.execute(tx)
  const team = await findTeam(tx, id)
  if (!team) throw notFound('team')
  if (team.version !== version) throw changedMeanwhile(team)
  return team
}

async function refuseTakenName(tx: Tx, name: string, exceptId: Id | null): Promise<void> {
  const found = await tx.selectFrom('teams').select('id').where('name', '=', name).executeTakeFirst()
  if (!found || found.id === exceptId) return
  const message = 'Another team has this name.'
  throw new Refusal('nameTaken', 409, message, { errors: [{ path: '/name', code: 'nameTaken', message }] })
}

async function refuseRing(tx: Tx, id: Id, parentId: Id): Promise<void> {
  if (!(await findTeam(tx, parentId))) throw notFound('parent team')
  if (await standsBelow(tx, parentId, id))
    throw new Refusal('teamRing', 409, 'A team cannot stand below itself or one of its own sub-teams.')
}

async function recorded(
  tx: Tx,
  actor: User,
  id: Id,
  kind: string,
  data: Record<string, unknown>,
  now: Date,
): Promise<Team> {
  await recordEvent(tx, { kind, subject: { type: 'team', id }, actorId: actor.id, at: now, data })
  const team = await findTeam(tx, id)
  if (!team) throw notFound('team')
  return team
}
