import type { CompanyName } from './company-name.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { oneSlip } from './one-slip.ts'
import { softTokens } from './soft-tokens.ts'

/** How two names of one script compare part by part; undefined where one of them says nothing. */
export type CompanySimilarity = {
  readonly name: number
  readonly place?: number
  readonly industry?: number
  /** 1 for the same full name with its form, 0.8 for two forms, undefined when one is a short name. */
  readonly form?: number
  readonly branch?: number
  /** Bits added to an agreeing name for being long, taken away for being short. */
  readonly rarity: number
}

export function companySimilarity(one: CompanyName, other: CompanyName): CompanySimilarity | undefined {
  if (one.script !== other.script) return undefined
  const name = one.script === 'han' ? hanCore(one, other) : latinCore(one, other)
  return {
    name,
    ...set('place', overlap(one.places, other.places, 0)),
    ...set('industry', overlap(one.industries, other.industries, 0)),
    ...set('form', one.hasForm && other.hasForm && name === 1 ? (one.whole === other.whole ? 1 : 0.8) : undefined),
    ...set('branch', branch(one.branch, other.branch)),
    rarity: name > 0.7 ? Math.min(rarity(one), rarity(other)) : 0,
  }
}

function set<Key extends string>(key: Key, value: number | undefined): { [K in Key]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: number })
}

/** A brand of two characters differs by one: 远洋 and 远航 are two firms; of four, it may be a slip. */
function hanCore(one: CompanyName, other: CompanyName): number {
  if (one.core === other.core || one.whole === other.whole) return 1
  const [a, b] = one.core.length <= other.core.length ? [one.core, other.core] : [other.core, one.core]
  const byReading = one.reading !== '' && one.reading === other.reading ? 0.85 : 0
  if (a.length >= 2 && b.startsWith(a)) return Math.max(byReading, 0.8)
  if (oneSlip(a, b)) return Math.max(byReading, 1 - 1 / Math.max(2.5, a.length))
  return Math.max(byReading, Math.min(0.6, jaroWinkler(a, b) * 0.6))
}

function latinCore(one: CompanyName, other: CompanyName): number {
  if (one.core === other.core || one.whole === other.whole) return 1
  const joined = jaroWinkler(one.core, other.core)
  const byWords = softTokens(one.tokens, other.tokens)
  const [a, b] = one.tokens.length <= other.tokens.length ? [one, other] : [other, one]
  const within = a.core.length >= 4 && b.core.startsWith(a.core) ? 0.85 : 0
  return Math.min(0.99, Math.max(byWords, within, joined > 0.92 ? joined : 0))
}

function overlap(one: readonly string[], other: readonly string[], none: number): number | undefined {
  if (one.length === 0 || other.length === 0) return undefined
  const [few, many] = one.length <= other.length ? [one, other] : [other, one]
  const shared = few.filter((entry) => many.includes(entry)).length
  if (shared === 0) return none
  return shared === many.length ? 1 : 0.9
}

function branch(one: string, other: string): number | undefined {
  if (one === '' && other === '') return undefined
  return one === other ? 1 : 0
}

function rarity(name: CompanyName): number {
  if (name.script === 'han') return Math.min(3, (name.core.length - 2) * 1.2) - (name.hasForm ? 0 : 1.5)
  const telling = name.tokens.reduce((sum, token) => sum + token.weight, 0)
  return telling < 1 ? -4 : Math.min(2, (telling - 1.4) * 1.2)
}
