import type { Account, AccountFields, NewAccount } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { forbidden } from '../../platform/refusal.ts'
import { type AccountField, accountFields, columnOfField, emptyValue, fieldsOf } from './account-fields.ts'
import { refuseFaults, refuseTaken, refuseUnwritable } from './account-refusals.ts'
import { mayCreateAccount, mayReadAccount } from './accounts.policy.ts'
import { accountNumber, type ColumnValues, findAccount, findWritingContext, insertAccount } from './accounts.queries.ts'
import { checkAccount, checkKind } from './check-account.ts'
import { missingCustomFields } from './check-custom-fields.ts'
import { type DerivedFrom, deriveAccount } from './derive-account.ts'
import { languageOf } from './fault-messages.ts'
import { withoutEmpty } from './mask-account.ts'
import { presentAccount } from './present-account.ts'

const staffSource: AccountFields['source'] = { family: 'modern', method: 'staff' }

/** A new account belongs to its maker unless he says otherwise. */
export async function createAccount(tx: Tx, user: User, typed: NewAccount, now: Date): Promise<Account> {
  const fields = withoutEmpty(typed)
  const ownerId = typed.ownerId === undefined ? user.id : typed.ownerId
  const teamId = typed.teamId === undefined ? (user.teamIds[0] ?? null) : typed.teamId
  const context = await findWritingContext(tx, { ownerId, teamId, parentId: typed.parentId }, true)
  const language = languageOf(user)

  const held = { owner_id: ownerId, team_id: teamId }
  if (!mayCreateAccount(user, held)) throw forbidden('You may only create accounts of your own, or of your teams.')
  if (!mayReadAccount(user, held))
    throw forbidden('You would not see the account. Make yourself or your team its owner.')
  refuseUnwritable(fields, context.custom_fields, user)
  const { values, faults } = checkAccount(fields, { context, language, today: dayOf(now) })
  const whole = {
    ...emptyAccount(),
    ...values,
    owner_id: ownerId,
    team_id: teamId,
    source: typed.source ?? staffSource,
  }
  const writable = context.custom_fields.filter((one) => user.rights.categories[one.category].write)
  refuseFaults([
    ...faults,
    ...checkKind(fieldsOf(whole as never), language),
    ...missingCustomFields(typed.custom ?? {}, writable, language),
  ])
  const id = newId()
  await refuseTaken(tx, { code: text(values.credit_code), key: text(values.external_key) }, id, user, async (other) =>
    Boolean(await findAccount(tx, other)),
  )

  const number = accountNumber(context.number ?? 0)
  const record: ColumnValues = { ...whole, number, verified_at: null }
  const made = await insertAccount(
    tx,
    {
      ...record,
      ...deriveAccount(record as unknown as DerivedFrom, [], [], now),
      id,
      state_since: now,
      created_at: now,
      created_by: user.id,
      updated_at: now,
      updated_by: user.id,
    },
    {
      kind: 'account.created',
      subject: { type: 'account', id },
      accountId: id,
      actorId: user.id,
      at: now,
      data: { number, name: String(whole.name).slice(0, 200), kind: whole.kind, source: whole.source },
    },
  )
  return presentAccount(made, user)
}

function emptyAccount(): ColumnValues {
  const empty = accountFields.map((field: AccountField) => [columnOfField[field], emptyValue(field)])
  return { ...Object.fromEntries(empty), phone_raw: null }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The calendar day in UTC: good enough to tell a birthday from the future. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10)
