import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { recordInBulk } from './bulk-rows.ts'
import type { FoundImport, Kept, Undone } from './imports.queries.ts'

const mostNamed = 200

/** One page of an undo on its way. */
export interface Undoing {
  tx: Tx
  user: User
  batch: FoundImport
  now: Date
  undone: Undone
  removed(
    subject: 'account' | 'order' | 'contact' | 'address',
    rows: readonly { id: Id; account_id: Id; label: string }[],
  ): Promise<void>
  keep(rows: readonly Kept[]): void
}

/** Does one page after `cursor` and tells where it ended; null: no more. */
export type UndoStep = (undoing: Undoing, after: Id, limit: number) => Promise<Id | null>

export const beginning = '00000000-0000-0000-0000-000000000000'

export function undoing(
  tx: Tx,
  { user, batch, now, undone }: Pick<Undoing, 'user' | 'batch' | 'now' | 'undone'>,
): Undoing {
  return {
    tx,
    user,
    batch,
    now,
    undone,
    async removed(subject, rows) {
      undone.removed += rows.length
      const events = rows.map((row) => ({
        kind: `${subject}.removed`,
        subjectType: subject,
        subjectId: row.id,
        accountId: row.account_id,
        data: { label: row.label.slice(0, 200), importId: batch.id },
      }))
      await recordInBulk(tx, events, user.id, now)
    },
    keep(rows) {
      undone.keptTotal += rows.length
      undone.kept.push(...rows.slice(0, mostNamed - undone.kept.length))
    },
  }
}

/** Deletes rows by id; what the actor's rights do not reach stays and is named. */
export async function deleteRows(
  undoing: Undoing,
  table: string,
  subject: 'account' | 'order' | 'contact' | 'address',
  rows: readonly { id: Id; account_id: Id; label: string }[],
): Promise<void> {
  if (rows.length === 0) return
  const gone = await connectionOf(undoing.tx).query<{ id: Id }>(
    `delete from ${table} where id = any($1) returning id`,
    [rows.map((row) => row.id)],
  )
  const ids = new Set(gone.rows.map((row) => row.id))
  await undoing.removed(
    subject,
    rows.filter((row) => ids.has(row.id)),
  )
  undoing.keep(
    rows.filter((row) => !ids.has(row.id)).map(({ id, label }) => ({ subject, id, label, reason: 'notAllowed' })),
  )
}

/** The batch forgets changes it has taken back. */
export async function forgetChanges({ tx, batch }: Undoing, subject: string, ids: readonly Id[]): Promise<void> {
  await connectionOf(tx).query(
    'delete from import_changes where import_id = $1 and subject = $2 and subject_id = any($3)',
    [batch.id, subject, ids],
  )
}
