import { type CustomerRef, OrderDraft, type OrderFileRow, type OrderReason } from '@quayside/contract'
import { detectFile, type Row, readRows } from '@quayside/tabular'
import type { z } from 'zod'
import { type Database, type Db, readAs, writeAs } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { findColumns, refusedFile } from './order-file-columns.ts'
import { type FileOrder, ordersOf } from './order-file-rows.ts'
import { reason } from './order-reasons.ts'
import { recogniseCustomer } from './recognise-customer.ts'
import { takeAgainIfBrokenOff } from './take-again.ts'
import { keyOf, type Result, takeOrders } from './take-orders.ts'

const rowsAtMost = 5_000
/** Orders of one transaction: whoever breaks off sends the file again, and what is in is known. */
const ordersAtAStretch = 100
const notesAtMost = 500

type Note = z.infer<typeof OrderFileRow>

/** Takes the orders of a file, each standing or falling alone; the same file again finds every order known. */
export async function takeFile(database: Database, user: User, path: string, now: Date) {
  const { header, rows } = await readTable(path)
  const columns = findColumns(
    header,
    rows.slice(0, 100).map(({ values }) => values),
  )
  const orders = ordersOf(rows, columns)
  const counts: Record<string, number> = {}
  const notes: Note[] = []
  const known = new Map<string, CustomerRef>()
  for (let from = 0; from < orders.length; from += ordersAtAStretch) {
    const part = orders.slice(from, from + ordersAtAStretch)
    await readAs(database, user.id, (db) => findCustomers(db, part, known))
    const incoming = part.map((order) => ({
      draft: draftOf(order, known),
      key: keyFor(user, order),
      faults: order.faults,
    }))
    const results = await takeAgainIfBrokenOff(incoming.length, () =>
      writeAs(database, user.id, (tx) =>
        takeOrders(tx, user, incoming, { channel: 'import', receivedAt: now, onFault: 'quarantine' }),
      ),
    )
    for (const [at, result] of results.entries()) {
      counts[result.outcome] = (counts[result.outcome] ?? 0) + 1
      const order = part[at]
      if (order && result.outcome !== 'taken' && notes.length < notesAtMost) notes.push(noteOf(order, result))
    }
  }
  return { rows: rows.length, counts, unknown: columns.unknown, notes }
}

async function readTable(path: string): Promise<{ header: readonly string[]; rows: Row[] }> {
  const detected = await detectFile(path)
  if (detected.kind === 'vcard')
    throw refusedFile('notATable', '这是联系人名片，不是表格。', 'These are contact cards, not a table.')
  let header: readonly string[] = []
  const rows: Row[] = []
  for await (const batch of readRows(path, detected, { limits: { maxColumns: 200, maxCellChars: 5_000 } })) {
    const broken = batch.issues.find(({ severity, row }) => severity === 'error' && row === 0)
    if (broken) throw refusedFile('notATable', '无法读取该文件。', 'This file cannot be read.')
    header = batch.header
    for (const row of batch.rows) if (row.values.some((value) => value.trim() !== '')) rows.push(row)
    if (rows.length > rowsAtMost)
      throw refusedFile(
        'tooManyRows',
        `文件超过 ${rowsAtMost} 行，请拆分后分别上传。`,
        `The file has more than ${rowsAtMost} rows. Split it and send the parts one after the other.`,
      )
  }
  return { header, rows }
}

/** By number, else by the key of another system, else by name. */
export async function findCustomers(
  db: Db,
  orders: readonly FileOrder[],
  known: Map<string, CustomerRef>,
): Promise<void> {
  for (const { customer } of orders) {
    if (customer === '' || known.has(customer)) continue
    const ways: CustomerRef[] = [
      { number: customer.slice(0, 60) },
      { externalKey: customer.slice(0, 200) },
      { name: customer.slice(0, 500) },
    ]
    let found: CustomerRef | undefined
    for (const way of ways) if (!found && (await recogniseCustomer(db, way)).customer) found = way
    known.set(customer, found ?? { name: customer.slice(0, 500) })
  }
}

const draftOf = (order: FileOrder, known: ReadonlyMap<string, CustomerRef>): OrderDraft =>
  OrderDraft.parse(sketchOf(order, known))

/** An order as the file has it, before its shape is looked at. */
export const sketchOf = (order: FileOrder, known: ReadonlyMap<string, CustomerRef>) => ({
  ...shortened(order.draft),
  customer: known.get(order.customer) ?? { name: order.customer || '?' },
})

/** A cell longer than the shape allows would cost the whole order. */
const shortened = <T>(value: T): T => {
  if (typeof value === 'string') return value.slice(0, 200) as T
  if (Array.isArray(value)) return value.map(shortened) as T
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one)])) as T
  return value
}

/** By this an order of a file is known again, whichever way the file comes. */
export const keyFor = (user: User, { key, customer }: Pick<FileOrder, 'key' | 'customer'>) =>
  keyOf(user, key === '' ? undefined : `file:${customer}:${key}`.slice(0, 300))

function noteOf(order: FileOrder, result: Result): Note {
  const told: readonly OrderReason[] = result.reasons.length > 0 ? result.reasons : [reason('notAllowed', '')]
  return {
    row: order.row,
    key: order.key || null,
    outcome: result.outcome,
    number: 'number' in result ? result.number : null,
    orderId: 'orderId' in result ? result.orderId : null,
    zh: told.map(({ zh }) => zh).join(' '),
    en: told.map(({ en }) => en).join(' '),
  }
}
