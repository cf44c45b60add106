import type { Account, AccountChange, AccountFields, Category } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { type NewEvent, recordEvents } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound } from '../../platform/refusal.ts'
import { type AccountField, accountFields, columnOfField, fieldsOf } from './account-fields.ts'
import { refuseFaults, refuseTaken, refuseUnwritable } from './account-refusals.ts'
import { mayChangeAccount, mayReadAccount } from './accounts.policy.ts'
import {
  type ColumnValues,
  type FoundAccount,
  findAccount,
  findLiveAccount,
  findPeopleAndPlaces,
  findWritingContext,
  hangsBelow,
  updateAccount,
  type WritingContext,
} from './accounts.queries.ts'
import { adviseAgain } from './advice/keep-advice.ts'
import { checkAccount, checkKind } from './check-account.ts'
import { dayOf } from './create-account.ts'
import { type DerivedFrom, deriveAccount } from './derive-account.ts'
import { languageOf, sayFault } from './fault-messages.ts'
import { type CustomCategories, categoryOf } from './mask-account.ts'
import { presentAccount } from './present-account.ts'

/** Changes the fields named and no others; two people editing one customer never overwrite each other silently. */
export async function changeAccount(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: AccountChange,
  now: Date,
): Promise<Account> {
  const before = await findChangeable(tx, user, id, version)
  const context = await findWritingContext(tx, typed, false)
  refuseUnwritable(typed, context.custom_fields, user)
  const values = await checkedChange(tx, user, before, typed, context, now)
  const after = { ...before, ...values } as FoundAccount
  const changes = differences(before, after)
  if (changes.length === 0) return presentAccount(before, user)
  if (!mayReadAccount(user, after))
    throw forbidden('You would lose sight of the account. Ask someone who sees both teams.')
  await refuseTaken(tx, takenKeys(before, after), id, user, async (other) => Boolean(await findAccount(tx, other)))

  const { people, places } = await findPeopleAndPlaces(tx, id)
  const derived = deriveAccount(after as unknown as DerivedFrom, people, places, now)
  const changed = await updateAccount(tx, id, version, { ...values, ...derived, updated_at: now, updated_by: user.id })
  if (!changed) throw changedMeanwhile(presentAccount((await findAccount(tx, id)) ?? before, user))
  await recordEvents(tx, changeEvents(before, changed, changes, user, now))
  await adviseAgain(tx, [id], now)
  return presentAccount(changed, user)
}

/** Finds a live account and refuses, in this order, what is invisible, what is not allowed and what has moved on. */
export async function findChangeable(tx: Tx, user: User, id: Id, version: number | null): Promise<FoundAccount> {
  const found = await findLiveAccount(tx, id)
  if (!found || found.deleted_at !== null) throw notFound('account')
  if (!mayChangeAccount(user, found)) throw forbidden()
  if (version !== null && found.version !== version) throw changedMeanwhile(presentAccount(found, user))
  return found
}

async function checkedChange(
  tx: Tx,
  user: User,
  before: FoundAccount,
  typed: AccountChange,
  context: WritingContext,
  now: Date,
): Promise<ColumnValues> {
  const language = languageOf(user)
  const { values, faults } = checkAccount(typed, { context, language, today: dayOf(now) })
  if (typed.custom) values.custom = withoutNulls({ ...(before.custom as object), ...(values.custom as object) })
  const whole = fieldsOf({ ...before, ...values } as FoundAccount)
  refuseFaults([...faults, ...checkKind(whole, language)])
  if (typed.parentId && typed.parentId !== before.parent_id && (await hangsBelow(tx, typed.parentId, before.id)))
    refuseFaults([sayFault('parentId', 'circle', language)])
  return values
}

const withoutNulls = (values: object) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

const takenKeys = (before: FoundAccount, after: FoundAccount) => ({
  code: after.credit_code !== before.credit_code ? after.credit_code : null,
  key: after.external_key !== before.external_key ? after.external_key : null,
})

export interface Difference {
  field: string
  from: unknown
  to: unknown
}

/** Field by field, custom fields one by one as `custom.key`. */
export function differences(before: FoundAccount, after: FoundAccount): Difference[] {
  const plain = accountFields
    .filter((field) => field !== 'custom')
    .map((field) => compare(field, before[columnOfField[field]], after[columnOfField[field]]))
  const [old, fresh] = [before.custom, after.custom] as Record<string, unknown>[]
  const keys = [...new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])]
  const custom = keys.map((key) => compare(`custom.${key}`, old?.[key] ?? null, fresh?.[key] ?? null))
  return [...plain, ...custom].filter((difference) => difference !== null)
}

const compare = (field: AccountField | string, from: unknown, to: unknown): Difference | null =>
  JSON.stringify(from) === JSON.stringify(to) ? null : { field, from, to }

/** Before and after of each field with its category, by which the timeline hides what its reader may not see. */
export function changeEvents(
  before: FoundAccount,
  after: FoundAccount,
  changes: readonly Difference[],
  user: User,
  now: Date,
): NewEvent[] {
  const custom = before.custom_categories ?? {}
  const common = { subject: { type: 'account', id: after.id }, accountId: after.id, actorId: user.id, at: now }
  const data = {
    changes: Object.fromEntries(
      changes.map(({ field, from, to }) => [field, { from, to, category: categoryOfChange(field, custom) }]),
    ),
  }
  const events: NewEvent[] = [{ ...common, kind: 'account.changed', data }]
  if (before.owner_id !== after.owner_id)
    events.push({
      ...common,
      kind: 'account.ownerChanged',
      data: { from: person(before), to: person(after) },
    })
  return events
}

const person = (row: FoundAccount) => (row.owner_id ? { id: row.owner_id, name: row.owner_name } : null)

export function categoryOfChange(field: string, custom: CustomCategories): Category {
  return field.startsWith('custom.') ? (custom[field.slice('custom.'.length)] ?? 'basic') : categoryOf(field)
}

export type { AccountFields }
