import type { Import, ImportOptions } from '@quayside/contract'
import { type Detected, detectFile, issueMessage, readRows } from '@quayside/tabular'
import type { z } from 'zod'
import { Refusal } from '../../../platform/refusal.ts'
import type { Options } from './read-cells.ts'

export type Wanted = Partial<z.output<typeof ImportOptions>>
type Shown = NonNullable<Import['detected']>
export type Readable = Exclude<
  Detected,
  { kind: 'empty' | 'binary' | 'legacyXls' | 'encryptedXlsx' | 'notXlsx' | 'markup' }
>

const sampleRows = 20

/**
 * What the file is, by its content.
 * @throws Refusal 422 with the advice in both languages when it is no table
 */
export async function detectReadable(path: string): Promise<Readable> {
  const detected = await detectFile(path)
  if (detected.kind === 'delimited' || detected.kind === 'xlsx' || detected.kind === 'vcard') return detected
  const issue = detected.issues[0]
  throw notReadable(
    issue?.code ?? 'binaryFile',
    issue ? issueMessage(issue, 'zh-CN') : '',
    issue ? issueMessage(issue, 'en') : '',
  )
}

export const notReadable = (code: string, zh: string, en: string) =>
  new Refusal(code, 422, `${en} ${zh}`.trim(), { extra: { messageZh: zh, messageEn: en } })

/** The person knows better than the guess: encoding, delimiter, header. */
export function withOptions(detected: Readable, options: Wanted): Readable {
  if (detected.kind === 'xlsx') return detected
  const encoding = options.encoding ?? detected.encoding
  if (detected.kind === 'vcard') return { ...detected, encoding }
  return {
    ...detected,
    encoding,
    delimiter: options.delimiter ?? detected.delimiter,
  }
}

/** How rows are read; `hasHeader` only overrules where the person says there is none. */
export const readOptions = (options: Wanted) => ({
  ...(options.sheet ? { sheet: options.sheet } : {}),
  ...(options.hasHeader === undefined ? {} : { hasHeader: options.hasHeader }),
  limits: { maxColumns: 10_000, batchRows: 500 },
})

/** Reads the beginning and tells what a person wants to see before mapping. */
export async function previewFile(path: string, bytes: number, options: Wanted): Promise<Shown> {
  const detected = withOptions(await detectReadable(path), options)
  let headers: readonly string[] = []
  const sample: string[][] = []
  let perRow = 0
  const wanted =
    detected.kind === 'delimited' && options.hasHeader === undefined
      ? { ...options, hasHeader: detected.headerLine > 0 }
      : options
  for await (const batch of readRows(path, detected, readOptions(wanted))) {
    headers = batch.header
    const broken = batch.issues.find((issue) => issue.severity === 'error')
    if (broken && batch.rows.length === 0 && sample.length === 0)
      throw notReadable(broken.code, issueMessage(broken, 'zh-CN'), issueMessage(broken, 'en'))
    for (const row of batch.rows.slice(0, sampleRows - sample.length))
      sample.push(row.values.map((text) => text.slice(0, 500)))
    const last = batch.rows.at(-1)
    if (last && batch.bytesRead > 0) perRow = batch.bytesRead / last.rowNumber
    if (batch.bytesRead >= batch.totalBytes && last) perRow = bytes / batch.rows.length
    if (sample.length >= sampleRows || headers.length > 0) break
  }
  return {
    kind: detected.kind,
    encoding: detected.kind === 'xlsx' ? null : detected.encoding,
    bom: detected.kind !== 'xlsx' && detected.bom,
    delimiter: detected.kind === 'delimited' ? detected.delimiter : null,
    lineEnd: detected.kind === 'delimited' ? detected.lineEnd : null,
    sheets: detected.kind === 'xlsx' ? detected.sheets.map((name) => ({ name, rows: null })) : [],
    headers: [...headers],
    sample,
    rowsEstimate: perRow > 0 && detected.kind !== 'xlsx' ? Math.max(1, Math.round(bytes / perRow)) : null,
    hasHeader: detected.kind !== 'delimited' || detected.headerLine > 0,
  }
}

/** Rows of the file as the batch's options say. */
export async function* importRows(path: string, options: Options) {
  const detected = withOptions(await detectReadable(path), options)
  yield* readRows(path, detected, readOptions(options))
}
