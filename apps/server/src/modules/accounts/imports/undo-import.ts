import type { User } from '../../../platform/http/serve.ts'
import type { FoundImport } from './imports.queries.ts'
import type { ImportDeps, Report } from './work-import.ts'

export async function undoImport(_deps: ImportDeps, _batch: FoundImport, _user: User, _report: Report): Promise<void> {}
