import type { CompanyName } from './company-name.ts'
import { companySimilarity } from './company-similarity.ts'
import { evidenceBits } from './evidence-bits.ts'
import type { MatchField, MatchReason } from './match-record.ts'
import type { MatchSettings } from './match-settings.ts'

/** What the best pair of two companies' names (registered, short, former, English) says; nothing when scripts differ. */
export function companyReasons(
  ones: readonly CompanyName[],
  others: readonly CompanyName[],
  settings: MatchSettings,
): MatchReason[] {
  let best: MatchReason[] = []
  let most = Number.NEGATIVE_INFINITY
  for (const one of ones)
    for (const other of others) {
      const reasons = namePair(one, other, settings)
      if (reasons.length === 0) continue
      const bits = reasons.reduce((sum, reason) => sum + reason.weight, 0)
      if (bits <= most) continue
      most = bits
      best = reasons
    }
  return best
}

function namePair(one: CompanyName, other: CompanyName, settings: MatchSettings): MatchReason[] {
  const found = companySimilarity(one, other)
  if (!found) return []
  const reasons: MatchReason[] = []
  const add = (field: MatchField, similarity: number | undefined, extra = 0): void => {
    if (similarity === undefined) return
    reasons.push({ field, similarity, weight: evidenceBits(settings.fields[field], similarity) + extra })
  }
  add('name', found.name, found.rarity)
  add('namePlace', found.place)
  add('nameIndustry', found.industry)
  add('legalForm', found.form)
  add('branch', found.branch)
  return reasons
}
