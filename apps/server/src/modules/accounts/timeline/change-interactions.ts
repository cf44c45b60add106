import type { addInteraction as addRoute, changeInteraction as changeRoute, TimelineEntry } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, type FieldFault, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { mayChangeEntry, mayRemoveEntry } from '../accounts.policy.ts'
import { findLiveAccount } from '../accounts.queries.ts'
import { adviseAgain } from '../advice/keep-advice.ts'
import { languageOf, sayFault } from '../fault-messages.ts'
import { createFollowUp } from '../follow-ups/change-follow-ups.ts'
import { mentionedIn, notifyMentioned } from './mentions.ts'
import { presentEntry } from './present-entry.ts'
import {
  attachFiles,
  findEntry,
  findInteraction,
  insertInteraction,
  isContactOf,
  type StoredInteraction,
  updateInteraction,
  whoMaySee,
} from './timeline.queries.ts'

export type TypedInteraction = z.output<(typeof addRoute)['body']>
export type InteractionChange = z.output<(typeof changeRoute)['body']>

/** Puts what happened on the timeline, with its files, its mentions and, in the same stroke, the next follow-up. */
export async function addInteraction(
  tx: Tx,
  user: User,
  accountId: Id,
  typed: TypedInteraction,
  now: Date,
): Promise<TimelineEntry> {
  const account = await findLiveAccount(tx, accountId)
  if (!account || account.deleted_at) throw notFound('account')
  await refuseFaults(tx, user, accountId, typed, now)

  const id = newId()
  const mentions = await whoMaySee(tx, mentionedIn(typed.body), accountId)
  await insertInteraction(tx, {
    id,
    account_id: accountId,
    contact_id: typed.contactId ?? null,
    kind: typed.kind,
    direction: typed.direction,
    at: typed.at ?? now,
    author_id: user.id,
    subject: typed.subject,
    body: typed.body,
    outcome: typed.outcome ?? null,
    duration_seconds: typed.durationSeconds ?? null,
    mentions,
    created_at: now,
    updated_at: now,
  })
  await attach(tx, user, id, accountId, typed.attachmentIds)
  const interaction = { id, accountId, subject: typed.subject, body: typed.body }
  await notifyMentioned(tx, user, interaction, mentions, now)
  if (typed.followUp)
    await createFollowUp(
      tx,
      user,
      { ...typed.followUp, accountId, contactId: typed.contactId ?? null, note: '' },
      now,
      id,
    )
  await tell(tx, user, 'interaction.added', { id, account_id: accountId }, now, { kind: typed.kind })
  return shown(tx, user, id)
}

export async function changeInteraction(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: InteractionChange,
  now: Date,
): Promise<TimelineEntry> {
  const before = await findChangeable(tx, user, id, version)
  await refuseFaults(tx, user, before.account_id, typed, now)
  const mentions =
    typed.body === undefined ? before.mentions : await whoMaySee(tx, mentionedIn(typed.body), before.account_id)

  const values = { ...columnsOf(typed), mentions, updated_at: now }
  if (!(await updateInteraction(tx, id, version, values))) throw changedMeanwhile(await shown(tx, user, id))
  const interaction = {
    id,
    accountId: before.account_id,
    subject: typed.subject ?? before.subject,
    body: typed.body ?? '',
  }
  const fresh = mentions.filter((one) => !before.mentions.includes(one))
  await notifyMentioned(tx, user, interaction, fresh, now)
  await tell(tx, user, 'interaction.changed', before, now, { fields: Object.keys(typed) })
  return shown(tx, user, id)
}

export async function removeInteraction(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<void> {
  const entry = await findRemovable(tx, user, id)
  if (entry.deleted_at !== null) throw notFound('interaction')
  if (entry.version !== version || !(await updateInteraction(tx, id, version, { deleted_at: now, updated_at: now })))
    throw changedMeanwhile(await shown(tx, user, id))
  await tell(tx, user, 'interaction.removed', entry, now, {})
}

/** Undoes a removal; to undo twice is no fault. */
export async function restoreInteraction(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const entry = await findRemovable(tx, user, id)
  if (entry.deleted_at === null) return
  await updateInteraction(tx, id, entry.version, { deleted_at: null, updated_at: now })
  await tell(tx, user, 'interaction.restored', entry, now, {})
}

async function findChangeable(tx: Tx, user: User, id: Id, version: number): Promise<StoredInteraction> {
  const entry = await findInteraction(tx, id)
  if (!entry || entry.deleted_at !== null) throw notFound('interaction')
  if (!mayChangeEntry(user, entry)) throw forbidden('You may only change what you wrote yourself.')
  if (entry.version !== version) throw changedMeanwhile(await shown(tx, user, id))
  return entry
}

async function findRemovable(tx: Tx, user: User, id: Id): Promise<StoredInteraction> {
  const entry = await findInteraction(tx, id)
  if (!entry) throw notFound('interaction')
  if (!mayRemoveEntry(user, entry)) throw forbidden('You may only remove what you wrote yourself.')
  return entry
}

const clockSkewMs = 24 * 3_600_000

async function refuseFaults(tx: Tx, user: User, accountId: Id, typed: InteractionChange, now: Date): Promise<void> {
  const language = languageOf(user)
  const faults: FieldFault[] = []
  if (typed.contactId && !(await isContactOf(tx, typed.contactId, accountId)))
    faults.push(sayFault('contactId', 'unknownContact', language))
  // What is still to come is a follow-up; a day is left for the clocks of other zones.
  if (typed.at && Date.parse(typed.at) > now.getTime() + clockSkewMs) faults.push(sayFault('at', 'inFuture', language))
  if (faults.length > 0)
    throw new Refusal('invalidInteraction', 422, 'Some fields are wrong; see errors.', { errors: faults })
}

const columnOf = {
  kind: 'kind',
  direction: 'direction',
  at: 'at',
  contactId: 'contact_id',
  subject: 'subject',
  body: 'body',
  outcome: 'outcome',
  durationSeconds: 'duration_seconds',
} as const satisfies Record<keyof InteractionChange, string>

const columnsOf = (typed: InteractionChange): Record<string, unknown> =>
  Object.fromEntries(
    (Object.entries(typed) as [keyof InteractionChange, unknown][])
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [columnOf[field], value]),
  )

async function attach(tx: Tx, user: User, id: Id, accountId: Id, files: readonly Id[]): Promise<void> {
  if (files.length === 0) return
  const attached = await attachFiles(tx, id, accountId, user.id, files)
  if (attached !== new Set(files).size)
    throw new Refusal(
      'unknownAttachment',
      422,
      'A file is missing, of another account, or attached already. Upload it again.',
    )
}

async function shown(tx: Tx, user: User, id: Id): Promise<TimelineEntry> {
  const entry = await findEntry(tx, id)
  if (!entry) throw notFound('interaction')
  return presentEntry(entry, user)
}

async function tell(
  tx: Tx,
  user: User,
  kind: string,
  entry: Pick<StoredInteraction, 'id' | 'account_id'>,
  now: Date,
  data: Record<string, unknown>,
): Promise<void> {
  await recordEvent(tx, {
    kind,
    subject: { type: 'interaction', id: entry.id },
    accountId: entry.account_id,
    actorId: user.id,
    at: now,
    data,
  })
  await adviseAgain(tx, [entry.account_id], now)
}
