import { Readable } from 'node:stream'
import type { exportAccounts as exportRoute } from '@quayside/contract'
import { type CellValue, writeCsv, writeXlsx } from '@quayside/tabular'
import type { z } from 'zod'
import { type Db, prepared, readAs, writeAs } from '../../../platform/database.ts'
import { keepFile } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext, RunningJob } from '../../../platform/jobs/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findActiveUser } from '../../identity/index.ts'
import { mayExportAccount } from '../accounts.policy.ts'
import type { CustomFieldDefinition } from '../accounts.queries.ts'
import { walkOf } from '../lists/account-sorts.ts'
import { findPage, type ListedAccount, type Position, placeOf } from '../lists/list-accounts.queries.ts'
import { type Condition, countSelected, findPresented } from './bulk.queries.ts'
import { type ExportColumn, exportColumns } from './export-columns.ts'
import { inZone } from './export-zone.ts'
import { selectionCondition } from './selection.ts'

export type ExportOrder = z.output<(typeof exportRoute)['body']> & { actorId: Id }

const pageSize = 500
const keptDays = 7
/** A file larger than this no spreadsheet opens. */
const largestBytes = 4 * 1024 ** 3

/** Said before the job is sent: an export that may not be is refused at once. */
export async function checkExport(db: Db, user: User, order: Omit<ExportOrder, 'actorId'>): Promise<ExportColumn[]> {
  walkOf(order.sort, user.rights)
  await selectionCondition(db, user, order.selection)
  return exportColumns(order.columns, await findLabelledFields(db), user.rights, order.locale)
}

/** Streams the list under the orderer's row policies and categories into a file for him alone; memory does not grow with it. */
export async function exportAccounts(
  job: RunningJob<ExportOrder>,
  { database, files, clock }: JobContext,
): Promise<void> {
  const { actorId, format, selection } = job.data
  const user = await findActiveUser(database, actorId)
  if (!user) throw new Refusal('orderedByNobody', 403, 'Who ordered this export is no longer active.')
  const columns = await readAs(database, actorId, (db) => checkExport(db, user, job.data))
  const condition = await readAs(database, actorId, (db) => selectionCondition(db, user, selection))
  const total = await readAs(database, actorId, (db) => countSelected(db, condition))

  const counted = { rows: 0 }
  const read = <T>(work: (db: Db) => Promise<T>) => readAs(database, actorId, work)
  const rows = rowsOf(read, user, job, condition, columns, total, counted)
  const heads = columns.map((one) => one.column)
  const pieces = format === 'csv' ? writeCsv(heads, rows) : writeXlsx(heads, rows, { sheet: 'Accounts' })
  const content = await files.put(Readable.from(pieces), { limitBytes: largestBytes })
  const now = clock()
  const expiresAt = new Date(now.getTime() + keptDays * 86_400_000)
  const name = `accounts-${now.toISOString().slice(0, 10)}.${format}`
  const fileId = await writeAs(database, actorId, (tx) =>
    keepFile(tx, { ...content, mediaType: mediaTypes[format] }, { name, actorId, now, expiresAt }),
  )
  job.finishWith({ result: { rows: counted.rows }, fileId })
}

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

async function* rowsOf(
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  user: User,
  job: RunningJob<ExportOrder>,
  condition: Condition | null,
  columns: readonly ExportColumn[],
  total: number,
  counted: { rows: number },
): AsyncGenerator<CellValue[]> {
  const walk = walkOf(job.data.sort, user.rights)
  const zone = await read(findCompanyZone)
  let after: Position | null = null
  for (;;) {
    await job.report({ done: counted.rows, total })
    const page: Awaited<ReturnType<typeof findPage>> = await read((db) =>
      findPage(db, { walk, limit: pageSize, after, user, condition }),
    )
    const presented = await read((db) =>
      findPresented(
        db,
        page.map((row) => row.id),
      ),
    )
    const presentedOf = new Map(presented.map((row) => [row.id, row]))
    for (const listed of page) {
      const account = presentedOf.get(listed.id)
      if (!account || !mayExportAccount(user, account)) continue
      counted.rows++
      const exported = { ...account, ...listedParts(listed) }
      yield columns.map((column) => inZone(column.value(exported), zone, job.data.format))
    }
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = placeOf(last, walk)
  }
}

const listedParts = ({ city, next_follow_up_at, next_action }: ListedAccount) => ({
  city,
  next_follow_up_at: next_follow_up_at === null ? null : new Date(next_follow_up_at),
  next_action,
})

async function findCompanyZone(db: Db): Promise<string> {
  const [company] = await prepared<{ time_zone: string }>(db, 'zone-of-company', 'select time_zone from company', [])
  return company?.time_zone ?? 'UTC'
}

type LabelledField = CustomFieldDefinition & { label_zh: string; label_en: string }

function findLabelledFields(db: Db): Promise<LabelledField[]> {
  const text = `
    select key, kind, choices, category, required, label_zh, label_en from custom_fields
    where  subject = 'account' and active order by position`
  return prepared<LabelledField & Record<string, unknown>>(db, 'labelled-custom-fields', text, [])
}
