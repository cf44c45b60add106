import type { FollowUp, FollowUpFields } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { notify } from '../../../platform/notify.ts'
import { changedMeanwhile, type FieldFault, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { mayChangeEntry, mayRemoveEntry } from '../accounts.policy.ts'
import { findLiveAccount } from '../accounts.queries.ts'
import { adviseAgain } from '../advice/keep-advice.ts'
import { languageOf, sayFault } from '../fault-messages.ts'
import { isContactOf, whoMaySee } from '../timeline/timeline.queries.ts'
import { deleteFollowUp, type FollowUpRow, findFollowUp, insertFollowUp, updateFollowUp } from './follow-ups.queries.ts'
import { presentFollowUp } from './present-follow-up.ts'

export type TypedFollowUp = z.output<typeof FollowUpFields>
export type FollowUpChange = Partial<Omit<TypedFollowUp, 'accountId'>>

/** Plans the next step with a customer, for oneself or for a colleague who may see him. */
export async function createFollowUp(
  tx: Tx,
  user: User,
  typed: TypedFollowUp,
  now: Date,
  interactionId: Id | null = null,
): Promise<FollowUp> {
  const account = await findLiveAccount(tx, typed.accountId)
  if (!account || account.deleted_at) throw notFound('account')
  await refuseFaults(tx, user, typed.accountId, typed)

  const id = newId()
  const ownerId = typed.ownerId ?? user.id
  await insertFollowUp(tx, {
    id,
    account_id: typed.accountId,
    contact_id: typed.contactId ?? null,
    interaction_id: interactionId,
    owner_id: ownerId,
    due_at: typed.dueAt,
    all_day: typed.allDay,
    title: typed.title,
    note: typed.note,
    created_at: now,
    updated_at: now,
  })
  const row = await find(tx, id)
  await notifyOwner(tx, user, row, now)
  await tell(tx, user, 'followUp.planned', row, now)
  return presentFollowUp(row, user)
}

export async function changeFollowUp(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: FollowUpChange,
  now: Date,
): Promise<FollowUp> {
  const before = await findChangeable(tx, user, id)
  if (before.version !== version) throw changedMeanwhile(presentFollowUp(before, user))
  await refuseFaults(tx, user, before.account_id, typed)
  const changed = await updateFollowUp(tx, id, version, { ...columnsOf(typed), updated_at: now })
  const after = await find(tx, id)
  if (!changed) throw changedMeanwhile(presentFollowUp(after, user))
  if (after.owner_id !== before.owner_id) await notifyOwner(tx, user, after, now)
  await tell(tx, user, 'followUp.changed', after, now)
  return presentFollowUp(after, user)
}

/** Done; to say so twice is no fault. */
export async function completeFollowUp(tx: Tx, user: User, id: Id, now: Date): Promise<FollowUp> {
  return setDone(tx, user, id, now, { done_at: now, done_by: user.id }, 'followUp.completed')
}

export async function reopenFollowUp(tx: Tx, user: User, id: Id, now: Date): Promise<FollowUp> {
  return setDone(tx, user, id, now, { done_at: null, done_by: null }, 'followUp.reopened')
}

/** Takes back what was planned by mistake: it is gone, which is not the same as done. */
export async function removeFollowUp(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<void> {
  const row = await find(tx, id)
  if (!mayRemoveEntry(user, { author_id: row.owner_id, team_id: row.team_id }))
    throw forbidden('You may only remove follow-ups of your own.')
  if (row.version !== version || !(await deleteFollowUp(tx, id, version)))
    throw changedMeanwhile(presentFollowUp(await find(tx, id), user))
  await tell(tx, user, 'followUp.removed', row, now)
}

async function setDone(
  tx: Tx,
  user: User,
  id: Id,
  now: Date,
  values: { done_at: Date | null; done_by: Id | null },
  kind: string,
): Promise<FollowUp> {
  const before = await findChangeable(tx, user, id)
  if ((before.done_at === null) === (values.done_at === null)) return presentFollowUp(before, user)
  if (!(await updateFollowUp(tx, id, before.version, { ...values, updated_at: now })))
    throw new Refusal('tryAgain', 409, 'Somebody else changed this follow-up just now. Look again.')
  const after = await find(tx, id)
  await tell(tx, user, kind, after, now)
  return presentFollowUp(after, user)
}

async function find(tx: Tx, id: Id): Promise<FollowUpRow> {
  const row = await findFollowUp(tx, id)
  if (!row) throw notFound('follow-up')
  return row
}

async function findChangeable(tx: Tx, user: User, id: Id): Promise<FollowUpRow> {
  const row = await find(tx, id)
  if (!mayChangeEntry(user, { author_id: row.owner_id, team_id: row.team_id }))
    throw forbidden('You may only change follow-ups of your own.')
  return row
}

async function refuseFaults(tx: Tx, user: User, accountId: Id, typed: FollowUpChange): Promise<void> {
  const language = languageOf(user)
  const faults: FieldFault[] = []
  if (typed.contactId && !(await isContactOf(tx, typed.contactId, accountId)))
    faults.push(sayFault('contactId', 'unknownContact', language))
  if (typed.ownerId && typed.ownerId !== user.id && (await whoMaySee(tx, [typed.ownerId], accountId)).length === 0)
    faults.push(sayFault('ownerId', 'cannotSee', language))
  if (faults.length > 0)
    throw new Refusal('invalidFollowUp', 422, 'Some fields are wrong; see errors.', { errors: faults })
}

const columnOf = {
  contactId: 'contact_id',
  ownerId: 'owner_id',
  title: 'title',
  note: 'note',
  dueAt: 'due_at',
  allDay: 'all_day',
} as const satisfies Record<keyof FollowUpChange, string>

const columnsOf = (typed: FollowUpChange): Record<string, unknown> =>
  Object.fromEntries(
    (Object.entries(typed) as [keyof FollowUpChange, unknown][])
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [columnOf[field], value]),
  )

async function notifyOwner(tx: Tx, user: User, row: FollowUpRow, now: Date): Promise<void> {
  if (row.owner_id === user.id) return
  const data = {
    followUpId: row.id,
    title: row.title,
    dueAt: row.due_at.toISOString(),
    by: { id: user.id, name: user.name },
  }
  await notify(tx, user.id, [{ userId: row.owner_id, kind: 'followUpAssigned', accountId: row.account_id, data }], now)
}

async function tell(tx: Tx, user: User, kind: string, row: FollowUpRow, now: Date): Promise<void> {
  await recordEvent(tx, {
    kind,
    subject: { type: 'followUp', id: row.id },
    accountId: row.account_id,
    actorId: user.id,
    at: now,
    data: { title: row.title, dueAt: row.due_at.toISOString(), ownerId: row.owner_id },
  })
  await adviseAgain(tx, [row.account_id], now)
}
