import type { ImportRow } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../../platform/database.ts'
import type { User } from '../../../../platform/http/serve.ts'
import type { Id } from '../../../../platform/ids.ts'
import { notFound } from '../../../../platform/refusal.ts'
import { countKeptRows, type FoundImport, findDecided, findKeptRow, updateImport } from '../imports.queries.ts'
import { countsAfterMending, lockToMend, type Mending, presentRow } from '../mend-row.ts'
import type { BroughtTarget, Unit } from './brought-target.ts'
import { settingOf } from './check-units.ts'
import { rowsToKeep, type ToKeep, type UnitTable, unitsOf } from './units.ts'

interface At {
  target: BroughtTarget
  table: UnitTable
  now: Date
}

/** Judges the record anew that the mended row belongs to, and the one it belonged to before. To skip a row is to skip its record. */
export async function mendUnitRow(
  tx: Tx,
  user: User,
  at: At,
  id: Id,
  rowNumber: number,
  version: number,
  mending: Mending,
): Promise<z.input<typeof ImportRow>> {
  const { batch, old } = await lockToMend(tx, user, id, rowNumber, version)
  const kept = await findDecided(tx, id)
  const unitsWith = () => unitsOf(at.table, at.target.unitField, kept).filter((unit) => touched.has(keyOf(unit)))
  const touched = new Set(unitsOf(at.table, at.target.unitField, kept).filter(hasRow(rowNumber)).map(keyOf))
  const values = (mending.values ?? old.values).map((text) => text.replaceAll('\0', '').toWellFormed())
  kept.set(rowNumber, { state: 'mended', values })
  for (const unit of unitsOf(at.table, at.target.unitField, kept)) if (hasRow(rowNumber)(unit)) touched.add(keyOf(unit))

  const units = unitsWith()
  const verdicts = await at.target.judge(tx, user, units, settingOf(batch, at.now))
  const rows = units.flatMap((unit, place) => {
    const standing = asDecided(unit, rowsToKeep(unit, verdicts[place] ?? { outcome: 'faulty', said: [] }), kept)
    return mending.skip && hasRow(rowNumber)(unit) ? standing.map(skipped) : standing
  })
  await putRows(tx, id, rows)
  await updateImport(tx, id, { counts: countsAfterMending(batch as FoundImport, await countKeptRows(tx, id)) })
  const now = await findKeptRow(tx, id, rowNumber)
  if (!now) throw notFound('row')
  return presentRow(now)
}

const hasRow = (rowNumber: number) => (unit: Unit) => unit.rows.some((row) => row.rowNumber === rowNumber)
const keyOf = ({ key, rows }: Unit) => (key === '' ? `row ${rows[0]?.rowNumber}` : `key ${key}`)
const skipped = (row: ToKeep): ToKeep => ({ ...row, state: 'skipped' })

/** Every row of the record that was looked at stays to be looked at; those without a fault now stand in for the file's. */
function asDecided(unit: Unit, told: readonly ToKeep[], kept: ReadonlyMap<number, unknown>): ToKeep[] {
  const issues = new Map(told.map((row) => [row.row_number, row]))
  return unit.rows.flatMap(({ rowNumber, values }): ToKeep[] => {
    const row = issues.get(rowNumber)
    if (row?.state === 'faulty') return [row]
    if (!kept.has(rowNumber)) return row ? [row] : []
    return [{ row_number: rowNumber, values: [...values], state: 'mended', issues: row?.issues ?? [] }]
  })
}

async function putRows(tx: Tx, importId: Id, rows: readonly ToKeep[]): Promise<void> {
  await sql`
    insert into import_rows (import_id, row_number, values, state, issues)
    select ${importId}, row_number, values, state, issues
    from   jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (row_number bigint, values text[], state text, issues jsonb)
    on conflict (import_id, row_number) do update set
      values = excluded.values, state = excluded.state, issues = excluded.issues, version = import_rows.version + 1`.execute(
    tx,
  )
}
