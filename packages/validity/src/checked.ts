/** What a check found wrong, as a code that `validityMessage` puts into words. */
export type ValidityCode =
  | 'empty'
  | 'phoneNotANumber'
  | 'phoneTooShort'
  | 'phoneTooLong'
  | 'phoneUnassigned'
  | 'phoneUnknownCountry'
  | 'emailNoAt'
  | 'emailLocalPart'
  | 'emailDomain'
  | 'emailTooLong'
  | 'creditCodeLength'
  | 'creditCodeCharacter'
  | 'creditCodeRegion'
  | 'creditCodeCheck'
  | 'organisationCodeForm'
  | 'organisationCodeCheck'
  | 'residentIdForm'
  | 'residentIdOldForm'
  | 'residentIdRegion'
  | 'residentIdBirthDate'
  | 'residentIdCheck'
  | 'postcodeForm'
  | 'postcodeNotUsed'
  | 'unlocodeForm'
  | 'unlocodeUnknown'
  | 'urlForm'
  | 'urlScheme'
  | 'urlHost'
  | 'urlCredentials'

export type ValidityParams = Readonly<Record<string, string | number>>

export type Wrong = { readonly ok: false; readonly code: ValidityCode; readonly params: ValidityParams }

/** A check's answer: the value in the one form to be stored, with what was learned from it, or what is wrong. */
export type Checked<Found = unknown> = ({ readonly ok: true; readonly value: string } & Found) | Wrong

export function wrong(code: ValidityCode, params: ValidityParams = {}): Wrong {
  return { ok: false, code, params }
}
