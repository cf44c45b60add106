import type { CostDriver, CostPool, CostPools, CostPoolValues } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'

const poolsAtMost = 40

export async function costPools(db: Db): Promise<CostPool[]> {
  const rows = await db.selectFrom('cost_pools').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    driver: row.driver as CostDriver,
    monthlyE4: Number(row.monthly_e4),
    currency: row.currency,
    fixed: row.is_fixed,
    version: row.version,
  }))
}

/** Changes with every change of any pool. */
export async function stateOfPools(db: Db): Promise<string> {
  const { rows } = await sql<{ state: string | null }>`
    select md5(string_agg(id::text || version::text, ',' order by id)) as state from cost_pools`.execute(db)
  return rows[0]?.state ?? ''
}

/** The company's own costs: for who may change analyses of everybody, and sees money. */
function refuseOthers({ rights }: User): void {
  if (rights.modules.analyses.change !== 'all') throw forbidden()
  if (!rights.categories.finance.read)
    throw new Refusal('financeHidden', 403, 'Your roles do not show what serving customers costs.')
}

export async function listPools(db: Db, user: User): Promise<CostPools> {
  refuseOthers(user)
  return { pools: await costPools(db), can: { change: true } }
}

export async function addPool(tx: Tx, user: User, values: CostPoolValues, now: Date): Promise<CostPools> {
  refuseOthers(user)
  const known = await costPools(tx)
  if (known.length >= poolsAtMost)
    throw new Refusal('tooManyPools', 409, `At most ${poolsAtMost} cost pools. Join some of them first.`)
  const id = newId()
  await tx
    .insertInto('cost_pools')
    .values({ id, ...rowOf(values), position: known.length, created_at: now, updated_at: now })
    .execute()
  await record(tx, user, 'costPool.created', id, now, { is: values })
  return listPools(tx, user)
}

export async function changePool(
  tx: Tx,
  user: User,
  id: string,
  version: number,
  values: CostPoolValues,
  now: Date,
): Promise<CostPools> {
  refuseOthers(user)
  const was = await find(tx, id)
  const changed = await tx
    .updateTable('cost_pools')
    .set({ ...rowOf(values), version: version + 1, updated_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!changed.numUpdatedRows) throw changedMeanwhile(was)
  await record(tx, user, 'costPool.changed', id, now, { was, is: values })
  return listPools(tx, user)
}

export async function removePool(tx: Tx, user: User, id: string, version: number, now: Date): Promise<CostPools> {
  refuseOthers(user)
  const was = await find(tx, id)
  const removed = await tx
    .deleteFrom('cost_pools')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!removed.numDeletedRows) throw changedMeanwhile(was)
  await record(tx, user, 'costPool.removed', id, now, { was })
  return listPools(tx, user)
}

async function find(db: Db, id: string): Promise<CostPool> {
  const pool = (await costPools(db)).find((one) => one.id === id)
  if (!pool) throw notFound('cost pool')
  return pool
}

const rowOf = ({ nameZh, nameEn, driver, monthlyE4, currency, fixed }: CostPoolValues) => ({
  name_zh: nameZh,
  name_en: nameEn,
  driver,
  monthly_e4: monthlyE4,
  currency,
  is_fixed: fixed,
})

const record = (tx: Tx, user: User, kind: string, id: string, at: Date, data: Record<string, unknown>) =>
  recordEvent(tx, { kind, subject: { type: 'costPool', id }, actorId: user.id, at, data })
