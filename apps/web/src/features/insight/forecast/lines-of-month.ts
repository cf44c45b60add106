import { type AnalysisFilter, type forecast, type LinesBehind, type ReplyOf, ServiceKind } from '@quayside/contract'

export type Forecast = ReplyOf<(typeof forecast)['read']>
export type Made = NonNullable<Forecast['forecast']>

/** The lines a month was summed over; null for a lane, by which lines cannot be narrowed. */
export function linesOfMonth(filter: AnalysisFilter, answer: Forecast, month: string): LinesBehind | null {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)
  const of = { ...filter, currency: answer.basis.currency, from: month, to: last }
  const { by, key } = answer
  if (by === 'all' || key === null) return of
  switch (by) {
    case 'account':
      return { ...of, accountId: key }
    case 'region':
      return { ...of, region: key }
    case 'service': {
      const service = ServiceKind.safeParse(key)
      return service.success ? { ...of, service: service.data } : null
    }
    default:
      return null
  }
}
