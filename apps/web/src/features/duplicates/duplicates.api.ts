import {
  type BodyOf,
  cancelJob,
  compareDuplicates,
  type DuplicatePair,
  dismissDuplicate,
  listCustomFields,
  listDuplicates,
  listJobs,
  listMerges,
  mergeAccounts,
  type ReplyOf,
  readJob,
  reconsiderDuplicate,
  scanDuplicates,
  undoMerge,
} from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export type Comparison = ReplyOf<typeof compareDuplicates>
export type Merge = ReplyOf<typeof listMerges>['rows'][number]
export type PairState = DuplicatePair['state']

/** Lists of pairs change with the accounts they are about. */
export const pairsKey = ['account', 'duplicates'] as const
export const mergesKey = ['account', 'merges'] as const

export const fetchPairs = (
  query: { state: PairState; accountId?: string },
  cursor: string | undefined,
  signal: AbortSignal,
) => call(listDuplicates, { query: { ...query, cursor, limit: 100 }, signal })

export const comparisonQuery = (id: string) =>
  queryOptions({
    queryKey: [...pairsKey, 'one', id],
    queryFn: ({ signal }) => call(compareDuplicates, { params: { id }, signal }),
    retry: false,
  })

export const fetchMerges = (cursor: string | undefined, signal: AbortSignal) =>
  call(listMerges, { query: { cursor, limit: 100 }, signal })

export const customFieldsQuery = queryOptions({
  queryKey: ['customField', 'account'],
  queryFn: ({ signal }) => call(listCustomFields, { query: { subject: 'account' }, signal }),
  staleTime: 300_000,
})

export const dismiss = (id: string) => call(dismissDuplicate, { params: { id } })
export const reconsider = (id: string) => call(reconsiderDuplicate, { params: { id } })
export const merge = (body: BodyOf<typeof mergeAccounts>) => call(mergeAccounts, { body })
export const takeApart = (id: string) => call(undoMerge, { params: { id } })
export const startScan = () => call(scanDuplicates)
export const stopScan = (id: string) => call(cancelJob, { params: { id } })

/** Between two looks at a running scan. */
const lookAgainMs = 700
const isOver = (state: string | undefined) => state !== undefined && state !== 'waiting' && state !== 'running'

export const scanQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => call(readJob, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    refetchInterval: (query) => (isOver(query.state.data?.state) ? false : lookAgainMs),
  })

/** A scan of mine that is under way, so that a reload does not lose sight of it. */
export const runningScanQuery = queryOptions({
  queryKey: ['job', 'list', 'scan'],
  queryFn: async ({ signal }) => {
    const { rows } = await call(listJobs, { query: { limit: 20 }, signal })
    return rows.find((job) => job.kind === 'accounts.scanDuplicates' && !isOver(job.state))?.id ?? null
  },
})
