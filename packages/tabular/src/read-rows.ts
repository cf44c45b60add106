import type { Batch } from './batch.ts'
import { readDelimitedFile } from './delimited/read-delimited.ts'
import type { Detected } from './detected.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { readVCardRows } from './vcard/vcard-rows.ts'
import { readWorkbook } from './xlsx/read-workbook.ts'

export type ReadOptions = {
  /** Sheet of an xlsx; the first one when absent. */
  sheet?: string
  /** Overrides what was detected. */
  hasHeader?: boolean
  limits?: Partial<Limits>
}

/**
 * Streams the rows of a detected file; memory does not grow with the file. Stop early by leaving the loop.
 * The caller may change `detected` first (encoding, delimiter, headerLine) where the user knows better.
 * Faults are issues on rows or batches. A refused kind gives one batch with its issues and no rows.
 */
export async function* readRows(path: string, detected: Detected, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const limits = { ...defaultLimits, ...options.limits }
  switch (detected.kind) {
    case 'delimited': {
      const headerLine =
        options.hasHeader === undefined ? detected.headerLine : options.hasHeader ? detected.headerLine || 1 : 0
      return yield* readDelimitedFile(path, { ...detected, headerLine }, limits)
    }
    case 'xlsx':
      return yield* readWorkbook(path, { ...options, limits })
    case 'vcard':
      return yield* readVCardRows(path, detected, limits)
    case 'empty':
    case 'binary':
    case 'legacyXls':
    case 'encryptedXlsx':
    case 'notXlsx':
    case 'markup':
      yield { header: [], rows: [], issues: detected.issues, bytesRead: 0, totalBytes: 0 }
      return
    default:
      return detected satisfies never
  }
}
