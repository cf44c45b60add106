import {
  Id,
  type listTargetChanges,
  type listTargets,
  type ReplyOf,
  type Target,
  type TargetValues,
} from '@quayside/contract'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'

/** What is aimed at is the company's: for who may change analyses of everybody, and sees money. */
const mayChange = ({ rights }: User) => rights.modules.analyses.change === 'all' && rights.categories.finance.read

function refuseBlind({ rights }: User): void {
  if (!rights.categories.finance.read)
    throw new Refusal('financeHidden', 403, 'Your roles do not show what is aimed at in money.')
}
function refuseOthers(user: User): void {
  refuseBlind(user)
  if (!mayChange(user)) throw forbidden()
}

interface Row extends Omit<Target, 'setAt' | 'valueE4' | 'currency'> {
  valueE4: string | number
  currency: string | null
  setAt: Date
}

const rowsOf = (db: Db, condition: ReturnType<typeof sql>) =>
  sql<Row>`
    select t.id, t.measure, t.scope, t.of_key as "of", t.span, t.starts_on as "startsOn", t.currency, t.value_e4 as "valueE4", t.version,
           t.updated_at as "setAt", by_user.name as "setBy",
           case t.scope when 'owner' then o.name when 'team' then g.name else t.of_key end as "ofName"
    from   targets t
    left   join users by_user on by_user.id = t.set_by
    left   join users o on t.scope = 'owner' and o.id::text = t.of_key
    left   join teams g on t.scope = 'team' and g.id::text = t.of_key
    where  t.removed_at is null and ${condition}
    order  by t.measure, t.scope, "ofName" nulls first, t.span desc, t.starts_on, t.currency`.execute(db)

const told = ({ valueE4, setAt, ...row }: Row): Target => ({
  ...row,
  valueE4: Number(valueE4),
  setAt: setAt.toISOString(),
})

/** Through the row policies. */
export async function targetsOfYear(db: Db, user: User, year: number): Promise<ReplyOf<typeof listTargets>> {
  refuseBlind(user)
  const { rows } = await rowsOf(db, sql`t.starts_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`)
  return { targets: rows.map(told), can: { change: mayChange(user) } }
}

export async function addTarget(tx: Tx, user: User, values: TargetValues, now: Date): Promise<Target> {
  refuseOthers(user)
  await refuseStranger(tx, values)
  const { rows: former } = await sql<{ id: string; is_removed: boolean }>`
    select id, removed_at is not null as is_removed from targets
    where  (starts_on, span, measure, scope) = (${values.startsOn}::date, ${values.span}, ${values.measure}, ${values.scope})
    and    of_key is not distinct from ${values.of} and currency is not distinct from ${values.currency}
    for    update`.execute(tx)
  const [known] = former
  if (known && !known.is_removed)
    throw new Refusal('targetSet', 409, 'This target is set already. Change its value instead.', {
      extra: { current: await find(tx, known.id) },
    })
  const id = known?.id ?? newId()
  if (known)
    await sql`update targets set value_e4 = ${values.valueE4}, removed_at = null, set_by = ${user.id}, updated_at = ${now}, version = version + 1
              where id = ${id}`.execute(tx)
  else
    await tx
      .insertInto('targets')
      .values({
        id,
        measure: values.measure,
        scope: values.scope,
        of_key: values.of,
        span: values.span,
        starts_on: values.startsOn,
        currency: values.currency,
        value_e4: values.valueE4,
        set_by: user.id,
        created_at: now,
        updated_at: now,
      })
      .execute()
  await record(tx, user, 'target.set', id, now, null, values.valueE4)
  return find(tx, id)
}

export async function changeValue(
  tx: Tx,
  user: User,
  id: string,
  version: number,
  valueE4: number,
  now: Date,
): Promise<Target> {
  refuseOthers(user)
  const was = await find(tx, id)
  const share = was.measure === 'grossMargin' || was.measure === 'otif'
  if (share && valueE4 > 10_000)
    throw new Refusal('invalid', 422, 'A share is at most one.', {
      errors: [{ path: '/valueE4', code: 'too_big', message: 'At most 10000: a share is at most one.' }],
    })
  const changed = await sql`
    update targets set value_e4 = ${valueE4}, set_by = ${user.id}, updated_at = ${now}, version = version + 1
    where  id = ${id} and version = ${version} and removed_at is null`.execute(tx)
  if (!changed.numAffectedRows) throw changedMeanwhile(was)
  await record(tx, user, 'target.changed', id, now, was.valueE4, valueE4)
  return find(tx, id)
}

export async function takeAway(tx: Tx, user: User, id: string, version: number, now: Date): Promise<void> {
  refuseOthers(user)
  const was = await find(tx, id)
  const removed = await sql`
    update targets set removed_at = ${now}, set_by = ${user.id}, updated_at = ${now}, version = version + 1
    where  id = ${id} and version = ${version} and removed_at is null`.execute(tx)
  if (!removed.numAffectedRows) throw changedMeanwhile(was)
  await record(tx, user, 'target.removed', id, now, was.valueE4, null)
}

export async function changesOf(db: Db, user: User, id: string): Promise<ReplyOf<typeof listTargetChanges>> {
  refuseBlind(user)
  const { rows } = await sql<{ at: Date; by: string | null; was: string | null; is: string | null }>`
    select c.at, u.name as by, c.was_e4 as was, c.is_e4 as is
    from   target_changes c left join users u on u.id = c.by_id
    where  c.target_id = ${id} order by c.at desc, c.id desc limit 200`.execute(db)
  if (rows.length === 0) throw notFound('target')
  const orNull = (value: string | null) => (value === null ? null : Number(value))
  return {
    changes: rows.map(({ at, by, was, is }) => ({ at: at.toISOString(), by, wasE4: orNull(was), isE4: orNull(is) })),
  }
}

async function find(db: Db, id: string): Promise<Target> {
  const { rows } = await rowsOf(db, sql`t.id = ${id}`)
  if (!rows[0]) throw notFound('target')
  return told(rows[0])
}

/** Nobody works towards the target of an owner or team that there is not. */
async function refuseStranger(tx: Tx, { scope, of }: TargetValues): Promise<void> {
  if (scope !== 'owner' && scope !== 'team') return
  const found = await tx
    .selectFrom(scope === 'owner' ? 'users' : 'teams')
    .select('id')
    .where('id', '=', Id.parse(of))
    .executeTakeFirst()
  if (!found)
    throw new Refusal('invalid', 422, `There is no such ${scope}.`, {
      errors: [{ path: '/of', code: 'notFound', message: `There is no such ${scope}.` }],
    })
}

async function record(tx: Tx, user: User, kind: string, id: string, at: Date, was: number | null, is: number | null) {
  await tx
    .insertInto('target_changes')
    .values({ id: newId(), target_id: id, at, by_id: user.id, was_e4: was, is_e4: is })
    .execute()
  await recordEvent(tx, { kind, subject: { type: 'target', id }, actorId: user.id, at, data: { was, is } })
}
