import { setImmediate as breathe } from 'node:timers/promises'
import { connectionOf, type Tx, writeAs } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { isOutage } from '../../../platform/outage.ts'
import { fileImportPairs } from '../duplicates/file-import-pairs.ts'
import { recordInBulk, rememberChanges } from './bulk-rows.ts'
import { goOn } from './check-import.ts'
import { type Chunk, MetAnother, type PlacedRow } from './chunk.ts'
import type { DraftWorld } from './draft-account.ts'
import {
  countKeptRows,
  type FoundImport,
  findDecisions,
  findKeptRows,
  keepRows,
  rowsDone,
  updateImport,
} from './imports.queries.ts'
import { deriveAhead } from './new-account.ts'
import { placedRows, type Stretch } from './placed-rows.ts'
import { type DatabaseError, isFromDatabase, isRefusal, refusedByDatabase } from './refused-by-database.ts'
import { isFaulty, type RowDraft } from './row-draft.ts'
import { CancelledByPerson, Superseded } from './stopped.ts'
import type { ImportDeps, Report } from './work-import.ts'
import { writeAccounts } from './write-accounts.ts'
import { writeOrders } from './write-orders.ts'

export const chunkRows = 1_000
/** New entries of the search indexes are sorted in by so much at a time; see the migration 0130. */
const sortedAtOnce = `set local gin_pending_list_limit = '8MB'`

interface Run {
  deps: ImportDeps
  batch: FoundImport
  user: User
  world: DraftWorld
  /** Are there rows that somebody mended or skipped? */
  decided: boolean
  checkpoint: number
  /** Did most rows of the last chunk make an account? Then it pays to derive ahead. */
  makesAccounts: boolean
}

/**
 * Imports the good rows, a chunk per transaction, each with its checkpoint. While the database writes one chunk, the next is read
 * and drafted.
 */
export async function runImport(
  deps: ImportDeps,
  batch: FoundImport,
  user: User,
  world: DraftWorld,
  report: Report,
): Promise<void> {
  const { options, mapping } = batch
  if (!options || !mapping) throw new TypeError('A batch that is imported has options and a mapping.')
  const states = await writeAs(deps.database, user.id, (tx) => countKeptRows(tx, batch.id))
  const decided = Boolean(states.mended || states.skipped || states.duplicate)
  const run: Run = { deps, batch, user, world, decided, checkpoint: Number(batch.checkpoint), makesAccounts: true }
  let writing: Promise<void> = Promise.resolve()
  const size = deps.chunkRows ?? chunkRows
  for await (const stretch of placedRows(deps.files.pathOf(batch.sha256), options, mapping, world, {
    after: run.checkpoint,
    size,
  })) {
    if (run.makesAccounts) await deriveStretch(run, stretch)
    await writing
    await report({ done: rowsDone(batch, run.checkpoint), total: batch.rows_total })
    writing = writeStretch(run, stretch)
    // Whoever awaits it next hears of a failure; until then it must not count as unhandled.
    writing.catch(() => undefined)
  }
  await writing
  const duplicatePairs = await fileImportPairs(deps.database, batch.id, deps.clock(), async () => {
    await writeAs(deps.database, user.id, (tx) => goOn(tx, batch))
    await report({ done: rowsDone(batch, run.checkpoint), total: batch.rows_total })
  })
  await writeAs(deps.database, user.id, async (tx) => {
    const fresh = await goOn(tx, batch)
    await updateImport(tx, batch.id, { state: 'done', finished_at: deps.clock(), message: null })
    await recordEvent(tx, {
      kind: 'import.finished',
      subject: { type: 'import', id: batch.id },
      actorId: user.id,
      at: deps.clock(),
      data: { counts: fresh.counts, duplicatePairs },
    })
  })
}

/** So many rows are derived in about a millisecond: the database, done with something meanwhile, does not wait longer for what is next. */
const derivedAtOnce = 20

/** The same work as within the transaction, but while the database is busy with the rows before. */
async function deriveStretch({ user, batch, deps }: Run, { rows }: Stretch): Promise<void> {
  const { options } = batch
  const now = deps.clock()
  for (const [at, placed] of rows.entries()) {
    if (at % derivedAtOnce === derivedAtOnce - 1) await breathe()
    if (options && placed.customerSeen === 1 && !isFaulty(placed.row)) deriveAhead(placed, { user, options }, now)
  }
}

async function writeStretch(run: Run, { rows, upTo, draft }: Stretch): Promise<void> {
  const before = rows.map(({ row }) => row.issues.length)
  for (let attempt = 1; ; attempt++)
    try {
      return await writeRows(run, rows, upTo, draft)
    } catch (error) {
      for (const [at, { row }] of rows.entries()) row.issues.splice(before[at] ?? 0)
      if (!mayTryAgain(error) || attempt >= 10) return writeInParts(run, { rows, upTo, share: 0, draft }, error)
    }
}

/** What another transaction stood in the way of. */
export const mayTryAgain = (error: unknown): boolean =>
  error instanceof MetAnother || ['40001', '40P01', '23505'].includes(String((error as { code?: string }).code))

/** One value the database will not take must not cost the rows beside it: halves, down to the row. */
async function writeInParts(run: Run, { rows, upTo, draft }: Stretch, error: unknown): Promise<void> {
  const refusal = error as DatabaseError
  if (!isRefusal(refusal) || isOutage(error) || error instanceof Superseded || error instanceof CancelledByPerson)
    throw error
  const [only] = rows
  if (rows.length === 1 && only) {
    only.row.issues.push(refusedByDatabase(refusal, only, run.batch.mapping))
    return writeRows(run, rows, upTo, draft)
  }
  const middle = rows.length >> 1
  const first = rows.slice(0, middle)
  await writeStretch(run, { rows: first, upTo: first.at(-1)?.row.rowNumber ?? 0, share: 0, draft })
  await writeStretch(run, { rows: rows.slice(middle), upTo, share: 0, draft })
}

async function writeRows(run: Run, rows: readonly PlacedRow[], upTo: number, draft: Stretch['draft']): Promise<void> {
  const { deps, batch, user, world } = run
  const { options } = batch
  if (!options) return
  await writeAs(deps.database, user.id, async (tx) => {
    await connectionOf(tx).query(sortedAtOnce)
    const fresh = await goOn(tx, batch)
    // Two workers on one batch: the slower one finds the checkpoint moved and leaves.
    if (Number(fresh.checkpoint) !== run.checkpoint) throw new Superseded()
    const now = deps.clock()
    const chunk: Chunk = {
      tx,
      user,
      batch: fresh,
      options,
      world,
      now,
      counts: { ...fresh.counts },
      changes: [],
      events: [],
      refused: [],
    }
    const decided = run.decided ? await withDecisions(tx, batch, rows, draft) : rows
    const good = decided.filter(({ row }) => !isFaulty(row))
    const targets = await writeAccounts(chunk, good)
    run.makesAccounts = 2 * (chunk.counts.accountsCreated - fresh.counts.accountsCreated) > good.length
    if (options.target === 'customersAndOrders') await writeOrders(chunk, good, targets)
    await rememberChanges(tx, batch.id, chunk.changes)
    await recordInBulk(tx, chunk.events, user.id, now)
    await keepRefused(chunk, decided)
    await recordEvent(tx, {
      kind: 'import.rowsWritten',
      subject: { type: 'import', id: batch.id },
      actorId: user.id,
      at: now,
      data: { upTo, rows: good.length },
    })
    await updateImport(tx, batch.id, { checkpoint: upTo, counts: chunk.counts })
  })
  run.checkpoint = upTo
}

/** Mended rows stand in for those of the file; skipped ones and those that wait for a decision are left out. */
async function withDecisions(
  tx: Tx,
  batch: FoundImport,
  rows: readonly PlacedRow[],
  draft: Stretch['draft'],
): Promise<PlacedRow[]> {
  const first = rows[0]?.row.rowNumber ?? 0
  const last = rows.at(-1)?.row.rowNumber ?? 0
  const decisions = await findDecisions(tx, batch.id, first, last)
  return rows.flatMap((placed) => {
    const decision = decisions.get(placed.row.rowNumber)
    if (!decision) return [placed]
    if (decision.state !== 'mended') return []
    return [
      {
        ...placed,
        derived: null,
        row: draft({ rowNumber: placed.row.rowNumber, values: [...decision.values], issues: [] }),
      },
    ]
  })
}

async function keepRefused(chunk: Chunk, decided: readonly PlacedRow[]): Promise<void> {
  const { tx, batch, counts } = chunk
  const refused = new Set<RowDraft>(chunk.refused)
  for (const { row } of decided) if (row.issues.some(isFromDatabase)) refused.add(row)
  if (refused.size === 0) return
  // The check may have found them already.
  const known = await findKeptRows(tx, batch.id, {
    states: ['faulty'],
    after: Math.min(...[...refused].map((row) => row.rowNumber)) - 1,
    limit: 2 * chunkRows,
  })
  const counted = new Set(known.map((row) => Number(row.row_number)))
  const fresh = [...refused].filter((row) => !counted.has(row.rowNumber)).length
  counts.good -= fresh
  counts.faulty += fresh
  await keepRows(
    tx,
    batch.id,
    [...refused].map((row) => ({
      row_number: row.rowNumber,
      values: [...row.values],
      state: 'faulty',
      issues: row.issues,
    })),
  )
}
