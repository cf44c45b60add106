import {
  checkEdiOverrides,
  type EdiSettings,
  type EdiStandard,
  listColleagues,
  listEdiCodedElements,
  listEdiMessages,
  listEdiPartners,
  type QueryOf,
  readEdiMessage,
  readEdiPartner,
  readEdiSummary,
  searchAccounts,
} from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export type MessageQuery = Omit<QueryOf<typeof listEdiMessages>, 'cursor' | 'limit'>

export const fetchMessages = (query: MessageQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listEdiMessages, { query: { ...query, cursor, limit: 100 }, signal })

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['ediMessage', id],
    queryFn: ({ signal }) => call(readEdiMessage, { params: { id }, signal }),
  })
export const summaryQuery = queryOptions({
  queryKey: ['ediMessage', 'list', 'summary'],
  queryFn: ({ signal }) => call(readEdiSummary, { signal }),
})
export const partnersQuery = queryOptions({
  queryKey: ['ediPartner', 'list'],
  queryFn: ({ signal }) => call(listEdiPartners, { signal }),
})
export const partnerQuery = (id: string) =>
  queryOptions({
    queryKey: ['ediPartner', id],
    queryFn: ({ signal }) => call(readEdiPartner, { params: { id }, signal }),
  })

export const codedElementsQuery = (standard: EdiStandard, type: string) =>
  queryOptions({
    queryKey: ['ediCodedElements', standard, type],
    queryFn: ({ signal }) => call(listEdiCodedElements, { query: { standard, type }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const overrideChecksQuery = (standard: EdiStandard, overrides: Record<string, unknown>) =>
  queryOptions({
    queryKey: ['ediOverrideChecks', standard, overrides],
    queryFn: ({ signal }) =>
      call(checkEdiOverrides, { body: { standard, overrides: overrides as EdiSettings['overrides'] }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: ({ signal }) => call(listColleagues, { signal }),
})

export async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map(({ id, name, number }) => ({ value: id, label: name, detail: number }))
}
