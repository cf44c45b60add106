import type { board, ReplyOf } from '@quayside/contract'
import type { AnalysisPlace } from '../frame/analysis-place.ts'

export type Board = ReplyOf<(typeof board)['read']>

/** The same filter on another page; the period is named there as here, for pages differ in what is usual. */
export function onPage(place: AnalysisPlace, answer: Board, more: Record<string, unknown> = {}) {
  return { ...place, period: place.period ?? 'months12', currency: answer.basis.currency, ...more } as never
}

/** Where the whole past counts: without the beginning of the period. */
export function sinceEver(place: AnalysisPlace, answer: Board, more: Record<string, unknown> = {}) {
  const { from: _, period: __, ...narrowed } = place
  const to = answer.basis.to
  return {
    ...narrowed,
    ...(to ? { period: 'custom', to } : { period: 'all' }),
    currency: answer.basis.currency,
    ...more,
  } as never
}

/** What is ahead is forecast from everything that was. */
export function ahead(place: AnalysisPlace, answer: Board, more: Record<string, unknown> = {}) {
  const { from: _, to: __, period: ___, ...narrowed } = place
  return { ...narrowed, currency: answer.basis.currency, ...more } as never
}
