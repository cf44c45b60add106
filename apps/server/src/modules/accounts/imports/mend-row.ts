import type { ImportRow } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import type { DraftWorld } from './draft-account.ts'
import { rowDrafter } from './draft-row.ts'
import { mayWorkOnImport } from './imports.policy.ts'
import {
  type Counts,
  countKeptRows,
  type FoundImport,
  findKeptRow,
  type KeptRow,
  lockImport,
  updateImport,
} from './imports.queries.ts'
import { isFaulty } from './row-draft.ts'

export interface Mending {
  values?: string[] | undefined
  skip?: boolean | undefined
}

/** Checks the mended row as it stands now. `skip: false` takes a look-alike in as a new customer, or brings back a row skipped. */
export async function mendRow(
  tx: Tx,
  user: User,
  world: DraftWorld,
  id: Id,
  rowNumber: number,
  version: number,
  mending: Mending,
): Promise<z.input<typeof ImportRow>> {
  const { batch, old } = await lockToMend(tx, user, id, rowNumber, version)
  const values = (mending.values ?? old.values).map((text) => text.replaceAll('\0', '').toWellFormed())
  const draft = rowDrafter(
    batch.detected?.headers ?? [],
    batch.mapping,
    batch.options,
    world,
  )({ rowNumber, values, issues: [] })
  const state = mending.skip ? 'skipped' : isFaulty(draft) ? 'faulty' : 'mended'
  await tx
    .updateTable('import_rows')
    .set({ values, state, issues: JSON.stringify(draft.issues), version: old.version + 1 })
    .where('import_id', '=', id)
    .where('row_number', '=', rowNumber)
    .execute()
  await updateImport(tx, id, { counts: countsAfterMending(batch, await countKeptRows(tx, id)) })
  return presentRow({ row_number: rowNumber, values, state, issues: draft.issues, version: old.version + 1 })
}

/** The batch and its row, if this person may mend it now. */
export async function lockToMend(tx: Tx, user: User, id: Id, rowNumber: number, version: number) {
  const batch = await lockImport(tx, id)
  if (!batch) throw notFound('import')
  if (!mayWorkOnImport(user, batch)) throw forbidden()
  const { options, mapping } = batch
  if (batch.state !== 'checked' || !options || !mapping)
    throw new Refusal('importNotChecked', 409, 'Rows can be mended between the check and the import.')
  const old = await findKeptRow(tx, id, rowNumber)
  if (!old) throw notFound('row')
  if (old.version !== version) throw changedMeanwhile(presentRow(old))
  return { batch: { ...batch, options, mapping }, old }
}

export function countsAfterMending({ counts }: Pick<FoundImport, 'counts'>, kept: Record<string, number>): Counts {
  const { faulty = 0, duplicate = 0, skipped = 0, warned = 0 } = kept
  return { ...counts, faulty, skipped, warned, good: counts.rows - faulty - duplicate - skipped }
}

export const presentRow = (row: KeptRow) => ({
  rowNumber: Number(row.row_number),
  values: row.values,
  state: row.state,
  issues: row.issues,
  version: row.version,
})
