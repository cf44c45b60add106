import {
  askPrice,
  checkRateCard,
  listTariffRates,
  listTariffs,
  type PriceQueryInput,
  type QueryOf,
  type ReplyOf,
  readTariff,
  searchAccounts,
} from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../app/api.ts'

export type TariffsQuery = Omit<QueryOf<typeof listTariffs>, 'cursor' | 'limit'>
export type CheckedCard = ReplyOf<typeof checkRateCard>

const pageRows = 120

export const tariffsKey = (query: TariffsQuery) => ['tariff', 'list', query] as const
export const fetchTariffs = (query: TariffsQuery) => (cursor: string | undefined, signal: AbortSignal) =>
  call(listTariffs, { query: { ...query, cursor, limit: pageRows }, signal })

export const tariffQuery = (id: string) =>
  queryOptions({ queryKey: ['tariff', id], queryFn: ({ signal }) => call(readTariff, { params: { id }, signal }) })

export const ratesKey = (id: string, no: number, search: string | undefined) =>
  ['tariff', id, 'rates', no, search] as const
export const fetchRates =
  (id: string, no: number, search: string | undefined) => (cursor: string | undefined, signal: AbortSignal) =>
    call(listTariffRates, { params: { id, no }, query: { search, cursor, limit: pageRows }, signal })

/** Every rate of a version: what a further one begins with. */
export async function allRates(id: string, no: number, signal?: AbortSignal) {
  const rates: ReplyOf<typeof listTariffRates>['rows'] = []
  for (let cursor: string | undefined; ; ) {
    const page = await call(listTariffRates, {
      params: { id, no },
      query: { cursor, limit: 500 },
      ...(signal ? { signal } : {}),
    })
    rates.push(...page.rows)
    if (page.next === null) return rates
    cursor = page.next
  }
}

export const priceQuery = (enquiry: PriceQueryInput | undefined) =>
  queryOptions({
    queryKey: ['tariff', 'price', enquiry],
    queryFn: ({ signal }) => call(askPrice, { body: enquiry as PriceQueryInput, signal }),
    enabled: enquiry !== undefined,
    placeholderData: (former) => former,
    staleTime: 30_000,
  })

export function checkCard(file: File) {
  const body = new FormData()
  body.set('file', file)
  return call(checkRateCard, { body })
}

export async function findAccounts(text: string, signal: AbortSignal) {
  const { rows } = await call(searchAccounts, { query: { q: text }, signal })
  return rows.map((row) => ({
    value: row.id,
    label: row.name,
    detail: [row.number, row.city].filter(Boolean).join(' · '),
  }))
}
