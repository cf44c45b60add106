import type { AnalysisView } from '@quayside/contract'
import type { AnalysisPlace } from './analysis-place.ts'
import type { Period } from './period.ts'

const given = (fields: object, without: readonly string[]) =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== undefined && value !== null && !without.includes(name)),
  )

/** What of the address is saved. */
export const keptPlace = (place: AnalysisPlace): AnalysisView['place'] => given(place, ['view'])

/** The days of a named period are worked out anew each time. */
export const keptQuestion = (question: object, period: Period): AnalysisView['question'] =>
  given(question, period === 'custom' ? [] : ['from', 'to'])

export function samePlace(one: AnalysisView['place'], other: AnalysisView['place']): boolean {
  const sorted = (place: AnalysisView['place']) =>
    JSON.stringify(Object.entries(place).sort(([a], [b]) => (a < b ? -1 : 1)))
  return sorted(one) === sorted(other)
}
