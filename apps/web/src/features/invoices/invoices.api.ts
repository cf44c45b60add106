import {
  listExchangeRates,
  listInvoices,
  listPayments,
  listUnreconciled,
  type QueryOf,
  readAgeing,
  readInvoice,
  readPayment,
  readProposals,
  readReceivables,
  searchAccounts,
} from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export type InvoiceQuery = Pick<QueryOf<typeof listInvoices>, 'accountId' | 'search' | 'filter' | 'sort'>
export type PaymentQuery = Pick<QueryOf<typeof listPayments>, 'accountId' | 'search' | 'filter' | 'sort' | 'show'>

const pageRows = 100

export const invoicesKey = (query: InvoiceQuery) => ['invoice', 'list', query] as const
export const fetchInvoices = (query: InvoiceQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listInvoices, { query: { ...query, cursor, limit: pageRows }, signal })
export const paymentsKey = (query: PaymentQuery) => ['payment', 'list', query] as const
export const fetchPayments = (query: PaymentQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listPayments, { query: { ...query, cursor, limit: pageRows }, signal })

export const invoiceQuery = (id: string) =>
  queryOptions({ queryKey: ['invoice', id], queryFn: ({ signal }) => call(readInvoice, { params: { id }, signal }) })
export const paymentQuery = (id: string) =>
  queryOptions({ queryKey: ['payment', id], queryFn: ({ signal }) => call(readPayment, { params: { id }, signal }) })
export const proposalsQuery = (id: string) =>
  queryOptions({
    queryKey: ['payment', id, 'proposals'],
    queryFn: ({ signal }) => call(readProposals, { params: { id }, signal }),
  })
export type UnreconciledQuery = Pick<QueryOf<typeof listUnreconciled>, 'accountId' | 'search' | 'filter'>
export const unreconciledKey = (query: UnreconciledQuery) => ['payment', 'list', 'unreconciled', query] as const
export const fetchUnreconciled = (query: UnreconciledQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listUnreconciled, { query: { ...query, cursor, limit: pageRows }, signal })
export const receivablesQuery = queryOptions({
  queryKey: ['invoice', 'list', 'receivables'],
  queryFn: ({ signal }) => call(readReceivables, { query: { months: 12 }, signal }),
})
export const ratesQuery = queryOptions({
  queryKey: ['invoice', 'list', 'rates'],
  queryFn: ({ signal }) => call(listExchangeRates, { signal }),
})
export type AgeingQuery = Pick<QueryOf<typeof readAgeing>, 'convert' | 'on'>
export const ageingQuery = (query: AgeingQuery) =>
  queryOptions({
    queryKey: ['invoice', 'list', 'ageing', query],
    queryFn: ({ signal }) => call(readAgeing, { query: { ...query, limit: 500 }, signal }),
  })

export async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({
    value: row.id,
    label: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
  }))
}
