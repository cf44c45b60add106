import type {
  BodyOf,
  BreakBy,
  changeTariff as changeRoute,
  NewTariff,
  NewTariffVersion,
  TariffRate,
} from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../platform/refusal.ts'
import { exact } from './exact.ts'
import { insertRates } from './pricing.queries.ts'
import { keyOfPattern } from './rate-places.ts'
import { readTariff } from './read-tariffs.ts'

export async function createTariff(tx: Tx, user: User, given: NewTariff, now: Date) {
  const { accountId, carrier, code, name, note, kind } = given
  if (accountId) await refuseStranger(tx, accountId)
  else if (user.rights.modules.pricing.create !== 'all')
    throw forbidden('List prices and carriers’ cards are made by those who may make prices for everybody.')
  const known = await tx.selectFrom('tariffs').select('id').where('code', '=', code).executeTakeFirst()
  if (known) throw codeTaken(code)
  const id = newId()
  const row = {
    id,
    kind,
    account_id: accountId,
    carrier,
    code,
    name,
    note,
    created_by: user.id,
    created_at: now,
    updated_at: now,
  }
  const made = await tx
    .insertInto('tariffs')
    .values(row)
    .onConflict((on) => on.column('code').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) throw codeTaken(code)
  await record(tx, user, 'tariff.created', { id, account_id: accountId }, now, { code, name, kind })
  await writeVersion(tx, user, { id, account_id: accountId, code }, given.first, now)
  return readTariff(tx, id, now)
}

const codeTaken = (code: string) =>
  new Refusal('codeTaken', 409, `Another tariff has the code ${code}.`, {
    errors: [{ path: '/code', code: 'taken', message: 'Another tariff has this code.' }],
  })

async function refuseStranger(tx: Tx, accountId: Id): Promise<void> {
  const account = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (account) return
  const message = 'There is no such customer that you can see.'
  throw new Refusal('unknownAccount', 422, message, { errors: [{ path: '/accountId', code: 'unknown', message }] })
}

/** Locks the tariff: two versions added at once take two numbers. */
async function lockTariff(tx: Tx, id: Id) {
  const found = await tx.selectFrom('tariffs').select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound('tariff')
  const row = await tx
    .selectFrom('tariffs')
    .select(['id', 'account_id', 'code', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw forbidden('Your roles do not let you change this tariff.')
  return row
}

export async function addVersion(tx: Tx, user: User, id: Id, given: NewTariffVersion, now: Date) {
  const tariff = await lockTariff(tx, id)
  await writeVersion(tx, user, tariff, given, now)
  await touch(tx, id, now)
  return readTariff(tx, id, now)
}

async function writeVersion(
  tx: Tx,
  user: User,
  tariff: { id: Id; account_id: Id | null; code: string },
  given: NewTariffVersion,
  now: Date,
): Promise<void> {
  refuseReversed(given.rates)
  const last = await tx
    .selectFrom('tariff_versions')
    .select((select) => select.fn.max('no').as('no'))
    .where('tariff_id', '=', tariff.id)
    .executeTakeFirst()
  const [id, no] = [newId(), (last?.no ?? 0) + 1]
  await tx
    .insertInto('tariff_versions')
    .values({
      id,
      tariff_id: tariff.id,
      no,
      valid_from: given.validFrom,
      valid_to: given.validTo,
      currency: given.currency,
      priority: given.priority,
      dimensional_cm3_per_kg: given.dimensionalCm3PerKg,
      weight_step_g: given.weightStepG,
      minimum_e4: given.minimumE4,
      next_break: given.nextBreak,
      surcharges: JSON.stringify(given.surcharges),
      rates: given.rates.length,
      source_file: given.sourceFile ?? null,
      note: given.note,
      created_by: user.id,
      created_at: now,
    })
    .execute()
  await insertRates(tx, id, given.rates.map(rowOf))
  await record(tx, user, 'tariff.versionAdded', tariff, now, {
    code: tariff.code,
    no,
    rates: given.rates.length,
    validFrom: given.validFrom,
    validTo: given.validTo,
    ...(given.sourceFile ? { fileName: given.sourceFile } : {}),
  })
}

function refuseReversed(rates: readonly TariffRate[]): void {
  const errors = rates.flatMap(({ from, to }, at) =>
    to !== null && exact(to) < exact(from)
      ? [{ path: `/rates/${at}/to`, code: 'belowFrom', message: 'The break ends before it begins.' }]
      : [],
  )
  if (errors.length > 0)
    throw new Refusal('invalidRequest', 422, 'Some breaks end before they begin; see errors.', {
      errors: errors.slice(0, 50),
    })
}

const usualBreak: Readonly<Record<TariffRate['basis'], BreakBy>> = {
  perKg: 'weight',
  perM3: 'volume',
  perPackage: 'packages',
  perRevenueTon: 'weight',
  flat: 'weight',
}

const rowOf = (rate: TariffRate, at: number) => ({
  line_no: at + 1,
  service: rate.service,
  mode: rate.mode,
  level: rate.level,
  origin: rate.origin,
  origin_key: keyOfPattern(rate.origin),
  destination: rate.destination,
  destination_key: keyOfPattern(rate.destination),
  basis: rate.basis,
  break_by: rate.breakBy ?? usualBreak[rate.basis],
  break_from: rate.from,
  break_to: rate.to,
  rate: rate.rate,
  minimum_e4: rate.minimumE4,
  transit_days: rate.transitDays,
})

export async function changeTariff(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  change: BodyOf<typeof changeRoute>,
  now: Date,
) {
  const tariff = await lockTariff(tx, id)
  if (tariff.version !== version) throw changedMeanwhile(await readTariff(tx, id, now))
  await tx
    .updateTable('tariffs')
    .set({ ...change, version: version + 1, updated_at: now })
    .where('id', '=', id)
    .execute()
  await record(tx, user, 'tariff.changed', tariff, now, { code: tariff.code, ...change })
  return readTariff(tx, id, now)
}

/** Undo of a version, as of an import: nothing is deleted, the version only prices nothing any more. */
export async function withdrawVersion(tx: Tx, user: User, id: Id, no: number, now: Date) {
  const tariff = await lockTariff(tx, id)
  await mark(tx, id, no, { withdrawn_at: now, withdrawn_by: user.id })
  await record(tx, user, 'tariff.versionWithdrawn', tariff, now, { code: tariff.code, no })
  return readTariff(tx, id, now)
}

export async function restoreVersion(tx: Tx, user: User, id: Id, no: number, now: Date) {
  const tariff = await lockTariff(tx, id)
  await mark(tx, id, no, { withdrawn_at: null, withdrawn_by: null })
  await record(tx, user, 'tariff.versionRestored', tariff, now, { code: tariff.code, no })
  return readTariff(tx, id, now)
}

async function mark(
  tx: Tx,
  id: Id,
  no: number,
  as: { withdrawn_at: Date; withdrawn_by: Id } | { withdrawn_at: null; withdrawn_by: null },
): Promise<void> {
  const found = await tx
    .selectFrom('tariff_versions')
    .select('withdrawn_at')
    .where('tariff_id', '=', id)
    .where('no', '=', no)
    .executeTakeFirst()
  if (!found) throw notFound('version')
  if ((found.withdrawn_at === null) === (as.withdrawn_at === null))
    throw new Refusal(
      'versionState',
      409,
      found.withdrawn_at ? 'This version is withdrawn already.' : 'This version is in force already.',
    )
  await tx.updateTable('tariff_versions').set(as).where('tariff_id', '=', id).where('no', '=', no).execute()
  await touch(tx, id, as.withdrawn_at)
}

async function touch(tx: Tx, id: Id, now: Date | null): Promise<void> {
  await tx
    .updateTable('tariffs')
    .set((set) => ({ version: set('version', '+', 1), ...(now ? { updated_at: now } : {}) }))
    .where('id', '=', id)
    .execute()
}

const record = (
  tx: Tx,
  user: User,
  kind: string,
  { id, account_id }: { id: Id; account_id: Id | null },
  now: Date,
  data: Record<string, unknown>,
) => recordEvent(tx, { kind, subject: { type: 'tariff', id }, accountId: account_id, actorId: user.id, at: now, data })
