import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { Derived } from '../derive-account.ts'
import type { BulkEvent, Change } from './bulk-rows.ts'
import type { DraftWorld } from './draft-account.ts'
import type { Counts, FoundImport } from './imports.queries.ts'
import type { Options } from './read-cells.ts'
import type { RowDraft } from './row-draft.ts'
import { rowIssue } from './row-issue.ts'

/** One stretch of the file on its way into the database: everything in it commits together with the checkpoint. */
export interface Chunk {
  tx: Tx
  user: User
  batch: FoundImport
  options: Options
  world: DraftWorld
  now: Date
  counts: Counts
  changes: Change[]
  events: BulkEvent[]
  /** Rows this chunk found it cannot write. */
  refused: RowDraft[]
}

/** A row with its place in the file: which time its customer and its order come up, counted from 1. */
export interface PlacedRow {
  row: RowDraft
  customerSeen: number
  orderSeen: number
  /** What would follow if the row makes an account; null: not worked out. */
  derived: Derived | null
}

/** Somebody else wrote the same key between our look and our insert: the chunk is done again and will find it. */
export class MetAnother extends Error {
  override readonly name = 'MetAnother'
}

export function refuseRow(
  chunk: Chunk,
  row: RowDraft,
  column: string | null,
  code: string,
  params: Record<string, unknown> = {},
): void {
  row.issues.push(rowIssue(column, code, 'error', params))
  chunk.refused.push(row)
}

/** Where a row's account is, once found or made. */
export interface Target {
  id: Id
  number: string
  name: string
  isNew: boolean
}
