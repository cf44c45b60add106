import { type Database, type Db, prepared, readAs, writeAs } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { plainSentence } from '../../../platform/sentence.ts'
import type { DraftWorld } from './draft-account.ts'
import { type Counts, type FoundImport, keepRows, lockImport, noCounts, updateImport } from './imports.queries.ts'
import { isLookAlike, markLookAlikes, SeenRows } from './look-alikes.ts'
import { Occurrences } from './occurrences.ts'
import { placedRows } from './placed-rows.ts'
import type { Options } from './read-cells.ts'
import { isFaulty, type RowDraft } from './row-draft.ts'
import { rowIssue } from './row-issue.ts'
import { CancelledByPerson, Superseded } from './stopped.ts'
import type { ImportDeps, Report } from './work-import.ts'

const stretchRows = 2_000
/** Beyond, rows with faults are counted and not kept: a person mends hundreds, not millions. The file still has them. */
const mostKept = 100_000
const saveEveryMs = 700
const noRows = plainSentence({ zh: '文件中没有数据行。', en: 'The file has no rows of data.' })

/** Reads every row as it will be imported, keeps those that somebody should see, and counts. Starts over when interrupted. */
export async function checkImport(
  deps: ImportDeps,
  batch: FoundImport,
  user: User,
  world: DraftWorld,
  report: Report,
): Promise<void> {
  const { database, files, clock } = deps
  const { options, mapping } = batch
  if (!options || !mapping) throw new TypeError('A batch that is checked has options and a mapping.')
  const counts: Counts = { ...noCounts }
  const began = clock()
  const seen = { keys: new Occurrences(), codes: new Occurrences(), rows: new SeenRows() }
  let kept = 0
  let savedAt = 0
  await writeAs(database, user.id, (tx) => tx.deleteFrom('import_rows').where('import_id', '=', batch.id).execute())
  for await (const stretch of placedRows(files.pathOf(batch.sha256), options, mapping, world, {
    after: 0,
    size: stretchRows,
  })) {
    const drafts = stretch.rows.map(({ row }) => row)
    await readAs(database, user.id, (db) => checkKeys(db, drafts, options, counts, seen))
    const shown = tally(drafts, counts, options.duplicates).filter((one) => isDecision(one.state) || kept++ < mostKept)
    const total = Math.max(counts.rows, Math.round(counts.rows / Math.max(stretch.share, 0.001)))
    await report({ done: counts.rows, total })
    if (shown.length === 0 && Date.now() - savedAt < saveEveryMs) continue
    savedAt = Date.now()
    await writeAs(database, user.id, async (tx) => {
      await goOn(tx, batch)
      await keepRows(tx, batch.id, shown)
      await updateImport(tx, batch.id, { counts, checkpoint: counts.rows, rows_total: total })
    })
  }
  await finishCheck(database, batch, user, counts, began, clock())
}

/** What a check leaves behind. */
export async function finishCheck(
  database: Database,
  batch: FoundImport,
  user: User,
  counts: Counts,
  began: Date,
  now: Date,
): Promise<void> {
  await writeAs(database, user.id, async (tx) => {
    await goOn(tx, batch)
    await updateImport(tx, batch.id, {
      state: 'checked',
      counts,
      rows_total: counts.rows,
      checkpoint: 0,
      checked_at: began,
      message: counts.rows === 0 ? noRows : null,
    })
    await recordEvent(tx, {
      kind: 'import.checked',
      subject: { type: 'import', id: batch.id },
      actorId: user.id,
      at: now,
      data: { counts },
    })
  })
}

/** Still ours to work on? */
export async function goOn(tx: Parameters<typeof lockImport>[0], batch: FoundImport): Promise<FoundImport> {
  const fresh = await lockImport(tx, batch.id)
  if (!fresh || fresh.state !== batch.state || fresh.job_id !== batch.job_id) throw new Superseded()
  if (fresh.cancel_requested) throw new CancelledByPerson()
  return fresh
}

const isDecision = (state: string) => state === 'duplicate' || state === 'skipped'

function tally(drafts: readonly RowDraft[], counts: Counts, duplicates: Options['duplicates']) {
  const shown: Parameters<typeof keepRows>[2][number][] = []
  for (const row of drafts) {
    counts.rows++
    const state = isFaulty(row)
      ? 'faulty'
      : isLookAlike(row)
        ? duplicates === 'skip'
          ? 'skipped'
          : 'duplicate'
        : 'warned'
    if (state === 'faulty') counts.faulty++
    else if (state === 'skipped') counts.skipped++
    else if (state === 'warned') {
      counts.good++
      if (row.issues.length > 0) counts.warned++
    }
    if (row.issues.length > 0)
      shown.push({ row_number: row.rowNumber, values: [...row.values], state, issues: row.issues })
  }
  return shown
}

interface Seen {
  rows: SeenRows
  keys: Occurrences
  codes: Occurrences
}

/** Keys twice in the file, and keys that exist: what becomes of them is the person's choice. */
async function checkKeys(
  db: Db,
  drafts: readonly RowDraft[],
  options: Options,
  counts: Counts,
  seen: Seen,
): Promise<void> {
  if (options.target === 'customers') {
    const severity = options.existing === 'refuse' ? 'error' : 'warning'
    for (const row of drafts) {
      twice(row, row.account.external_key, seen.keys, severity, '客户编号', 'Customer key')
      twice(row, row.account.credit_code, seen.codes, severity, '统一社会信用代码', 'Credit code')
    }
    const existing = await checkExisting(db, drafts, options, counts)
    if (options.duplicates !== 'create') counts.duplicatesFound += await markLookAlikes(db, drafts, existing, seen.rows)
  }
  if (options.target === 'customersAndOrders' && options.existing === 'refuse') await checkOrders(db, drafts, counts)
}

function twice(
  row: RowDraft,
  key: unknown,
  seen: Occurrences,
  severity: 'error' | 'warning',
  label: string,
  labelEn: string,
): void {
  if (typeof key !== 'string' || key === '') return
  const first = seen.first(key, row.rowNumber)
  if (first !== null)
    row.issues.push(rowIssue(null, 'duplicateInFile', severity, { row: first, label, labelEn, text: key }))
}

interface Holding {
  external_key: string | null
  credit_code: string | null
  number: string
  visible: boolean
}

/** Rows whose key or credit code somebody has already, or which stood further up: they are that customer, not another like it. */
async function checkExisting(
  db: Db,
  drafts: readonly RowDraft[],
  options: Options,
  counts: Counts,
): Promise<Set<RowDraft>> {
  const existing = new Set(drafts.filter((row) => row.issues.some((issue) => issue.code === 'duplicateInFile')))
  const valuesOf = (column: 'external_key' | 'credit_code') => [
    ...new Set(
      drafts.map(({ account }) => account[column]).filter((value): value is string => typeof value === 'string'),
    ),
  ]
  const rows = await prepared<Holding>(
    db,
    'import-existing-keys',
    `select h.external_key, h.credit_code, h.number, exists (select from accounts a where a.id = h.id) as visible
     from   accounts_known_by($1, $2) h order by h.merged desc`,
    [valuesOf('external_key'), valuesOf('credit_code')],
  )
  const byKey = new Map(rows.map((row) => [row.external_key, row]))
  const byCode = new Map(rows.map((row) => [row.credit_code, row]))
  for (const row of drafts) {
    const key = String(row.account.external_key ?? '')
    const code = String(row.account.credit_code ?? '')
    const holder = byKey.get(key) ?? byCode.get(code)
    if (!holder) continue
    existing.add(row)
    counts.duplicatesFound++
    const text = key || code
    if (!holder.visible) row.issues.push(rowIssue(null, 'keyHidden', 'error', { text }))
    else if (options.existing === 'refuse')
      row.issues.push(rowIssue(null, 'keyExists', 'error', { text, number: holder.number }))
  }
  return existing
}

async function checkOrders(db: Db, drafts: readonly RowDraft[], counts: Counts): Promise<void> {
  const keys = [...new Set(drafts.flatMap(({ order }) => (order ? [order.key] : [])))]
  const rows = await prepared<{ external_key: string }>(
    db,
    'import-existing-orders',
    'select external_key from orders_holding_any($1)',
    [keys],
  )
  const found = new Set(rows.map((row) => row.external_key))
  for (const row of drafts) {
    if (!row.order || !found.has(row.order.key)) continue
    counts.duplicatesFound++
    row.issues.push(rowIssue(null, 'keyExists', 'error', { text: row.order.key, number: row.order.key }))
  }
}
