import { Readable } from 'node:stream'
import { type CellValue, writeCsv, writeXlsx } from '@quayside/tabular'
import { type Database, readAs } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { columnName } from './draft-row.ts'
import { type FoundImport, findKeptRows } from './imports.queries.ts'

const pageRows = 1_000
const states = ['faulty', 'duplicate', 'skipped']

/** The rows that were not imported, as they stand in the file, with what is wrong in front: to be mended elsewhere and uploaded again. */
export function faultyRowsFile(
  database: Database,
  user: User,
  batch: FoundImport,
  { format, locale }: { format: 'csv' | 'xlsx'; locale: 'zh-CN' | 'en' },
): Readable {
  const zh = locale === 'zh-CN'
  const headers = (batch.detected?.headers ?? []).map((name, index) =>
    columnName(name, index, batch.options?.hasHeader ?? true),
  )
  const columns = [
    ...headers.map((header) => ({ header })),
    { header: zh ? '行号' : 'Row', kind: 'number' as const },
    { header: zh ? '原因' : 'Reason', width: 60 },
  ]
  const rows = async function* (): AsyncGenerator<CellValue[]> {
    for (let after = 0; ; ) {
      const page = await readAs(database, user.id, (db) =>
        findKeptRows(db, batch.id, { states, after, limit: pageRows }),
      )
      for (const row of page) {
        const reasons = row.issues.map(
          (issue) => `${issue.column === null ? '' : `${issue.column}: `}${zh ? issue.messageZh : issue.messageEn}`,
        )
        yield [...headers.map((_, at) => row.values[at] ?? ''), Number(row.row_number), reasons.join('\n')]
      }
      if (page.length < pageRows) return
      after = Number(page.at(-1)?.row_number ?? 0)
    }
  }
  return Readable.from(format === 'csv' ? writeCsv(columns, rows()) : writeXlsx(columns, rows()))
}
