import type { ContactFields } from '@quayside/contract'
import { checkEmail, type MessageLanguage, validityMessage, type Wrong } from '@quayside/validity'
import type { z } from 'zod'
import type { User } from '../../../platform/http/serve.ts'
import { type FieldFault, Refusal } from '../../../platform/refusal.ts'
import { storedPhone } from '../check-account.ts'
import { dayOf } from '../create-account.ts'
import { badTexts, languageOf, sayFault } from '../fault-messages.ts'

export type TypedContact = Partial<z.output<typeof ContactFields>>

const columnOf = {
  name: 'name',
  nameEn: 'name_en',
  role: 'role',
  jobTitle: 'job_title',
  department: 'department',
  mobile: 'mobile',
  phone: 'phone',
  email: 'email',
  wechat: 'wechat',
  preferredChannel: 'preferred_channel',
  birthday: 'birthday',
  characterNote: 'character_note',
  isPrimary: 'is_primary',
  active: 'active',
} as const satisfies Record<keyof TypedContact, string>

export type ContactColumns = Partial<Record<(typeof columnOf)[keyof TypedContact], unknown>>

/** The columns to store. @throws Refusal 403 naming the fields of a category not writable, 422 naming the wrong ones */
export function checkContact(typed: TypedContact, user: User, country: string, now: Date): ContactColumns {
  refuseUnwritable(typed, user)
  const language = languageOf(user)
  const values: ContactColumns = {}
  for (const [field, value] of Object.entries(typed) as [keyof TypedContact, unknown][])
    if (value !== undefined) values[columnOf[field]] = value === '' && nullable.has(field) ? null : value
  const faults = badTexts(typed, language)
  const take = (field: 'mobile' | 'phone' | 'email', found: { ok: true; value: string } | Wrong) => {
    if (found.ok) values[field] = found.value
    else faults.push(fault(field, found, language))
  }
  if (typed.mobile) take('mobile', storedPhone(typed.mobile, country))
  if (typed.phone) take('phone', storedPhone(typed.phone, country))
  if (typed.email) take('email', checkEmail(typed.email))
  if (typed.birthday && typed.birthday > dayOf(now)) faults.push(sayFault('birthday', 'inFuture', language))
  if (faults.length > 0)
    throw new Refusal('invalidContact', 422, 'Some fields are wrong; see errors.', { errors: faults })
  return values
}

const nullable: ReadonlySet<string> = new Set([
  'mobile',
  'phone',
  'email',
  'wechat',
  'jobTitle',
  'department',
  'characterNote',
])

const fault = (field: string, { code, params }: Wrong, language: MessageLanguage): FieldFault => ({
  path: `/${field}`,
  code,
  message: validityMessage(code, params, language),
})

/** A person belongs to the basic data; what is noted of his character, to behaviour. */
function refuseUnwritable(typed: TypedContact, user: User): void {
  const { basic, behaviour } = user.rights.categories
  const fields = Object.keys(typed).filter((field) =>
    field === 'characterNote' ? Boolean(typed.characterNote) && !behaviour.write : !basic.write,
  )
  if (fields.length === 0) return
  const errors = fields.map((field) => sayFault(field, 'notWritable', languageOf(user)))
  throw new Refusal('categoryNotWritable', 403, `Your roles do not let you write: ${fields.join(', ')}.`, { errors })
}
