import { listNotifications, type ReplyOf, readNotifications } from '@quayside/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './api.ts'

export type Notices = ReplyOf<typeof listNotifications>
export type Notice = Notices['rows'][number]

export const notificationsQuery = queryOptions({
  queryKey: ['notification', 'list'],
  queryFn: ({ signal }) => call(listNotifications, { query: { limit: 20 }, signal }),
})

/** Without ids: all of them. */
export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids?: string[]) => call(readNotifications, { body: { ids } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['notification'] }),
  })
}

/** Who did it, as far as the notice says. */
export function actorOf(notice: Pick<Notice, 'data'>): string {
  const { by } = notice.data
  return by && typeof by === 'object' && 'name' in by ? String(by.name) : ''
}

/** What it is about: the title of a task, the name of a file, the words of a mention. */
export function subjectOf({ data, account }: Pick<Notice, 'data' | 'account'>): string {
  for (const key of ['excerpt', 'title', 'subject', 'text', 'fileName', 'name'])
    if (typeof data[key] === 'string') return data[key]
  return account?.name ?? ''
}
