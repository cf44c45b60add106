import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

export interface PageOf<Row> {
  rows: Row[]
  next: string | null
  total?: number
  totalIsFloor?: boolean
}

/** Rows of a list as the table wants them, wherever they come from. */
export interface RowSource<Row> {
  rows: readonly Row[]
  total?: number
  totalIsFloor?: boolean
  loading: boolean
  /** The rows shown are of the last filter while those of the new one are on their way. */
  stale: boolean
  error: unknown
  hasMore: boolean
  loadingMore: boolean
  loadMore: () => void
  reload: () => void
}

/**
 * A list of the server, page by page, e.g.
 * `useRows(['account', 'list', query], (cursor, signal) => call(listAccounts, { query: { ...query, cursor }, signal }))`.
 * Start the key with the subject of live changes.
 */
export function useRows<Row>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>,
): RowSource<Row> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    // Reading forty pages again because one row changed would be slow: long lists are refreshed when asked.
    refetchOnWindowFocus: (state) => (state.state.data?.pages.length ?? 0) < 5,
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const first = data?.pages[0]
  return {
    rows,
    total: first?.total ?? (data && !hasNextPage ? rows.length : undefined),
    totalIsFloor: first?.totalIsFloor,
    loading: query.isPending,
    stale: query.isPlaceholderData,
    error: query.error,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) fetchNextPage()
    },
    reload: () => refetch(),
  }
}

/** Rows that are already here. */
export function rowsAtHand<Row>(rows: readonly Row[] | undefined, error: unknown = null): RowSource<Row> {
  return {
    rows: rows ?? [],
    total: rows?.length,
    loading: rows === undefined && !error,
    stale: false,
    error,
    hasMore: false,
    loadingMore: false,
    loadMore: () => {},
    reload: () => {},
  }
}
