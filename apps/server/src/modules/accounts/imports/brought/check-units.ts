import { writeAs } from '../../../../platform/database.ts'
import type { User } from '../../../../platform/http/serve.ts'
import { finishCheck, goOn } from '../check-import.ts'
import { type Counts, type FoundImport, keepRows, noCounts, updateImport } from '../imports.queries.ts'
import type { ImportDeps, Report } from '../work-import.ts'
import type { BroughtTarget, Setting } from './brought-target.ts'
import { readUnitRows, rowsToKeep, type ToKeep, unitsAtAStretch, unitsOf } from './units.ts'

/** Judges every record of the file as it would be taken, and keeps the rows somebody should see. Starts over when interrupted. */
export async function checkUnits(
  deps: ImportDeps,
  batch: FoundImport,
  user: User,
  target: BroughtTarget,
  report: Report,
): Promise<void> {
  const { database, files, clock } = deps
  const began = clock()
  const counts: Counts = { ...noCounts }
  const table = await readUnitRows(files.pathOf(batch.sha256), batch)
  const units = unitsOf(table, target.unitField)
  const total = table.rows.length
  await writeAs(database, user.id, (tx) => tx.deleteFrom('import_rows').where('import_id', '=', batch.id).execute())
  for (let from = 0; from < units.length; from += unitsAtAStretch) {
    const part = units.slice(from, from + unitsAtAStretch)
    await writeAs(database, user.id, async (tx) => {
      await goOn(tx, batch)
      const verdicts = await target.judge(tx, user, part, settingOf(batch, clock()))
      const kept = part.map((unit, at) => rowsToKeep(unit, verdicts[at] ?? { outcome: 'faulty', said: [] }))
      for (const [at, rows] of kept.entries()) tally(counts, part[at]?.rows.length ?? 0, rows)
      await keepRows(tx, batch.id, kept.flat())
      await updateImport(tx, batch.id, { counts, checkpoint: counts.rows, rows_total: total })
    })
    await report({ done: counts.rows, total })
  }
  await finishCheck(database, batch, user, counts, began, clock())
}

export function settingOf(batch: FoundImport, now: Date): Setting {
  if (!batch.options) throw new TypeError('A batch whose rows are judged has options.')
  return { batchId: batch.id, sha256: batch.sha256, options: batch.options, now }
}

function tally(counts: Counts, rows: number, kept: readonly ToKeep[]): void {
  const [first] = kept
  counts.rows += rows
  if (first?.state === 'faulty') counts.faulty += rows
  else if (first?.state === 'skipped') {
    counts.skipped += rows
    counts.duplicatesFound += 1
  } else {
    counts.good += rows
    counts.warned += kept.length
  }
}
