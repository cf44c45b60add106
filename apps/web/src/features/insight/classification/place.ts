import { type AnalysisFilter, ClassificationMeasure, categoryOfMeasure, usualQuestions } from '@quayside/contract'
import { z } from 'zod'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'

export const usual = usualQuestions.classification
const cut = z.coerce.number().min(0).max(100).optional()

/** What the page asks, kept in the address. */
export const ClassificationPlace = AnalysisPlace.extend({
  measure: ClassificationMeasure.optional(),
  scheme: z.enum(['pyramid', 'pareto']).optional(),
  cutA: cut,
  cutB: cut,
  cutC: cut,
  tier: z.enum(['A', 'B', 'C', 'D']).optional(),
  /** 0: not judged. */
  potential: z.coerce.number().int().min(0).max(5).optional(),
})
export type ClassificationPlace = z.infer<typeof ClassificationPlace>
export type OnPlace = (change: Partial<ClassificationPlace>) => void

export type Scheme = 'pyramid' | 'pareto'
export type Question = AnalysisFilter &
  Pick<ClassificationPlace, 'cutA' | 'cutB' | 'cutC' | 'tier'> & { measure: ClassificationMeasure; scheme: Scheme }

export const measures = ClassificationMeasure.options
export const isMoney = (measure: ClassificationMeasure) => categoryOfMeasure(measure) === 'finance'

export function questionOf(place: ClassificationPlace, today: string, seesMoney: boolean): Question {
  const { measure, scheme, cutA, cutB, cutC, tier } = place
  return {
    ...filterOf(place, today, usual.period),
    measure: measure ?? (seesMoney ? usual.asks.measure : 'orders'),
    scheme: scheme ?? usual.asks.scheme,
    cutA,
    cutB,
    cutC,
    tier,
  }
}

/** What the sources give (DOMAIN ANA-6), in percent: of customers for the pyramid, of the cumulated measure for Pareto. */
export const standardCuts = { pyramid: [1, 5, 20], pareto: [80, 95, 100] } as const

export const cutsRise = ([a, b, c]: readonly number[]) =>
  a !== undefined && b !== undefined && c !== undefined && a > 0 && a <= b && b <= c && c <= 100
