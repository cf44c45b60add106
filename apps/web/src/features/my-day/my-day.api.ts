import {
  addInteraction,
  type BodyOf,
  changeFollowUp,
  completeFollowUp,
  createFollowUp,
  type FollowUp,
  type MyDay,
  readMyDay,
  reopenFollowUp,
  searchAccounts,
} from '@quayside/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '../../app/api.ts'

export type Day = z.infer<typeof MyDay>

/** Begins with `followUp`, so that a follow-up changed elsewhere shows here. */
export const myDayQuery = queryOptions({
  queryKey: ['followUp', 'my-day'],
  queryFn: ({ signal }) => call(readMyDay, { signal }),
})

export async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({
    value: row.id,
    label: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
  }))
}

export const reopen = (id: string) => call(reopenFollowUp, { params: { id } })

/** Takes the follow-up off the page at once; the server's answer follows. */
export function useComplete(onError: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (followUp: FollowUp) => call(completeFollowUp, { params: { id: followUp.id } }),
    onMutate: (followUp) => client.setQueryData(myDayQuery.queryKey, (day) => day && without(day, followUp.id)),
    onError,
    onSettled: () => client.invalidateQueries({ queryKey: ['followUp'] }),
  })
}

export function usePostpone(onError: (error: unknown) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ followUp, dueAt }: { followUp: Pick<FollowUp, 'id' | 'version'>; dueAt: string }) =>
      call(changeFollowUp, { params: { id: followUp.id }, body: { dueAt }, ifMatch: followUp.version }),
    onError,
    onSettled: () => client.invalidateQueries({ queryKey: ['followUp'] }),
  })
}

export const addNote = (accountId: string, body: string) =>
  call(addInteraction, { params: { id: accountId }, body: { kind: 'note', body } })

export const planFollowUp = (body: BodyOf<typeof createFollowUp>) => call(createFollowUp, { body })

export function without(day: Day, id: string): Day {
  const others = (list: FollowUp[]) => list.filter((followUp) => followUp.id !== id)
  const { overdue, today, week, overdueCount } = day.followUps
  const wasOverdue = overdue.some((followUp) => followUp.id === id)
  return {
    ...day,
    followUps: {
      overdue: others(overdue),
      today: others(today),
      week: others(week),
      overdueCount: overdueCount - (wasOverdue ? 1 : 0),
    },
  }
}
