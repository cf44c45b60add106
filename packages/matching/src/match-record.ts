/** What is known of one customer or person. Every field may be missing; a missing field speaks neither for nor against. */
export type MatchRecord = {
  /** All names it goes by: registered, short, former, in Chinese and English. */
  readonly names?: readonly string[]
  readonly givenName?: string
  readonly familyName?: string
  /** Without it, a record with a given or family name is a person, any other an enterprise. */
  readonly kind?: 'enterprise' | 'person'
  readonly address?: MatchAddress
  readonly phones?: readonly string[]
  readonly emails?: readonly string[]
  /** Credit codes, tax numbers, identity numbers: whatever is meant to belong to one alone. */
  readonly codes?: readonly string[]
  /** Year, month, day, with or without marks between. */
  readonly birthDate?: string
  readonly category?: string
}

export type MatchAddress = {
  /** With the house number, in the order people write it. */
  readonly street?: string
  readonly suburb?: string
  readonly city?: string
  readonly region?: string
  readonly postcode?: string
}

/** The fields that a comparison can name as a reason. */
export type MatchField =
  | 'name'
  | 'namePlace'
  | 'nameIndustry'
  | 'legalForm'
  | 'branch'
  | 'givenName'
  | 'familyName'
  | 'birthDate'
  | 'creditCode'
  | 'code'
  | 'phone'
  | 'email'
  | 'streetNumber'
  | 'street'
  | 'suburb'
  | 'city'
  | 'region'
  | 'postcode'
  | 'category'

/** Why: `similarity` 0..1, `weight` in bits, above 0 for the same, below for different. */
export type MatchReason = { readonly field: MatchField; readonly similarity: number; readonly weight: number }

export type MatchVerdict = 'same' | 'probable' | 'different'

export type MatchResult = {
  /** 0..1, the probability the weights amount to; 1 for records that say exactly the same. */
  readonly score: number
  readonly verdict: MatchVerdict
  /** Strongest first. */
  readonly reasons: readonly MatchReason[]
}
