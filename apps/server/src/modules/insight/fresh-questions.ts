import type { AnalysisPeriod } from '@quayside/contract'
import { analyses } from './analyses.ts'
import type { AskedOnce } from './frame/asked-lately.ts'

/** What a page asks when it is opened: its usual period, and what it asks besides (apps/web/src/features/insight). */
const ofPage: Readonly<Record<string, readonly [AnalysisPeriod, object?]>> = {
  board: ['months12'],
  classification: ['all', { measure: 'amount', scheme: 'pyramid' }],
  composition: ['months12', { by: 'service', limit: 200 }],
  rfm: ['months12'],
  lifetime: ['all'],
  churn: ['all'],
  retention: ['months12'],
  matrices: ['months12'],
  'service-kpis': ['months12', { by: 'service', limit: 200 }],
  association: ['months12'],
  forecast: ['all'],
  pivot: ['months12', { rows: 'service', columns: 'year', measures: 'revenue', sort: 'value' }],
  'customer-profitability': ['months12', { order: 'worst', limit: 200 }],
  inventory: ['months12', { limit: 200 }],
  'four-questions': ['year', { limit: 10 }],
}

/** The question of every page as it is opened. */
export const freshQuestions: readonly Pick<AskedOnce, 'analysis' | 'period' | 'question'>[] = analyses.flatMap(
  (analysis) => {
    const usual = ofPage[analysis.name]
    return usual ? [{ analysis, period: usual[0], question: { ...usual[1] } }] : []
  },
)
