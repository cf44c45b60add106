import type { Import } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import { mayReadContent, mayUndoImport } from './imports.policy.ts'
import { type FoundImport, rowsDone } from './imports.queries.ts'

export function presentImport(batch: FoundImport, user: Pick<User, 'id' | 'rights'>, now: Date): Import {
  const running = batch.state === 'checking' || batch.state === 'importing' || batch.state === 'undoing'
  const done = rowsDone(batch, Number(batch.checkpoint))
  const seconds = batch.phase_started_at ? (now.getTime() - batch.phase_started_at.getTime()) / 1_000 : 0
  return {
    id: batch.id,
    fileName: batch.file_name,
    bytes: batch.bytes,
    state: batch.state,
    detected: batch.detected && { ...batch.detected, ...(mayReadContent(user, batch) ? {} : { sample: [] }) },
    options: batch.options,
    mapping: batch.mapping,
    progress: {
      done,
      total: batch.rows_total ?? batch.detected?.rowsEstimate ?? null,
      rowsPerSecond: running && seconds > 0 ? Math.round(done / seconds) : null,
      attempt: batch.attempt ?? 0,
    },
    counts: batch.counts,
    message: batch.message,
    undone: batch.undone,
    by: batch.by_name === null ? null : { id: batch.created_by, name: batch.by_name },
    createdAt: batch.created_at.toISOString(),
    finishedAt: batch.finished_at?.toISOString() ?? null,
    canUndo: mayUndoImport(user, batch) && ['done', 'cancelled', 'failed'].includes(batch.state) && hasWritten(batch),
    version: batch.version,
  }
}

const hasWritten = ({ counts }: FoundImport) =>
  counts.accountsCreated +
    counts.accountsChanged +
    counts.contactsCreated +
    counts.ordersCreated +
    counts.ordersChanged +
    counts.linesCreated >
  0
