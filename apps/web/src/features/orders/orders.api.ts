import {
  countOrders,
  type Filter,
  listOrderDrafts,
  listOrders,
  listOrderTemplates,
  listOrderVersions,
  type Order,
  type OrderSort,
  readOrder,
  readOrderDraft,
  searchAccounts,
} from '@quayside/contract'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export interface OrderQuery {
  accountId?: string | undefined
  batch?: string | undefined
  from?: string | undefined
  to?: string | undefined
  status?: string | undefined
  search?: string | undefined
  filter?: Filter | undefined
  sort?: OrderSort | undefined
}

const pageRows = 120

/** As the server takes it: a filter travels as text. */
const asked = ({ filter, sort: _, ...query }: OrderQuery) => ({ ...query, filter: filter && JSON.stringify(filter) })

export const ordersKey = (query: OrderQuery) => ['order', 'list', query] as const
export const fetchOrders = (query: OrderQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listOrders, {
    query: { ...asked(query), sort: query.sort, cursor, limit: pageRows, count: cursor ? 'no' : 'yes' } as never,
    signal,
  })

export const countsQuery = (query: OrderQuery) =>
  queryOptions({
    queryKey: ['order', 'list', 'counts', { ...query, status: undefined, sort: undefined }],
    queryFn: ({ signal }) => call(countOrders, { query: { ...asked(query), status: undefined } as never, signal }),
    placeholderData: (former) => former,
  })

export const draftsKey = (state: 'draft' | 'quarantined') => ['order', 'list', 'drafts', state] as const
export const fetchDrafts = (state: 'draft' | 'quarantined') => (cursor: string | undefined, signal: AbortSignal) =>
  call(listOrderDrafts, { query: { state, cursor, limit: pageRows }, signal })

export const orderQuery = (id: string) =>
  queryOptions({ queryKey: ['order', id], queryFn: ({ signal }) => call(readOrder, { params: { id }, signal }) })

export const orderVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['order', id, 'versions'],
    queryFn: ({ signal }) => call(listOrderVersions, { params: { id }, signal }),
  })

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['order', id, 'draft'],
    queryFn: ({ signal }) => call(readOrderDraft, { params: { id }, signal }),
  })

export const templatesQuery = queryOptions({
  queryKey: ['order', 'templates'],
  queryFn: ({ signal }) => call(listOrderTemplates, { signal }),
  staleTime: 60_000,
})

/** As a change answered with it: what is done to it next goes by its new version, however long the reading anew takes. */
export function putOrder(client: QueryClient, order: Order) {
  client.setQueryData(orderQuery(order.id).queryKey, order)
  return refreshOrders(client)
}

/** After anything happened to orders. */
export const refreshOrders = (client: QueryClient) => client.invalidateQueries({ queryKey: ['order'] })

export async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({
    value: row.id,
    label: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
  }))
}
