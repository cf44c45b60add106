import {
  type BodyOf,
  changeAnalysisView,
  listAnalysisViews,
  openPlainly,
  openWithAnalysisView,
  removeAnalysisView,
  saveAnalysisView,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../app/api.ts'
import { useFailure } from '../../../ui/index.ts'

/** Saved analyses of one kind, and what may be done with them. */
export function useAnalysisViews(analysis: string) {
  const client = useQueryClient()
  const failure = useFailure()
  const queryKey = ['analysisView', analysis]
  const { data: views = [], isSuccess: known } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listAnalysisViews, { query: { analysis }, signal }),
    staleTime: 60_000,
  })
  const refresh = () => client.invalidateQueries({ queryKey })
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: refresh,
    onError: failure,
  })
  return {
    views,
    /** The views were read: that there is none is certain. */
    known,
    write,
    refresh,
    create: async (body: BodyOf<typeof saveAnalysisView>) => {
      const made = await call(saveAnalysisView, { body })
      await refresh()
      return made
    },
    change: (id: string, body: BodyOf<typeof changeAnalysisView>, version: number | undefined) =>
      call(changeAnalysisView, { params: { id }, body, ifMatch: version }),
    /** Whether the page opens with it for me. */
    openWith: (id: string, first: boolean) => call(first ? openWithAnalysisView : openPlainly, { params: { id } }),
    remove: (id: string) => call(removeAnalysisView, { params: { id } }),
  }
}
