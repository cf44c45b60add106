import type { mergeAccounts as route } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../../../platform/database.ts'
import { recordEvents } from '../../../../platform/events.ts'
import type { User } from '../../../../platform/http/serve.ts'
import { type Id, newId } from '../../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../../platform/refusal.ts'
import { mayDeleteAccount } from '../../accounts.policy.ts'
import {
  type ColumnValues,
  type FoundAccount,
  findAccount,
  findCustomCategories,
  findCustomFields,
  findPeopleAndPlaces,
  hangsBelow,
} from '../../accounts.queries.ts'
import { adviseAgain } from '../../advice/keep-advice.ts'
import { type DerivedFrom, deriveAccount } from '../../derive-account.ts'
import { categoryOf } from '../../mask-account.ts'
import { presentAccount } from '../../present-account.ts'
import { presentMerge } from './list-merges.ts'
import { type Choices, decidedFields, mergedValues, wrongChoices } from './merge-choices.ts'
import { findMerge, findPeople, findPlaces, finishMerge, lockAccounts, moveHangers } from './merges.queries.ts'
import { gainsOf, samePeople } from './same-person.ts'
import { placesLeftBehind } from './same-place.ts'

type Wanted = z.output<(typeof route)['body']>

/** Makes one account of two: what hangs on the loser goes to the winner, the loser leads on to him, and all of it can be undone. */
export async function mergeAccounts(tx: Tx, user: User, wanted: Wanted, now: Date) {
  if (wanted.winnerId === wanted.loserId)
    throw new Refusal('sameAccount', 422, 'An account cannot be merged with itself.')
  const { winner, loser } = await findBoth(tx, user, wanted)
  await refuseChoices(tx, user, winner, loser, wanted.choices)

  const id = newId()
  const values = await withSafeParent(tx, winner, loser, mergedValues(winner, loser, wanted.choices))
  const moved = await move(tx, id, winner.id, loser.id, wanted.choices, now, (gains) =>
    finishMerge(tx, id, { ...values, updated_at: now, updated_by: user.id }, gains),
  )
  await derive(tx, id, { ...winner, ...values } as FoundAccount, now)
  await tell(tx, user, id, winner, loser, { moved, fields: Object.keys(values) }, now)
  await adviseAgain(tx, [winner.id], now)

  const merge = await findMerge(tx, id)
  if (!merge) throw new TypeError('A merge just made is there.')
  return presentMerge(merge, user)
}

async function findBoth(tx: Tx, user: User, { winnerId, loserId, winnerVersion, loserVersion }: Wanted) {
  const held = await Promise.all([findAccount(tx, winnerId), findAccount(tx, loserId)])
  for (const account of held) {
    if (!account || account.deleted_at !== null) throw notFound('account')
    if (!mayDeleteAccount(user, account)) throw forbidden('Merging needs the right to delete both accounts.')
  }
  await lockAccounts(tx, winnerId, loserId)
  // Read again behind the lock: whoever changed one meanwhile was faster.
  const winner = await findAccount(tx, winnerId)
  const loser = await findAccount(tx, loserId)
  if (!winner || !loser || winner.deleted_at !== null || loser.deleted_at !== null) throw notFound('account')
  for (const [account, version] of [
    [winner, winnerVersion],
    [loser, loserVersion],
  ] as const)
    if (account.version !== version) throw changedMeanwhile(presentAccount(account, user))
  return { winner, loser }
}

async function refuseChoices(tx: Tx, user: User, winner: FoundAccount, loser: FoundAccount, choices: Choices) {
  if (winner.kind !== loser.kind)
    throw new Refusal(
      'kindsDiffer',
      422,
      `A ${winner.kind} and a ${loser.kind} cannot be one. Change the kind of one first.`,
    )
  const kinds = new Map((await findCustomFields(tx)).map((field) => [field.key, field.kind]))
  const wrong = wrongChoices(choices, kinds)
  if (wrong.length > 0)
    throw new Refusal('wrongChoices', 422, `These fields cannot be chosen like that: ${wrong.join(', ')}.`, {
      errors: wrong.map((field) => ({ path: `/choices/${field}`, code: 'wrongChoice', message: 'No such choice.' })),
    })
  const custom = await findCustomCategories(tx)
  const values = mergedValues(winner, loser, choices)
  const unwritable = decidedFields(values, choices).filter((field) => {
    const category = field.startsWith('custom.')
      ? (custom[field.slice('custom.'.length)] ?? 'basic')
      : categoryOf(field)
    return !user.rights.categories[category].write
  })
  if (unwritable.length > 0)
    throw new Refusal('categoryNotWritable', 403, `Your roles do not let you decide: ${unwritable.join(', ')}.`)
}

/** A winner below the loser takes the loser's place in the group; a parent from among those below the winner is no parent. */
async function withSafeParent(
  tx: Tx,
  winner: FoundAccount,
  loser: FoundAccount,
  values: ColumnValues,
): Promise<ColumnValues> {
  if (await hangsBelow(tx, winner.id, loser.id)) return { ...values, parent_id: loser.parent_id }
  const { parent_id, ...rest } = values
  if (typeof parent_id !== 'string') return values
  return (await hangsBelow(tx, parent_id, winner.id)) ? rest : values
}

type Gains = Record<Id, Record<string, unknown>>

async function move(
  tx: Tx,
  id: Id,
  winnerId: Id,
  loserId: Id,
  choices: Choices,
  now: Date,
  finish: (gains: Gains) => Promise<void>,
): Promise<Record<string, number>> {
  const [staying, coming] = [await findPeople(tx, winnerId), await findPeople(tx, loserId)]
  const doubles = samePeople(staying, coming)
  const leftBehind = placesLeftBehind(await findPlaces(tx, winnerId), await findPlaces(tx, loserId))
  const moved = await moveHangers(tx, { id, winnerId, loserId, doubles, leftBehind, choices, now })
  const gains: Gains = {}
  for (const [double, stays] of doubles) {
    const [own, other] = [staying.find((one) => one.id === stays), coming.find((one) => one.id === double)]
    const gained = own && other ? gainsOf(own, other) : {}
    if (Object.keys(gained).length > 0) gains[stays] = gained
  }
  await finish(gains)
  return { ...moved, samePeople: doubles.size, sameAddresses: leftBehind.length }
}

async function derive(tx: Tx, id: Id, merged: FoundAccount, now: Date): Promise<void> {
  const { people, places } = await findPeopleAndPlaces(tx, merged.id)
  await finishMerge(tx, id, { ...deriveAccount(merged as unknown as DerivedFrom, people, places, now) }, {})
}

async function tell(
  tx: Tx,
  user: User,
  mergeId: Id,
  winner: FoundAccount,
  loser: FoundAccount,
  what: { moved: Record<string, number>; fields: string[] },
  now: Date,
): Promise<void> {
  const named = ({ id, number, name }: FoundAccount) => ({ id, number, name: name.slice(0, 200) })
  const event = (account: FoundAccount, kind: string, data: Record<string, unknown>) => ({
    kind,
    subject: { type: 'account', id: account.id },
    accountId: account.id,
    actorId: user.id,
    at: now,
    data: { mergeId, ...data },
  })
  await recordEvents(tx, [
    event(winner, 'account.merged', { loser: named(loser), ...what }),
    event(loser, 'account.mergedInto', { winner: named(winner) }),
  ])
}
