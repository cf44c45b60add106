import type { Module, SavedView, SavedViewFields, ViewSubject } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { refuseHidden } from '../../../platform/http/refuse-hidden.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'

type Typed = z.output<typeof SavedViewFields>

interface ViewRow {
  id: Id
  owner_id: Id
  owner_name: string
  subject: ViewSubject
  name: string
  definition: SavedView['definition']
  shared: SavedView['shared']
  team_id: Id | null
  version: number
}

const views = `
  select v.id, v.owner_id, u.name as owner_name, v.subject, v.name, v.definition, v.shared, v.team_id, v.version
  from   saved_views v join users u on u.id = v.owner_id`

/** Mine first, then those shared with me; row policies decide which these are. */
export async function listViews(db: Db, user: User, subject: ViewSubject): Promise<SavedView[]> {
  refuseOthersLists(user, subject)
  const text = `${views} where v.subject = $1 order by v.owner_id <> $2, v.position, v.name, v.id`
  const rows = await prepared<ViewRow & Record<string, unknown>>(db, 'saved-views', text, [subject, user.id])
  return rows.map((row) => presentView(row, user))
}

export async function findView(db: Db, id: Id): Promise<ViewRow | undefined> {
  const [row] = await prepared<ViewRow & Record<string, unknown>>(db, 'saved-view-by-id', `${views} where v.id = $1`, [
    id,
  ])
  return row
}

export async function saveView(tx: Tx, user: User, typed: Typed, now: Date): Promise<SavedView> {
  refuseOthersLists(user, typed.subject)
  refuseForeignTeam(user, typed)
  const id = newId()
  const text = `
    insert into saved_views (id, owner_id, subject, name, definition, shared, team_id, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`
  const { subject, name, definition, shared } = typed
  await prepared(tx, 'insert-view', text, [
    id,
    user.id,
    subject,
    name,
    JSON.stringify(definition),
    shared,
    teamOf(typed),
    now,
  ])
  await tell(tx, user, 'savedView.saved', id, { name, shared }, now)
  return shown(tx, user, id)
}

export async function changeView(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: Partial<Omit<Typed, 'subject'>>,
  now: Date,
): Promise<SavedView> {
  const before = await findOwn(tx, user, id)
  refuseOthersLists(user, before.subject)
  if (before.version !== version) throw changedMeanwhile(presentView(before, user))
  const after = {
    name: typed.name ?? before.name,
    definition: typed.definition ?? before.definition,
    shared: typed.shared ?? before.shared,
    teamId: typed.teamId === undefined ? before.team_id : typed.teamId,
  }
  refuseForeignTeam(user, after)
  const text = `
    update saved_views set name = $3, definition = $4, shared = $5, team_id = $6, updated_at = $7, version = version + 1
    where  id = $1 and version = $2`
  const values = [id, version, after.name, JSON.stringify(after.definition), after.shared, teamOf(after), now]
  if ((await connectionOf(tx).query(text, values)).rowCount !== 1) throw changedMeanwhile(await shown(tx, user, id))
  await tell(tx, user, 'savedView.changed', id, { name: after.name, shared: after.shared }, now)
  return shown(tx, user, id)
}

export async function removeView(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const view = await findOwn(tx, user, id)
  await connectionOf(tx).query('delete from saved_views where id = $1', [id])
  await tell(tx, user, 'savedView.removed', id, { name: view.name }, now)
}

async function findOwn(tx: Tx, user: User, id: Id): Promise<ViewRow> {
  const view = await findView(tx, id)
  if (!view) throw notFound('view')
  if (view.owner_id !== user.id) throw forbidden('Only its owner may change a view. Save a copy of your own.')
  return view
}

const moduleOf: Readonly<Record<ViewSubject, Module>> = {
  accounts: 'accounts',
  orders: 'orders',
  shipments: 'shipments',
  invoices: 'invoices',
  payments: 'invoices',
  ediMessages: 'edi',
}

/** What a view is called and looks for tells of its list: it is for who may read that, and for a key that reaches it. */
function refuseOthersLists(user: User, subject: ViewSubject): void {
  if (user.rights.modules[moduleOf[subject]].read === 'none')
    throw forbidden('Your roles do not let you read this list.')
  if (moduleOf[subject] === 'invoices') refuseHidden(user, ['finance'], 'read')
}

const teamOf = ({ shared, teamId }: Pick<Typed, 'shared' | 'teamId'>) => (shared === 'team' ? teamId : null)

function refuseForeignTeam(user: User, { shared, teamId }: Pick<Typed, 'shared' | 'teamId'>): void {
  if (shared !== 'team') return
  if (!teamId) throw new Refusal('teamMissing', 422, 'Name the team to share the view with.')
  if (!user.teamIds.includes(teamId)) throw forbidden('You may only share a view with a team of your own.')
}

async function shown(tx: Tx, user: User, id: Id): Promise<SavedView> {
  const view = await findView(tx, id)
  if (!view) throw notFound('view')
  return presentView(view, user)
}

const presentView = (row: ViewRow, user: User): SavedView => ({
  id: row.id,
  subject: row.subject,
  name: row.name,
  definition: row.definition,
  shared: row.shared,
  teamId: row.team_id,
  owner: { id: row.owner_id, name: row.owner_name },
  mine: row.owner_id === user.id,
  version: row.version,
})

const tell = (tx: Tx, user: User, kind: string, id: Id, data: Record<string, unknown>, now: Date) =>
  recordEvent(tx, { kind, subject: { type: 'savedView', id }, actorId: user.id, at: now, data })
