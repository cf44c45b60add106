import type { MoneyImport, MoneyImportKind, MoneyImportPreview } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Database, type Db, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { FileStore, ReceivedFile } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'
import { readTable } from '../../../platform/tables/read-table.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { keepInvoices } from '../papers/keep-invoices.ts'
import { keepPayments } from '../payments/keep-payments.ts'
import { cleanMapping, guessColumns, type Mapping, missingColumns } from './money-columns.ts'
import { type Plan, planImport } from './plan-import.ts'

interface ImportRow {
  id: Id
  kind: MoneyImportKind
  state: 'preview' | 'taken' | 'undone' | 'dropped'
  file_name: string
  sha256: string | null
  mapping: { columns?: Mapping }
  rows: number
  added: number
  known: number
  faulty: number
  by_id: Id | null
  by: string | null
  at: Date
  taken_at: Date | null
  undone_at: Date | null
  version: number
}

const columns = sql`
  m.id, m.kind, m.state, m.file_name, m.sha256, m.mapping, m.rows, m.added, m.known, m.faulty, m.by_id, u.name as by, m.at, m.taken_at,
  m.undone_at, m.version`

const mine = (user: User, row: ImportRow) => row.by_id === user.id || user.rights.modules.invoices.delete === 'all'

const present = (row: ImportRow, user: User): z.input<typeof MoneyImport> => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  fileName: row.file_name,
  by: row.by,
  at: row.at.toISOString(),
  takenAt: row.taken_at?.toISOString() ?? null,
  undoneAt: row.undone_at?.toISOString() ?? null,
  rows: row.rows,
  added: row.added,
  known: row.known,
  faulty: row.faulty,
  can: { take: row.state === 'preview' && row.by_id === user.id, undo: row.state === 'taken' && mine(user, row) },
  version: row.version,
})

export async function listMoneyImports(db: Db, user: User) {
  refuseWithoutFinance(user)
  const { rows } = await sql<ImportRow>`
    select ${columns} from money_imports m left join users u on u.id = m.by_id
    where  m.state <> 'dropped' order by m.at desc, m.id desc limit 50`.execute(db)
  return { imports: rows.map((row) => present(row, user)) }
}

async function find(db: Db, user: User, id: Id): Promise<ImportRow> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from money_imports m left join users u on u.id = m.by_id where m.id = ${id}`.execute(db)
  const [row] = rows
  if (!row || (row.by_id !== user.id && user.rights.modules.invoices.read !== 'all')) throw notFound('file')
  return row
}

/** Looks a file through and keeps it for the moment; nothing of it is taken in. */
export async function startImport(
  tx: Tx,
  user: User,
  kind: MoneyImportKind,
  file: ReceivedFile,
  files: FileStore,
  now: Date,
) {
  refuseWithoutFinance(user)
  const { header, rows } = await readTable(files.pathOf(file.sha256))
  const mapping = guessColumns(
    kind,
    header,
    rows.slice(0, 100).map(({ values }) => values),
  )
  const id = newId()
  const name = file.name.replaceAll('\0', '').toWellFormed().slice(0, 255) || 'file'
  await sql`
    insert into money_imports (id, kind, file_name, sha256, mapping, rows, by_id, at)
    values (${id}, ${kind}, ${name}, ${file.sha256}, ${JSON.stringify({ columns: mapping })}::jsonb, ${rows.length}, ${user.id}, ${now})`.execute(
    tx,
  )
  return lookThrough(tx, user, id, files, now)
}

export async function mapImport(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: Mapping,
  files: FileStore,
  now: Date,
) {
  refuseWithoutFinance(user)
  const row = await openForWork(tx, user, id, version)
  const { header } = await readTable(files.pathOf(row.sha256 as string))
  const mapping = cleanMapping(row.kind, typed, header.length)
  await sql`
    update money_imports set mapping = ${JSON.stringify({ columns: mapping })}::jsonb, version = version + 1 where id = ${id}`.execute(
    tx,
  )
  return lookThrough(tx, user, id, files, now)
}

/** The file as it would be taken in with its columns as they are. */
export async function lookThrough(
  db: Db,
  user: User,
  id: Id,
  files: FileStore,
  now: Date,
): Promise<z.input<typeof MoneyImportPreview>> {
  refuseWithoutFinance(user)
  const row = await find(db, user, id)
  if (row.state !== 'preview' || row.sha256 === null)
    return { ...present(row, user), columns: [], missing: [], faults: [], sample: [] }
  const { header, rows } = await readTable(files.pathOf(row.sha256))
  const mapping = row.mapping.columns ?? []
  const missing = missingColumns(row.kind, mapping)
  const plan = missing.length === 0 ? await planImport(db, user, row.kind, rows, mapping, now) : null
  return {
    ...present({ ...row, ...countsOf(plan) }, user),
    columns: header.map((name, at) => ({
      header: name,
      field: mapping[at] ?? null,
      sample: rows.slice(0, 3).map(({ values }) => (values[at] ?? '').slice(0, 200)),
    })),
    missing,
    faults: plan?.faults.slice(0, 200) ?? [],
    sample: plan?.sample ?? [],
  }
}

const countsOf = (plan: Plan | null) => ({
  added: plan ? plan.invoices.length + plan.payments.length : 0,
  known: plan?.known ?? 0,
  faulty: plan?.faults.length ?? 0,
})

async function openForWork(tx: Tx, user: User, id: Id, version: number): Promise<ImportRow> {
  await tx.selectFrom('money_imports').select('id').where('id', '=', id).forUpdate().execute()
  const row = await find(tx, user, id)
  if (row.by_id !== user.id) throw forbidden('Only who sent the file takes it in.')
  if (row.state !== 'preview' || row.sha256 === null)
    throw new Refusal('takenAlready', 409, 'This file was taken in or dropped already.')
  if (row.version !== version) throw changedMeanwhile(present(row, user))
  return row
}

/** Takes in what is right, all in one transaction. */
export async function takeImport(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  files: FileStore,
  now: Date,
): Promise<z.input<typeof MoneyImport>> {
  refuseWithoutFinance(user)
  const row = await openForWork(tx, user, id, version)
  const { rows } = await readTable(files.pathOf(row.sha256 as string))
  const mapping = row.mapping.columns ?? []
  if (missingColumns(row.kind, mapping).length > 0)
    throw new Refusal('columnsMissing', 422, 'Say which columns hold what is needed first.')
  if (row.kind === 'payments' && user.rights.modules.invoices.create !== 'all')
    throw forbidden(
      'Bank entries may be of anybody: taking them in needs the right to record payments of all customers.',
    )
  const plan = await planImport(tx, user, row.kind, rows, mapping, now)
  await keepInvoices(
    tx,
    user.id,
    plan.invoices.map((paper) => ({ ...paper, importId: id })),
    now,
  )
  await keepPayments(
    tx,
    user.id,
    plan.payments.map((payment) => ({ ...payment, importId: id })),
    now,
  )
  const { added, known, faulty } = countsOf(plan)
  await sql`
    update money_imports set state = 'taken', taken_at = ${now}, sha256 = null, rows = ${rows.length}, added = ${added}, known = ${known},
           faulty = ${faulty}, version = version + 1
    where  id = ${id}`.execute(tx)
  await recordEvent(tx, {
    kind: 'money.imported',
    subject: { type: 'moneyImport', id },
    actorId: user.id,
    at: now,
    data: { kind: row.kind, fileName: row.file_name, rows: rows.length, added, known, faulty },
  })
  return present(await find(tx, user, id), user)
}

/** Drops a file that was only looked through, or takes one back as a whole; never a part of it. */
export async function undoImport(database: Database, user: User, id: Id, now: Date): Promise<{ removed: number }> {
  refuseWithoutFinance(user)
  return writeAsOwner(database, async (tx) => {
    await tx.selectFrom('money_imports').select('id').where('id', '=', id).forUpdate().execute()
    const row = await find(tx, user, id)
    if (row.state === 'undone' || row.state === 'dropped')
      throw new Refusal('importUndone', 409, 'This file was taken back already.')
    if (!mine(user, row)) throw forbidden('Only who sent the file, or an administrator, may take it back.')
    await refuseTouched(tx, id)
    await sql`delete from invoices where import_id = ${id}`.execute(tx)
    await sql`delete from payments where import_id = ${id}`.execute(tx)
    const state = row.state === 'taken' ? 'undone' : 'dropped'
    await sql`
      update money_imports set state = ${state}, undone_at = ${now}, undone_by = ${user.id}, sha256 = null, version = version + 1
      where  id = ${id}`.execute(tx)
    const removed = row.state === 'taken' ? row.added : 0
    if (row.state === 'taken')
      await recordEvent(tx, {
        kind: 'money.importUndone',
        subject: { type: 'moneyImport', id },
        actorId: user.id,
        at: now,
        data: { kind: row.kind, fileName: row.file_name, removed },
      })
    return { removed }
  })
}

async function refuseTouched(tx: Tx, id: Id): Promise<void> {
  const { rows } = await sql<{ number: string }>`
    select number from invoices i where import_id = ${id} and (settled_e4 > 0 or exists (select from invoices c where c.credits_id = i.id))
    union all
    select number from payments where import_id = ${id} and (allocated_e4 > 0 or refunded_e4 > 0) limit 4`.execute(tx)
  if (rows.length === 0) return
  const named = rows.slice(0, 3).map(({ number }) => number)
  const zh = `已有核销：${named.join('、')}${rows.length > 3 ? ' 等' : ''}。请先撤销核销，再撤回整个文件。`
  const en = `Something was settled since: ${named.join(', ')}${rows.length > 3 ? ' and more' : ''}. Take those allocations back first.`
  throw new Refusal('settledSince', 409, en, { extra: inBothLanguages(zh, en) })
}
