import type { AnalysisPeriod } from './period.ts'

/** What the page of each analysis asks when it is opened; the server keeps these answers at hand. */
export const usualQuestions = {
  board: { period: 'months12', asks: {} },
  classification: { period: 'all', asks: { measure: 'amount', scheme: 'pyramid' } },
  composition: { period: 'months12', asks: { by: 'service', limit: 200 } },
  rfm: { period: 'months12', asks: {} },
  lifetime: { period: 'all', asks: {} },
  churn: { period: 'all', asks: {} },
  retention: { period: 'months12', asks: {} },
  matrices: { period: 'months12', asks: {} },
  'service-kpis': { period: 'months12', asks: { by: 'service', limit: 200 } },
  association: { period: 'months12', asks: {} },
  forecast: { period: 'all', asks: {} },
  pivot: { period: 'months12', asks: { rows: 'service', columns: 'year', measures: 'revenue', sort: 'value' } },
  'customer-profitability': { period: 'months12', asks: { order: 'worst', limit: 200 } },
  inventory: { period: 'months12', asks: { limit: 200 } },
  'four-questions': { period: 'year', asks: { limit: 10 } },
} as const satisfies Record<string, { period: AnalysisPeriod; asks: object }>
