import { readAs, type Tx, writeAs } from '../../../../platform/database.ts'
import { recordEvent } from '../../../../platform/events.ts'
import type { User } from '../../../../platform/http/serve.ts'
import { goOn } from '../check-import.ts'
import { type Counts, type FoundImport, findDecided, keepRows, updateImport } from '../imports.queries.ts'
import { mayTryAgain } from '../run-import.ts'
import { Superseded } from '../stopped.ts'
import type { ImportDeps, Report } from '../work-import.ts'
import type { BroughtTarget, Unit, Verdict } from './brought-target.ts'
import { settingOf } from './check-units.ts'
import { readUnitRows, rowsToKeep, unitsAtAStretch, unitsOf } from './units.ts'

/** A stretch of records; the checkpoint counts the rows of all that are dealt with, in the order of their first rows. */
interface Stretch {
  units: Unit[]
  /** Rows of these and of those left out among them. */
  rows: number
}

/** Writes the good records, a stretch per transaction, each with its checkpoint: after a crash it goes on where it was. */
export async function runUnits(
  deps: ImportDeps,
  batch: FoundImport,
  user: User,
  target: BroughtTarget,
  report: Report,
): Promise<void> {
  const { database, files, clock, chunkRows } = deps
  const table = await readUnitRows(files.pathOf(batch.sha256), batch)
  const decided = await readAs(database, user.id, (db) => findDecided(db, batch.id))
  const isOut = ({ rows }: Unit) =>
    rows.some(({ rowNumber }) => (decided.get(rowNumber)?.state ?? 'mended') !== 'mended')
  let checkpoint = Number(batch.checkpoint)
  const units = unitsOf(table, target.unitField, decided)
  for (const { units: part, rows } of stretches(units, checkpoint, isOut, chunkRows ?? unitsAtAStretch)) {
    const from = checkpoint
    const stretch = () =>
      writeAs(database, user.id, (tx) => writeStretch(tx, user, { batch, target, part, from, rows, now: clock() }))
    await again(stretch)
    checkpoint += rows
    await report({ done: checkpoint, total: batch.rows_total })
  }
  await writeAs(database, user.id, async (tx) => {
    const { counts } = await goOn(tx, batch)
    const now = clock()
    await updateImport(tx, batch.id, { state: 'done', finished_at: now, message: null })
    const subject = { type: 'import', id: batch.id }
    await recordEvent(tx, { kind: 'import.finished', subject, actorId: user.id, at: now, data: { counts } })
  })
}

function* stretches(
  units: readonly Unit[],
  checkpoint: number,
  isOut: (unit: Unit) => boolean,
  size: number,
): Generator<Stretch> {
  let passed = 0
  let stretch: Stretch = { units: [], rows: 0 }
  for (const unit of units) {
    passed += unit.rows.length
    if (passed <= checkpoint) continue
    stretch.rows += unit.rows.length
    if (!isOut(unit)) stretch.units.push(unit)
    if (stretch.units.length < size) continue
    yield stretch
    stretch = { units: [], rows: 0 }
  }
  if (stretch.rows > 0) yield stretch
}

interface Writing {
  batch: FoundImport
  target: BroughtTarget
  part: readonly Unit[]
  from: number
  rows: number
  now: Date
}

async function writeStretch(tx: Tx, user: User, writing: Writing): Promise<void> {
  const { batch, target, part, from, rows, now } = writing
  const fresh = await goOn(tx, batch)
  // Two workers on one batch: the slower one finds the checkpoint moved and leaves.
  if (Number(fresh.checkpoint) !== from) throw new Superseded()
  const verdicts = await target.write(tx, user, part, settingOf(batch, now))
  const counts = { ...fresh.counts }
  const left = part.flatMap((unit, at) => {
    const verdict = verdicts[at] ?? { outcome: 'faulty', said: [] }
    count(counts, unit, verdict)
    return verdict.outcome === 'good' ? [] : rowsToKeep(unit, verdict)
  })
  await keepRows(tx, batch.id, left)
  const subject = { type: 'import', id: batch.id }
  const data = { upTo: from + rows, rows: part.reduce((sum, unit) => sum + unit.rows.length, 0) }
  await recordEvent(tx, { kind: 'import.rowsWritten', subject, actorId: user.id, at: now, data })
  await updateImport(tx, batch.id, { checkpoint: from + rows, counts })
}

function count(counts: Counts, { rows }: Unit, { outcome }: Verdict): void {
  if (outcome === 'good') {
    counts.ordersCreated += 1
    counts.linesCreated += rows.length
    return
  }
  counts.good -= rows.length
  if (outcome === 'faulty') counts.faulty += rows.length
  else {
    counts.skipped += rows.length
    counts.duplicatesFound += 1
  }
}

async function again(attempt: () => Promise<void>): Promise<void> {
  for (let times = 1; ; times++)
    try {
      return await attempt()
    } catch (error) {
      if (!mayTryAgain(error) || times >= 10) throw error
    }
}
