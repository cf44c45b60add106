import type { AccountFields } from '@quayside/contract'
import {
  checkCreditCode,
  checkEmail,
  checkPhone,
  checkUrl,
  type MessageLanguage,
  validityMessage,
  type Wrong,
} from '@quayside/validity'
import type { FieldFault } from '../../platform/refusal.ts'
import { type AccountField, columnOfField, isEmptyValue } from './account-fields.ts'
import type { ColumnValues, WritingContext } from './accounts.queries.ts'
import { checkCustomFields } from './check-custom-fields.ts'
import { badTexts, sayFault } from './fault-messages.ts'

export interface Checking {
  context: WritingContext
  language: MessageLanguage
  /** The day it is where the company is. */
  today: string
}

export interface CheckedAccount {
  /** Columns in the one form they are stored in. */
  values: ColumnValues
  faults: FieldFault[]
}

/** What only one kind of account has. */
const kindOf: Partial<Record<AccountField, readonly AccountFields['kind'][]>> = {
  creditCode: ['enterprise'],
  size: ['enterprise'],
  gender: ['individual'],
  birthDate: ['individual'],
  departmentHead: ['department'],
}

/** Checks what was typed and brings it to the form to store; knows nothing of what is stored already. */
export function checkAccount(typed: Partial<AccountFields>, checking: Checking): CheckedAccount {
  const values: ColumnValues = {}
  const faults = badTexts(typed, checking.language)
  for (const [field, value] of Object.entries(typed) as [AccountField, unknown][]) {
    if (value === undefined || field === 'custom') continue
    values[columnOfField[field]] = value
  }
  checkForms(typed, checking, values, faults)
  checkReferences(typed, checking, faults)
  if (typed.birthDate && typed.birthDate > checking.today)
    faults.push(sayFault('birthDate', 'inFuture', checking.language))
  if (typed.custom) {
    const custom = checkCustomFields(typed.custom, checking.context.custom_fields, checking.language)
    values.custom = custom.values
    faults.push(...custom.faults)
  }
  return { values, faults }
}

/** `phone`, `email`, `website`, `creditCode`: an empty one is none, a good one is brought to its standard form. */
function checkForms(
  typed: Partial<AccountFields>,
  checking: Checking,
  values: ColumnValues,
  faults: FieldFault[],
): void {
  const { language, context } = checking
  const take = (field: AccountField, found: { ok: true; value: string } | Wrong) => {
    if (found.ok) values[columnOfField[field]] = found.value
    else
      faults.push({ path: `/${field}`, code: found.code, message: validityMessage(found.code, found.params, language) })
  }
  for (const field of nullable) if (typed[field] === '') values[columnOfField[field]] = null
  if (typed.phone !== undefined) values.phone_raw = typed.phone || null
  if (typed.phone) take('phone', storedPhone(typed.phone, context.country))
  if (typed.email) take('email', checkEmail(typed.email))
  if (typed.website) take('website', checkUrl(typed.website))
  if (typed.creditCode) take('creditCode', checkCreditCode(typed.creditCode))
}

const nullable = [
  'phone',
  'email',
  'website',
  'creditCode',
  'externalKey',
  'industry',
  'language',
  'departmentHead',
  'businessScope',
  'seasonality',
  'bankName',
  'bankAccount',
  'taxTitle',
  'sharedNote',
] as const satisfies readonly AccountField[]

/** E.164 with the extension behind it, as `checkPhone` reads it again: `+8675588886666 ext. 801`. */
export function storedPhone(text: string, country: string): { ok: true; value: string } | Wrong {
  const found = checkPhone(text, country)
  if (!found.ok || !found.extension) return found
  return { ok: true, value: `${found.value} ext. ${found.extension}` }
}

function checkReferences(typed: Partial<AccountFields>, { context, language }: Checking, faults: FieldFault[]): void {
  if (typed.ownerId && !context.owner_active) faults.push(sayFault('ownerId', 'unknownUser', language))
  if (typed.teamId && !context.team_known) faults.push(sayFault('teamId', 'unknownTeam', language))
  if (typed.parentId && !context.parent_known) faults.push(sayFault('parentId', 'unknownAccount', language))
}

/** Looks at the whole account as it will stand: an individual has no credit code, a company no birthday. */
export function checkKind(whole: AccountFields, language: MessageLanguage): FieldFault[] {
  return Object.entries(kindOf)
    .filter(([field, kinds]) => !kinds.includes(whole.kind) && !isEmptyValue(whole[field as AccountField]))
    .map(([field]) => sayFault(field, 'notForKind', language))
}
