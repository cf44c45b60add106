import type { AccountFields } from '@quayside/contract'
import type { MessageLanguage } from '@quayside/validity'
import type { Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { type FieldFault, Refusal } from '../../platform/refusal.ts'
import { type CustomFieldDefinition, findHolders } from './accounts.queries.ts'
import { languageOf, sayFault } from './fault-messages.ts'
import { unwritableFields } from './mask-account.ts'

export function refuseFaults(faults: readonly FieldFault[]): void {
  if (faults.length === 0) return
  throw new Refusal('invalidAccount', 422, 'Some fields are wrong; see errors.', { errors: faults })
}

/** 403 that names each field whose category the user may not write. */
export function refuseUnwritable(
  typed: Partial<AccountFields>,
  definitions: readonly CustomFieldDefinition[],
  user: User,
): void {
  const custom = Object.fromEntries(definitions.map((one) => [one.key, one.category]))
  const fields = unwritableFields(typed, custom, user.rights)
  if (fields.length === 0) return
  const errors = fields.map((field) => sayFault(field.replace('.', '/'), 'notWritable', languageOf(user)))
  throw new Refusal('categoryNotWritable', 403, `Your roles do not let you write: ${fields.join(', ')}.`, { errors })
}

/** 409 that says which of the two keys is taken, and by whom when the user may see him. */
export async function refuseTaken(
  tx: Tx,
  keys: { code: string | null; key: string | null },
  ownId: Id,
  user: User,
  isVisible: (id: Id) => Promise<boolean>,
): Promise<void> {
  if (keys.code === null && keys.key === null) return
  const holders = await findHolders(tx, keys.code, keys.key, ownId)
  const [first] = holders
  if (!first) return
  const language: MessageLanguage = languageOf(user)
  const errors = holders.map(({ held }) => sayFault(held, `${held}Taken`, language))
  const visible = await isVisible(first.id)
  const message = visible
    ? `Account ${first.number} has this ${first.held === 'creditCode' ? 'credit code' : 'external key'} already.`
    : 'An account you may not see has this key already. Ask your administrator.'
  throw new Refusal(`${first.held}Taken`, 409, message, {
    errors,
    extra: visible ? { holder: { id: first.id, number: first.number } } : {},
  })
}
