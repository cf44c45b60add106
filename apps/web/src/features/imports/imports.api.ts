import {
  type BodyOf,
  cancelImport,
  type Detected,
  downloadFaultyRows,
  type Import,
  type ImportRow,
  listColleagues,
  listImportFields,
  listImportRows,
  listImports,
  listTeams,
  mapImport,
  mendImportRow,
  previewImport,
  type ReplyOf,
  readImport,
  runImport,
  suggestMapping,
  undoImport,
} from '@quayside/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { call, download } from '../../app/api.ts'

export type Batch = Import
export type State = Import['state']
export type DetectedFile = z.infer<typeof Detected>
export type Row = z.infer<typeof ImportRow>
export type RowState = Row['state']
export type Field = ReplyOf<typeof listImportFields>[number]
export type Options = NonNullable<Import['options']>
export type Mapping = Record<string, string | null>
export type Target = Options['target']
/** How the file is read, where the person overrules what was detected. */
export type Reading = Partial<Pick<Options, 'sheet' | 'encoding' | 'delimiter' | 'hasHeader'>>

export const isRunning = (state: State | undefined) =>
  state === 'checking' || state === 'importing' || state === 'undoing'

/** Between two looks at a running batch. */
const lookAgainMs = 600

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id, 'state'],
    queryFn: ({ signal }) => call(readImport, { params: { id }, signal }),
    refetchInterval: (query) => (isRunning(query.state.data?.state) ? lookAgainMs : false),
  })

export const fetchImports = (cursor: string | undefined, signal: AbortSignal) =>
  call(listImports, { query: { cursor, limit: 100 }, signal })

export const previewQuery = (id: string, reading: Reading) =>
  queryOptions({
    queryKey: ['import', id, 'preview', reading],
    queryFn: ({ signal }) => call(previewImport, { params: { id }, body: reading, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export const fieldsQuery = (target: Target) =>
  queryOptions({
    queryKey: ['customField', 'importFields', target],
    queryFn: ({ signal }) => call(listImportFields, { params: { target }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  })

export const suggestionQuery = (id: string, target: Target, { sheet, encoding, delimiter, hasHeader }: Reading) =>
  queryOptions({
    queryKey: ['import', id, 'mapping', target, sheet, encoding, delimiter, hasHeader],
    queryFn: ({ signal }) =>
      call(suggestMapping, {
        params: { id },
        query: {
          target,
          sheet: sheet ?? undefined,
          encoding: encoding ?? undefined,
          delimiter: delimiter ?? undefined,
          hasHeader: hasHeader === undefined ? undefined : hasHeader ? 'yes' : 'no',
        },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export const colleaguesQuery = queryOptions({
  queryKey: ['user', 'colleagues'],
  queryFn: ({ signal }) => call(listColleagues, { signal }),
  staleTime: 300_000,
})
export const teamsQuery = queryOptions({
  queryKey: ['team', 'list'],
  queryFn: ({ signal }) => call(listTeams, { signal }),
  staleTime: 300_000,
})

export const startCheck = (id: string, body: BodyOf<typeof mapImport>) => call(mapImport, { params: { id }, body })
export const start = (id: string) => call(runImport, { params: { id } })
export const stop = (id: string) => call(cancelImport, { params: { id } })
export const takeBack = (id: string) => call(undoImport, { params: { id } })

export const fetchRows = (id: string, state: RowState | 'any', cursor: string | undefined, signal: AbortSignal) =>
  call(listImportRows, { params: { id }, query: { state, cursor, limit: 100 }, signal })

export const mend = (id: string, row: Row, body: BodyOf<typeof mendImportRow>) =>
  call(mendImportRow, { params: { id, rowNumber: row.rowNumber }, body, ifMatch: row.version })

export const saveFaultyRows = (id: string, format: 'csv' | 'xlsx', locale: 'zh-CN' | 'en') =>
  download(downloadFaultyRows, { params: { id }, query: { format, locale } }, `faulty-rows.${format}`)
