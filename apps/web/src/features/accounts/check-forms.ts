import type * as Validity from '@quayside/validity'
import type { FieldErrors } from '../../ui/form/index.ts'

export interface Reach {
  phone?: string | null
  mobile?: string | null
  email?: string | null
  website?: string | null
  creditCode?: string | null
  postcode?: string | null
  /** Where the postcode belongs. */
  country?: string
}

/** By the functions the server decides by; each sentence is for the field beside it. */
export function faultsOf(
  values: Reach,
  validity: typeof Validity,
  country: string,
  language: Validity.MessageLanguage,
): FieldErrors {
  const { checkPhone, checkEmail, checkUrl, checkCreditCode, checkPostcode, validityMessage } = validity
  const checks: Record<Exclude<keyof Reach, 'country'>, (text: string) => { ok: true } | Validity.Wrong> = {
    phone: (text) => checkPhone(text, country),
    mobile: (text) => checkPhone(text, country),
    email: checkEmail,
    website: checkUrl,
    creditCode: checkCreditCode,
    postcode: (text) => checkPostcode(text, values.country ?? country),
  }
  const faults: FieldErrors = {}
  for (const [field, check] of Object.entries(checks) as [keyof typeof checks, (typeof checks)['phone']][]) {
    const text = values[field]
    const found = text ? check(text) : undefined
    if (found && !found.ok) faults[field] = validityMessage(found.code, found.params, language)
  }
  return faults
}
