import { listOrders, type QueryOf, readOrder } from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export type OrderQuery = Pick<QueryOf<typeof listOrders>, 'accountId' | 'batch' | 'from' | 'to' | 'status' | 'search'>

const pageRows = 120

export const ordersKey = (query: OrderQuery) => ['order', 'list', query] as const

export const fetchOrders = (query: OrderQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listOrders, { query: { ...query, cursor, limit: pageRows }, signal })

export const orderQuery = (id: string) =>
  queryOptions({ queryKey: ['order', id], queryFn: ({ signal }) => call(readOrder, { params: { id }, signal }) })
