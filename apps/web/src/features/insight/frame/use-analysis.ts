import type { Analysis, AnalysisBasis, QueryOf, ReplyOf } from '@quayside/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../../app/api.ts'

/** The warehouse follows the orders within seconds; somebody who looks at the page sees it move. */
const lookAgainMs = 30_000
/** An answer that is being worked out anew is there within seconds. */
const renewingMs = 2_000

/** The answer of an analysis; that of the question before stays until the new one is there. */
export function useAnalysis<A extends Analysis>(analysis: A, question: QueryOf<A['read']>) {
  return useQuery({
    queryKey: ['analyses', analysis.name, question],
    queryFn: ({ signal }) =>
      call(analysis.read, { query: question as never, signal } as never) as Promise<ReplyOf<A['read']>>,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isRenewing(state.data) ? renewingMs : lookAgainMs),
  })
}

const isRenewing = (answer: unknown) => (answer as { basis?: AnalysisBasis } | undefined)?.basis?.renewing === true
