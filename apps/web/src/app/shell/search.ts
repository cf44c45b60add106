import { useQueries } from '@tanstack/react-query'
import { useSettled } from '../../ui/settled.ts'
import type { Hit } from '../feature.ts'
import { features } from '../features.ts'
import { holds, useMe } from '../session.ts'

export interface HitGroup {
  namespace: string
  label: string
  hits: Hit[]
}

/** Asks every feature's search at once; each answers into its own group as it comes. */
export function useGlobalSearch(text: string): { groups: HitGroup[]; searching: boolean; failed: boolean } {
  const wanted = useSettled(text.trim())
  const { rights } = useMe()
  const searchers = features.flatMap(({ name, search }) =>
    search && holds(rights, search.right) ? [{ name, ...search }] : [],
  )
  const answers = useQueries({
    queries: searchers.map((searcher) => ({
      queryKey: ['search', searcher.name, wanted],
      queryFn: ({ signal }: { signal: AbortSignal }) => searcher.find(wanted, signal),
      enabled: wanted.length > 0,
      staleTime: 10_000,
    })),
  })
  return {
    groups: searchers.flatMap((searcher, index) => {
      const hits = answers[index]?.data
      return hits && hits.length > 0 ? [{ namespace: searcher.name, label: searcher.label, hits }] : []
    }),
    searching: wanted.length > 0 && (answers.some((answer) => answer.isFetching) || text.trim() !== wanted),
    failed: answers.some((answer) => answer.isError),
  }
}
