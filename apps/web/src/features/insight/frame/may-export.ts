import type { Analysis, QueryOf, Told } from '@quayside/contract'
import { useMay } from '../../../app/session.ts'

/** Whether an answer may leave in a file; every one names customers. */
export function useMayExport<A extends Analysis>(analysis: A, question: QueryOf<A['read']>): boolean {
  const may = useMay()
  if (!may('analyses', 'export') || !may.export('basic')) return false
  return toldBy(analysis, question)?.every(may.export) ?? false
}

/** What the answer tells; undefined where it cannot be asked so, as by an address that somebody wrote: the page says what is wrong with it. */
export function toldBy(analysis: Analysis, question: unknown): Told | undefined {
  const { data } = analysis.read.query.safeParse(question)
  return data && analysis.tells(data)
}
