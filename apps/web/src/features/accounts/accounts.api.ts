import {
  type Account,
  type AccountState,
  changeAccount,
  countAccountsByState,
  deleteAccount,
  type Filter,
  listAccounts,
  listColleagues,
  listCustomFields,
  listTeams,
  moveAccountState,
  readAccount,
  readCustomer360,
  restoreAccount,
  searchAccounts,
  takeBackStateMove,
  verifyAccount,
} from '@quayside/contract'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

/** What narrows and orders a list of customers, as the server takes it. */
export interface AccountQuery {
  search?: string
  filter?: Filter
  sort?: string
}

const asked = ({ search, filter, sort }: AccountQuery) => ({
  search: search || undefined,
  filter: filter ? JSON.stringify(filter) : undefined,
  sort,
})

/** Rows asked for at once: three screens. */
const pageRows = 120

export const listKey = (query: AccountQuery) => ['account', 'list', query] as const

export const fetchAccounts =
  (query: AccountQuery, count: boolean) => (cursor: string | undefined, signal: AbortSignal) =>
    call(listAccounts, {
      query: { ...asked(query), cursor, limit: pageRows, count: count && !cursor ? 'yes' : 'no' },
      signal,
    })

/** The plain list as it is opened first: the same key and the same question. */
export function hurryList(client: QueryClient) {
  const query: AccountQuery = { search: '', filter: undefined, sort: undefined }
  const ask = fetchAccounts(query, true)
  return client.prefetchInfiniteQuery({
    queryKey: listKey(query),
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
  })
}

export const statesQuery = (query: AccountQuery) =>
  queryOptions({
    queryKey: ['account', 'states', query],
    queryFn: ({ signal }) =>
      call(countAccountsByState, {
        query: { search: query.search || undefined, filter: query.filter && JSON.stringify(query.filter) },
        signal,
      }),
  })

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['account', id, 'record'],
    queryFn: ({ signal }) => call(readAccount, { params: { id }, signal }),
  })

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['account', id, '360'],
    queryFn: ({ signal }) => call(readCustomer360, { params: { id }, signal }),
  })

/** People, teams and custom fields change rarely: read once, kept for minutes. */
const rarely = 300_000

export const colleaguesQuery = queryOptions({
  queryKey: ['user', 'colleagues'],
  queryFn: ({ signal }) => call(listColleagues, { signal }),
  staleTime: rarely,
})
export const teamsQuery = queryOptions({
  queryKey: ['team', 'all'],
  queryFn: ({ signal }) => call(listTeams, { signal }),
  staleTime: rarely,
})
export const customFieldsQuery = queryOptions({
  queryKey: ['customField', 'account'],
  queryFn: ({ signal }) => call(listCustomFields, { query: { subject: 'account' }, signal }),
  staleTime: rarely,
})

export async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({
    value: row.id,
    label: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
  }))
}

type Versioned = Pick<Account, 'id' | 'version'>

export const moveState = ({ id, version }: Versioned, state: AccountState, reason: string) =>
  call(moveAccountState, { params: { id }, body: { state, reason }, ifMatch: version })

export const takeBackMove = ({ id, version }: Versioned) =>
  call(takeBackStateMove, { params: { id }, ifMatch: version })

export const verify = (id: string) => call(verifyAccount, { params: { id } })

export const saveAccount = ({ id, version }: Versioned, change: Record<string, unknown>) =>
  call(changeAccount, { params: { id }, body: change, ifMatch: version })

export const binAccount = ({ id, version }: Versioned) => call(deleteAccount, { params: { id }, ifMatch: version })

export const unbinAccount = (id: string) => call(restoreAccount, { params: { id } })

/** The record changed here; the live stream tells the others. */
export function refreshAccount(client: QueryClient, id: string) {
  client.invalidateQueries({ queryKey: ['account', id] })
  client.invalidateQueries({ queryKey: ['account', 'list'] })
  client.invalidateQueries({ queryKey: ['account', 'states'] })
}
