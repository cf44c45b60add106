import type { AnalysisFilter, CompositionBy, LinesBehind } from '@quayside/contract'
import { ServiceKind } from '@quayside/contract'

/** The lines a part was summed over; null for the rest beyond the rows shown, which has no condition of its own. */
export function linesOfPart(narrowed: AnalysisFilter, by: CompositionBy, key: string): LinesBehind | null {
  if (key === '*') return null
  switch (by) {
    case 'account':
      return { ...narrowed, accountId: key }
    case 'service': {
      const service = ServiceKind.safeParse(key)
      return service.success ? { ...narrowed, service: service.data } : null
    }
    case 'tier':
    case 'owner':
    case 'team':
      return { ...narrowed, only: `${by}=${encodeURIComponent(key)}` }
    default:
      return { ...narrowed, [by]: key }
  }
}
