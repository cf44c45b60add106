import type { AnalysisView, AnalysisViewChange, AnalysisViewFields } from '@quayside/contract'
import { daysOfPeriod } from '@quayside/contract'
import { z } from 'zod'
import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'
import type { ServedAnalysis } from '../frame/serve-analysis.ts'

type Typed = z.output<typeof AnalysisViewFields>
type Change = z.output<typeof AnalysisViewChange>

/** What a saved question must fit. */
export type Keepable = Pick<ServedAnalysis, 'name' | 'parse'>
/** Whatever questions are saved of, by name. */
export type Savable = ReadonlyMap<string, Keepable>
/** The analyses there are, by name. */
export type Known = ReadonlyMap<string, ServedAnalysis>

export interface ViewRow extends Record<string, unknown> {
  id: Id
  owner_id: Id
  owner_name: string
  analysis: string
  name: string
  place: AnalysisView['place']
  question: AnalysisView['question']
  period: AnalysisView['period']
  shared: AnalysisView['shared']
  team_id: Id | null
  version: number
  is_default: boolean
}

const views = `
  select v.id, v.owner_id, u.name as owner_name, v.analysis, v.name, v.place, v.question, v.period, v.shared, v.team_id, v.version,
         exists (select from analysis_defaults f where f.view_id = v.id and f.user_id = actor()) as is_default
  from   analysis_views v join users u on u.id = v.owner_id where v.removed_at is null`

/** Mine first, then those shared with me; row policies decide which these are. */
export async function listViews(
  db: Db,
  user: User,
  known: Savable,
  analysis: string | undefined,
): Promise<AnalysisView[]> {
  const text = `${views} and ($1::text is null or v.analysis = $1) order by v.owner_id <> $2, v.name, v.id`
  const rows = await prepared<ViewRow>(db, 'analysis-views', text, [analysis ?? null, user.id])
  return rows.map((row) => presentView(row, user, known))
}

export async function findView(db: Db, id: Id): Promise<ViewRow | undefined> {
  return (await prepared<ViewRow>(db, 'analysis-view-by-id', `${views} and v.id = $1`, [id]))[0]
}

export async function saveView(tx: Tx, user: User, known: Savable, typed: Typed, now: Date): Promise<AnalysisView> {
  refuseForeignTeam(user, typed)
  refuseUnfit(known, typed, now)
  const id = newId()
  const { analysis, name, place, question, period, shared } = typed
  await prepared(
    tx,
    'insert-analysis-view',
    `insert into analysis_views (id, owner_id, analysis, name, place, question, period, shared, team_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [id, user.id, analysis, name, JSON.stringify(place), JSON.stringify(question), period, shared, teamOf(typed), now],
  )
  await tell(tx, user, 'analysisView.saved', id, { name, analysis, shared }, now)
  return shown(tx, user, known, id)
}

export async function changeView(
  tx: Tx,
  user: User,
  known: Savable,
  id: Id,
  version: number,
  typed: Change,
  now: Date,
): Promise<AnalysisView> {
  const before = await findOwn(tx, user, id)
  if (before.version !== version) throw changedMeanwhile(presentView(before, user, known))
  const { name, place, question, period, shared, team_id } = { ...before, ...typed }
  const teamId = typed.teamId === undefined ? team_id : typed.teamId
  refuseForeignTeam(user, { shared, teamId })
  if (typed.question || typed.period) refuseUnfit(known, { analysis: before.analysis, question, period }, now)
  const { rowCount } = await connectionOf(tx).query(
    `update analysis_views set name = $3, place = $4, question = $5, period = $6, shared = $7, team_id = $8, updated_at = $9, version = version + 1
     where  id = $1 and version = $2`,
    [
      id,
      version,
      name,
      JSON.stringify(place),
      JSON.stringify(question),
      period,
      shared,
      teamOf({ shared, teamId }),
      now,
    ],
  )
  if (rowCount !== 1) throw changedMeanwhile(await shown(tx, user, known, id))
  await tell(tx, user, 'analysisView.changed', id, { name, shared }, now)
  return shown(tx, user, known, id)
}

export async function removeView(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const view = await findOwn(tx, user, id)
  await connectionOf(tx).query('update analysis_views set removed_at = $2, version = version + 1 where id = $1', [
    id,
    now,
  ])
  await tell(tx, user, 'analysisView.removed', id, { name: view.name }, now)
}

export async function restoreView(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const { rows } = await connectionOf(tx).query<{ name: string }>(
    `update analysis_views set removed_at = null, version = version + 1
     where  id = $1 and owner_id = $2 and removed_at is not null returning name`,
    [id, user.id],
  )
  const [view] = rows
  if (!view) throw notFound('removed analysis')
  await tell(tx, user, 'analysisView.restored', id, { name: view.name }, now)
}

/** Of the page it belongs to, for this person; whoever may open it may have it first. */
export async function openWith(tx: Tx, user: User, id: Id): Promise<void> {
  const view = await findView(tx, id)
  if (!view) throw notFound('saved analysis')
  await connectionOf(tx).query(
    `insert into analysis_defaults (user_id, analysis, view_id) values ($1, $2, $3)
     on conflict (user_id, analysis) do update set view_id = excluded.view_id`,
    [user.id, view.analysis, id],
  )
}

export async function openPlainly(tx: Tx, user: User, id: Id): Promise<void> {
  if (!(await findView(tx, id))) throw notFound('saved analysis')
  await connectionOf(tx).query('delete from analysis_defaults where user_id = $1 and view_id = $2', [user.id, id])
}

async function findOwn(tx: Tx, user: User, id: Id): Promise<ViewRow> {
  const view = await findView(tx, id)
  if (!view) throw notFound('saved analysis')
  if (view.owner_id !== user.id) throw forbidden('Only its owner may change a saved analysis. Save a copy of your own.')
  return view
}

const teamOf = ({ shared, teamId }: Pick<Typed, 'shared' | 'teamId'>) => (shared === 'team' ? teamId : null)

function refuseForeignTeam(user: User, { shared, teamId }: Pick<Typed, 'shared' | 'teamId'>): void {
  if (shared !== 'team') return
  if (!teamId) throw new Refusal('teamMissing', 422, 'Name the team to share the analysis with.')
  if (!user.teamIds.includes(teamId)) throw forbidden('You may only share an analysis with a team of your own.')
}

type Kept = Pick<ViewRow, 'analysis' | 'question' | 'period'>

/** The question as it is on this day of the company. @throws Refusal when the analysis is gone or no longer takes it */
export function questionOn(known: Savable, { analysis, question, period }: Kept, today: string): unknown {
  const served = known.get(analysis)
  if (!served)
    throw new Refusal('analysisGone', 422, `There is no analysis ${analysis} any more.`, {
      extra: inBothLanguages(
        `已没有“${analysis}”这个分析。请另选一个。`,
        `There is no analysis ${analysis} any more. Choose another.`,
      ),
    })
  const days = period === 'custom' ? {} : daysOfPeriod(period, today, {})
  try {
    return served.parse({ ...question, ...days })
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const errors = error.issues.map(({ path, code, message }) => ({
      path: `/question/${path.join('/')}`,
      code,
      message,
    }))
    const message = 'The analysis does not take this question; see errors. Save it anew.'
    throw new Refusal('questionUnfit', 422, message, {
      errors,
      extra: inBothLanguages('这个分析不再接受所保存的条件。请重新保存后再启用。', message),
    })
  }
}

const refuseUnfit = (known: Savable, kept: Kept, now: Date) => questionOn(known, kept, now.toISOString().slice(0, 10))

function fits(known: Savable, kept: Kept): boolean {
  try {
    questionOn(known, kept, '2026-01-31')
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

async function shown(tx: Tx, user: User, known: Savable, id: Id): Promise<AnalysisView> {
  const view = await findView(tx, id)
  if (!view) throw notFound('saved analysis')
  return presentView(view, user, known)
}

const presentView = (row: ViewRow, user: User, known: Savable): AnalysisView => ({
  id: row.id,
  analysis: row.analysis,
  name: row.name,
  place: row.place,
  question: row.question,
  period: row.period,
  shared: row.shared,
  teamId: row.team_id,
  owner: { id: row.owner_id, name: row.owner_name },
  mine: row.owner_id === user.id,
  isDefault: row.is_default,
  fits: fits(known, row),
  version: row.version,
})

const tell = (tx: Tx, user: User, kind: string, id: Id, data: Record<string, unknown>, now: Date) =>
  recordEvent(tx, { kind, subject: { type: 'analysisView', id }, actorId: user.id, at: now, data })
