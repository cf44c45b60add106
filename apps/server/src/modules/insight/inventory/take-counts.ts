import { setImmediate } from 'node:timers/promises'
import type { InventoryFault, ReplyOf, uploadInventory } from '@quayside/contract'
import { detectDateOrder, type Row } from '@quayside/tabular'
import { companyDay } from '../../../platform/company-day.ts'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { type Count, checkCount, isFault } from './check-count.ts'
import { findColumns } from './inventory-columns.ts'
import { keepCounts } from './keep-counts.ts'
import { placeCounts } from './place-counts.ts'

const faultsShown = 200
/** Rows checked at a stretch, some milliseconds, before others have their turn. */
const rowsAtAStretch = 1_000

/** Keeps what is right in a table of stock counts and says of every other row what is wrong, all in one transaction. */
export async function takeCounts(
  tx: Tx,
  user: User,
  { header, rows }: { header: readonly string[]; rows: readonly Row[] },
  fileName: string,
  now: Date,
): Promise<ReplyOf<typeof uploadInventory>> {
  const { places, columns } = findColumns(
    header,
    rows.slice(0, 100).map(({ values }) => values),
  )
  const { counts, faults } = await checkAll(tx, rows, places, now)
  const { placed, faults: unplaced } = await placeCounts(tx, user, counts, places.get('customer'))
  const id = newId()
  const { added, corrected } = await keepCounts(tx, id, placed, now)
  const faulty = [...faults, ...unplaced].toSorted((a, b) => a.row - b.row)
  const told = {
    rows: rows.length,
    added,
    corrected,
    unchanged: placed.length - added - corrected,
    faulty: faulty.length,
  }
  const name = fileName.replaceAll('\0', '').toWellFormed().slice(0, 255)
  if (added + corrected > 0)
    await tx
      .insertInto('inventory_imports')
      .values({ id, by_id: user.id, at: now, file_name: name, rows: rows.length, added, corrected })
      .execute()
  await recordEvent(tx, {
    kind: 'inventory.imported',
    subject: { type: 'inventoryImport', id },
    actorId: user.id,
    at: now,
    data: { fileName: name, ...told },
  })
  return { importId: added + corrected > 0 ? id : null, ...told, columns, faults: faulty.slice(0, faultsShown) }
}

async function checkAll(tx: Tx, rows: readonly Row[], places: ReturnType<typeof findColumns>['places'], now: Date) {
  const { currency } = await tx.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  const today = await companyDay(tx, now)
  const at = places.get('day') ?? 0
  const guess = detectDateOrder(rows.map(({ values }) => values[at] ?? ''))
  const reading = { places, currency, today, order: guess.certain && guess.order ? guess.order : undefined }
  const counts: Count[] = []
  const faults: InventoryFault[] = []
  for (const [done, row] of rows.entries()) {
    if (done % rowsAtAStretch === 0) await setImmediate()
    const checked = checkCount(row, reading)
    if (isFault(checked)) faults.push(checked)
    else counts.push(checked)
  }
  return { counts, faults }
}
