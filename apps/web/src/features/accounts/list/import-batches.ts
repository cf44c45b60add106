import { type Filter, type Import, listImports, readImport } from '@quayside/contract'
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { clausesOf } from '../../../ui/filter/filter.ts'
import { useKit } from '../../../ui/index.ts'
import { timeText } from '../../../ui/time-text.ts'

const field = 'importBatch'
/** The latest are offered; an older one that a link names is asked for by itself. */
const offered = 100
const staleTime = 300_000

const latestQuery = queryOptions({
  queryKey: ['import', 'latest'],
  queryFn: ({ signal }) => call(listImports, { query: { limit: offered }, signal }),
  staleTime,
})
const oneQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id, 'named'],
    queryFn: ({ signal }) => call(readImport, { params: { id }, signal }),
    staleTime,
    retry: false,
  })

/** Import batches by the file they came from and its day, for those who may know; undefined for the others. */
export function useImportBatches(filter: Filter | undefined): { value: string; label: string }[] | undefined {
  const mayRead = useMay()('imports', 'read')
  const { locale, zone } = useKit()
  const { data: latest } = useQuery({ ...latestQuery, enabled: mayRead })
  const named = useMemo(() => namedIn(filter), [filter])
  const missing = latest ? named.filter((id) => !latest.rows.some((one) => one.id === id)) : []
  const others = useQueries({
    queries: missing.map(oneQuery),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  })
  return useMemo(() => {
    if (!latest) return undefined
    const label = ({ fileName, createdAt }: Import) => `${fileName} · ${timeText(createdAt, 'day', locale, zone)}`
    return [...latest.rows, ...others].map((one) => ({ value: one.id, label: label(one) }))
  }, [latest, others, locale, zone])
}

const namedIn = (filter: Filter | undefined): string[] =>
  clausesOf(filter)
    .flat()
    .filter((condition) => condition.field === field)
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter((id): id is string => typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
