import type { Analysis, QueryOf } from '@quayside/contract'
import { useMay } from '../../../app/session.ts'

/** Whether an answer may leave in a file; every one names customers. */
export function useMayExport<A extends Analysis>(analysis: A, question: QueryOf<A['read']>): boolean {
  const may = useMay()
  if (!may('analyses', 'export') || !may.export('basic')) return false
  return analysis.tells(analysis.read.query.parse(question)).every(may.export)
}
