import { stat } from 'node:fs/promises'
import type { Batch } from '../batch.ts'
import { BatchBuilder } from '../batch-builder.ts'
import { fileIssue } from '../issue.ts'
import type { Limits } from '../limits.ts'
import { readCellKinds } from './number-formats.ts'
import { SheetReader } from './sheet-reader.ts'
import { readSharedStrings, readWorkbookParts } from './workbook-parts.ts'
import { tagPieces } from './xml-tags.ts'
import { openZip, WorkbookFault } from './zip-archive.ts'

export type WorkbookOptions = { sheet?: string; hasHeader?: boolean; limits: Limits }

/** The sheet is streamed; only the shared strings are held. A fault in the middle keeps the rows before it. */
export async function* readWorkbook(path: string, options: WorkbookOptions): AsyncGenerator<Batch> {
  const { size } = await stat(path)
  const builder = new BatchBuilder(0)
  try {
    yield* readSheet(path, size, options)
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error
    builder.note(error.issue)
    yield builder.take(size, size)
  }
}

async function* readSheet(path: string, size: number, options: WorkbookOptions): AsyncGenerator<Batch> {
  const zip = await openZip(path, options.limits)
  try {
    const parts = await readWorkbookParts(zip)
    const sheet =
      options.sheet === undefined ? parts.sheets[0] : parts.sheets.find(({ name }) => name === options.sheet)
    if (!sheet) throw new WorkbookFault(fileIssue('noSuchSheet', 'error', { sheet: options.sheet ?? '' }))
    const strings = await readSharedStrings(zip, parts.sharedStrings)
    const kinds = parts.styles === null ? [] : await readCellKinds(zip.read(parts.styles))
    const reader = new SheetReader({
      strings,
      kinds,
      date1904: parts.date1904,
      limits: options.limits,
      hasHeader: options.hasHeader,
    })
    const total = Math.max(zip.size(sheet.part), 1)
    let inflated = 0
    for await (const length of tagPieces(zip.read(sheet.part), reader.onTag)) {
      inflated += length
      if (reader.rowCount >= options.limits.batchRows) yield reader.take(Math.round((inflated / total) * size), size)
    }
    reader.finish()
    yield reader.take(size, size)
  } finally {
    zip.close()
  }
}
