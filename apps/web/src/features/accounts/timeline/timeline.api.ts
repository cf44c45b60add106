import {
  addInteraction,
  type BodyOf,
  changeInteraction,
  type QueryOf,
  readTimeline,
  removeAttachment,
  removeInteraction,
  restoreInteraction,
  type TimelineEntry,
  uploadAttachment,
} from '@quayside/contract'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../../app/api.ts'

export type Show = NonNullable<QueryOf<typeof readTimeline>['show']>
export type Interaction = Extract<TimelineEntry, { type: 'interaction' }>
export type TimelineEvent = Extract<TimelineEntry, { type: 'event' }>
export type NewInteraction = BodyOf<typeof addInteraction>

const pageRows = 40

/** Begins with the account, so that whatever happens to it elsewhere appears here. */
export const timelineKey = (id: string, show: Show, search: string) =>
  ['account', id, 'timeline', show, search] as const

export const fetchTimeline =
  (id: string, show: Show, search: string) => (cursor: string | undefined, signal: AbortSignal) =>
    call(readTimeline, {
      params: { id },
      query: { cursor, limit: pageRows, show, search: search || undefined },
      signal,
    })

/** The timeline as it is opened first: the same key and the same question. */
export function hurryTimeline(client: QueryClient, id: string) {
  const ask = fetchTimeline(id, 'all', '')
  return client.prefetchInfiniteQuery({
    queryKey: timelineKey(id, 'all', ''),
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
  })
}

export const addEntry = (accountId: string, body: NewInteraction) =>
  call(addInteraction, { params: { id: accountId }, body })

export const changeEntry = (entry: Pick<Interaction, 'id' | 'version'>, body: BodyOf<typeof changeInteraction>) =>
  call(changeInteraction, { params: { id: entry.id }, body, ifMatch: entry.version })

export const removeEntry = (entry: Pick<Interaction, 'id' | 'version'>) =>
  call(removeInteraction, { params: { id: entry.id }, ifMatch: entry.version })

export const restoreEntry = (id: string) => call(restoreInteraction, { params: { id } })

export function upload(accountId: string, file: File) {
  const body = new FormData()
  body.append('file', file, file.name || 'image.png')
  return call(uploadAttachment, { params: { id: accountId }, body })
}

export const dropAttachment = (id: string) => call(removeAttachment, { params: { id } })
