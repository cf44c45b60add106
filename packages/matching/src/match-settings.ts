import type { MatchField } from './match-record.ts'

/**
 * One field's evidence after Fellegi & Sunter, "A Theory for Record Linkage", JASA 64 (1969): `m` is the probability
 * that the field agrees for the same customer, `u` that it agrees for two different ones. Full agreement weighs
 * log2(m/u) bits, disagreement log2((1−m)/(1−u)); between `floor` and 1 the similarity is interpolated, as Winkler
 * (1990) does.
 */
export type FieldEvidence = { readonly m: number; readonly u: number; readonly floor: number }

export type MatchSettings = {
  readonly fields: Readonly<Record<MatchField, FieldEvidence>>
  /** log2 of the odds that two candidates are the same before anything is compared. */
  readonly priorBits: number
  /** Bits above which two records are the same, and above which a person should look. */
  readonly sameBits: number
  readonly probableBits: number
  /**
   * The most that phone and address can weigh together: firms in one building, or a household, share them all, so they
   * are not the independent evidence that Fellegi & Sunter's sum assumes.
   */
  readonly premisesBits: Readonly<Record<'enterprise' | 'person', number>>
  /** Says how a Chinese text is read (pinyin without tones), so that 张玮 and 张伟 come near; off when absent. */
  readonly reading?: (text: string) => string
}

const evidence = (m: number, u: number, floor: number): FieldEvidence => ({ m, u, floor })

export const defaultSettings: MatchSettings = {
  fields: {
    name: evidence(0.985, 0.0004, 0.45),
    namePlace: evidence(0.98, 0.2, 0),
    nameIndustry: evidence(0.985, 0.3, 0),
    legalForm: evidence(0.9, 0.1, 0),
    branch: evidence(0.99995, 0.3, 0),
    givenName: evidence(0.95, 0.01, 0.7),
    familyName: evidence(0.92, 0.009, 0.7),
    birthDate: evidence(0.95, 0.0003, 0.4),
    creditCode: evidence(0.96, 1e-9, 0.5),
    code: evidence(0.92, 1e-5, 0.5),
    phone: evidence(0.75, 0.0004, 0.5),
    email: evidence(0.6, 0.0002, 0.8),
    streetNumber: evidence(0.95, 0.04, 0.4),
    street: evidence(0.88, 0.02, 0.55),
    suburb: evidence(0.9, 0.02, 0.7),
    city: evidence(0.75, 0.15, 0.6),
    region: evidence(0.92, 0.3, 0.5),
    postcode: evidence(0.88, 0.01, 0.4),
    category: evidence(0.6, 0.3, 0.5),
  },
  priorBits: -11.5,
  sameBits: 3,
  premisesBits: { enterprise: 14, person: 8 },
  probableBits: 0,
}
