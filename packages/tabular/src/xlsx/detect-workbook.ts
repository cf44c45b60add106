import type { Detected, RefusedKind } from '../detected.ts'
import { fileIssue } from '../issue.ts'
import { defaultLimits } from '../limits.ts'
import { readWorkbookParts } from './workbook-parts.ts'
import { openZip, WorkbookFault } from './zip-archive.ts'

/** For a file that starts like a zip. `path` null: only the first bytes are at hand, the sheets stay unknown. */
export async function detectWorkbook(path: string | null, sample: Buffer): Promise<Detected> {
  if (path === null) {
    const plausible = sample.includes('[Content_Types].xml') || sample.includes('xl/')
    return plausible
      ? { kind: 'xlsx', sheets: [], issues: [] }
      : { kind: 'notXlsx', issues: [fileIssue('notXlsx', 'error')] }
  }
  try {
    const zip = await openZip(path, defaultLimits)
    try {
      const { sheets } = await readWorkbookParts(zip)
      return { kind: 'xlsx', sheets: sheets.map((sheet) => sheet.name), issues: [] }
    } finally {
      zip.close()
    }
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error
    const kind: RefusedKind = 'notXlsx'
    return { kind, issues: [error.issue] }
  }
}
