import type { ServiceDefinitions, ServiceTerms } from '@quayside/contract'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { listDefinitions } from './definitions.queries.ts'

export async function addDefinition(
  tx: Tx,
  user: User,
  { accountId, ...terms }: ServiceTerms & { accountId: string },
  now: Date,
): Promise<ServiceDefinitions> {
  const account = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!account) {
    const message = 'No such customer.'
    throw new Refusal('noSuchAccount', 422, message, {
      errors: [{ path: '/accountId', code: 'noSuchAccount', message }],
    })
  }
  const id = newId()
  const added = await tx
    .insertInto('service_definitions')
    .values({ id, account_id: accountId, ...valuesOf(terms), created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows)
    throw new Refusal('definitionExists', 409, 'This customer has a definition of its own already. Change that one.')
  await record(tx, user, 'serviceDefinition.created', id, accountId, now, { is: terms })
  return listDefinitions(tx, user)
}

export async function changeDefinition(
  tx: Tx,
  user: User,
  id: string,
  version: number,
  terms: ServiceTerms,
  now: Date,
): Promise<ServiceDefinitions> {
  const before = await find(tx, id)
  const changed = await tx
    .updateTable('service_definitions')
    .set({ ...valuesOf(terms), version: version + 1, updated_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!changed.numUpdatedRows) await refuse(tx, user, before, version)
  await record(tx, user, 'serviceDefinition.changed', id, before.account_id, now, { was: termsOf(before), is: terms })
  return listDefinitions(tx, user)
}

export async function removeDefinition(tx: Tx, user: User, id: string, version: number, now: Date) {
  const before = await find(tx, id)
  const removed = await tx
    .deleteFrom('service_definitions')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!removed.numDeletedRows) await refuse(tx, user, before, version)
  await record(tx, user, 'serviceDefinition.removed', id, before.account_id, now, { was: termsOf(before) })
  return listDefinitions(tx, user)
}

async function find(tx: Tx, id: string) {
  const row = await tx.selectFrom('service_definitions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('service definition')
  return row
}

/** The row policies let nothing through, or somebody was faster. */
async function refuse(tx: Tx, user: User, before: { version: number }, version: number): Promise<never> {
  throw before.version === version ? forbidden() : changedMeanwhile(await listDefinitions(tx, user))
}

const valuesOf = ({ earlyDays, graceDays, attestedBy, note }: ServiceTerms) => ({
  early_days: earlyDays,
  grace_days: graceDays,
  attested_by: attestedBy,
  note,
})

const termsOf = (row: { early_days: number | null; grace_days: number; attested_by: string; note: string }) => ({
  earlyDays: row.early_days,
  graceDays: row.grace_days,
  attestedBy: row.attested_by,
  note: row.note,
})

const record = (
  tx: Tx,
  user: User,
  kind: string,
  id: string,
  accountId: string | null,
  at: Date,
  data: Record<string, unknown>,
) => recordEvent(tx, { kind, subject: { type: 'serviceDefinition', id }, accountId, actorId: user.id, at, data })
