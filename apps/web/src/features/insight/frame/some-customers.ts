import type { AnalysisBasis } from '@quayside/contract'

/** Whose customers were counted, where not everybody's were. */
export const someCustomers = ({ sight }: AnalysisBasis): 'own' | 'team' | undefined =>
  sight === 'own' || sight === 'team' ? sight : undefined
