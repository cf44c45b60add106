import type { ReplyOf, undoInventory } from '@quayside/contract'
import { sql } from 'kysely'
import { type Database, type Db, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'

const mayUndo = ({ id, rights }: User, by: string | null) => by === id || rights.modules.imports.delete === 'all'

/** The latest uploads that the reader may see, newest first. */
export async function listUploads(db: Db, user: User) {
  const { rows } = await sql<{
    id: string
    at: Date
    by_id: string | null
    by: string | null
    fileName: string
    rows: number
    added: number
    corrected: number
    undoneAt: Date | null
  }>`
    select i.id, i.at, i.by_id, u.name as by, i.file_name as "fileName", i.rows, i.added, i.corrected, i.undone_at as "undoneAt"
    from   inventory_imports i left join users u on u.id = i.by_id
    order  by i.at desc, i.id desc limit 50`.execute(db)
  return {
    uploads: rows.map(({ by_id, at, undoneAt, ...row }) => ({
      ...row,
      at: at.toISOString(),
      undoneAt: undoneAt?.toISOString() ?? null,
      can: { undo: undoneAt === null && mayUndo(user, by_id) },
    })),
  }
}

/**
 * Takes an upload back as a whole: what it added goes, what it corrected is as before. Where a later upload corrected the same counts
 * that one must be taken back first: else a part would stay.
 */
export async function undoUpload(
  database: Database,
  user: User,
  id: string,
  now: Date,
): Promise<ReplyOf<typeof undoInventory>> {
  return writeAsOwner(database, async (tx) => {
    const found = await tx
      .selectFrom('inventory_imports')
      .select(['by_id', 'undone_at', 'file_name'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!found || !(found.by_id === user.id || user.rights.modules.imports.read === 'all'))
      throw notFound('upload of stock counts')
    if (!mayUndo(user, found.by_id))
      throw forbidden('Only who uploaded the file, or an administrator, may take it back.')
    if (found.undone_at) throw new Refusal('uploadUndone', 409, 'This upload was taken back already.')
    const { rows: later } = await sql<{ name: string }>`
      select distinct l.file_name as name
      from   inventory_corrections c join inventory_imports l on l.id = c.import_id
      where  c.former ->> 'import_batch_id' = ${id} and l.undone_at is null order by 1 limit 3`.execute(tx)
    if (later.length > 0) throw correctedSince(later.map(({ name }) => name))
    const restored = await sql`
      update inventory_snapshots s
      set    quantity = (c.former ->> 'quantity')::numeric, unit = c.former ->> 'unit', value_e4 = (c.former ->> 'value_e4')::bigint,
             currency = c.former ->> 'currency', import_batch_id = (c.former ->> 'import_batch_id')::uuid,
             updated_at = ${now}, version = s.version + 1
      from   inventory_corrections c where c.import_id = ${id} and s.id = c.snapshot_id and s.import_batch_id = ${id}`.execute(
      tx,
    )
    const removed = await sql`delete from inventory_snapshots where import_batch_id = ${id}`.execute(tx)
    await tx.updateTable('inventory_imports').set({ undone_at: now, undone_by: user.id }).where('id', '=', id).execute()
    const told = { removed: Number(removed.numAffectedRows ?? 0), restored: Number(restored.numAffectedRows ?? 0) }
    await recordEvent(tx, {
      kind: 'inventory.importUndone',
      subject: { type: 'inventoryImport', id },
      actorId: user.id,
      at: now,
      data: { fileName: found.file_name, ...told },
    })
    return told
  })
}

function correctedSince(names: readonly string[]): Refusal {
  const message = `A later upload corrected some of these counts: take back ${names.join(', ')} first.`
  const extra = inBothLanguages(`后来的上传更正了其中一些盘点：请先撤回 ${names.join('、')}。`, message)
  return new Refusal('correctedSince', 409, message, { extra })
}
