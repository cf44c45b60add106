import { takeAccountNumbers } from '../accounts.queries.ts'
import { insertRows } from './bulk-rows.ts'
import { type Chunk, MetAnother } from './chunk.ts'
import { derivedColumns, type Incoming, typedColumns } from './incoming.ts'
import { deriveNew, emptyRecord, withNumber } from './new-account.ts'
import { writePeople } from './write-people.ts'

const source = { family: 'modern', method: 'import' } as const
const stamps = ['state_since', 'import_batch_id', 'created_at', 'created_by', 'updated_at', 'updated_by'] as const

export async function insertAccounts(chunk: Chunk, incoming: Incoming[]): Promise<void> {
  if (incoming.length === 0) return
  // One order of keys for everybody: two imports of one file wait for each other and never in a ring.
  incoming.sort((a, b) => (String(a.columns.external_key ?? '') < String(b.columns.external_key ?? '') ? -1 : 1))
  const numbers = await takeAccountNumbers(chunk.tx, incoming.length)
  for (const [at, one] of incoming.entries()) one.target.number = numbers[at] ?? ''
  const told = toldColumns(incoming)
  const made = await insertRows(
    chunk.tx,
    'accounts',
    [...told, ...derivedColumns, 'id', 'number', ...stamps],
    incoming.map((one) => rowOf(chunk, one, told)),
    'on conflict (external_key) where deleted_at is null do nothing',
  )
  if (made < incoming.length) throw new MetAnother()
  await writePeople(chunk, incoming)
  chunk.counts.accountsCreated += incoming.length
  for (const one of incoming) chunk.events.push(creation(chunk, one))
}

/** Of fifty columns a file fills twenty; in the others the table says what is empty. */
function toldColumns(incoming: readonly Incoming[]): string[] {
  const told = new Set<string>(['kind', 'tags', 'source'])
  for (const { columns } of incoming)
    for (const column in columns) if (columns[column as keyof typeof columns] != null) told.add(column)
  return typedColumns.filter((column) => told.has(column))
}

function rowOf(chunk: Chunk, one: Incoming, told: readonly string[]): Record<string, unknown> {
  const { now, batch, user, options } = chunk
  const columns = one.columns as Record<string, unknown>
  const row: Record<string, unknown> = {}
  for (const column of told) row[column] = columns[column] ?? emptyRecord[column as keyof typeof emptyRecord]
  row.tags = [...new Set([...((columns.tags as string[] | undefined) ?? []), ...options.tags])]
  row.source = { ...source, detail: batch.file_name.slice(0, 200) }
  const derived = one.derived ?? deriveNew(one.columns, one.contacts, one.address, now)
  Object.assign(row, withNumber(derived, one.target.number))
  row.id = one.target.id
  row.number = one.target.number
  row.import_batch_id = batch.id
  row.state_since = row.created_at = row.updated_at = now
  row.created_by = row.updated_by = user.id
  return row
}

const creation = ({ batch }: Chunk, { target, columns }: Incoming): Chunk['events'][number] => ({
  kind: 'account.created',
  subjectType: 'account',
  subjectId: target.id,
  accountId: target.id,
  data: {
    number: target.number,
    name: target.name.slice(0, 200),
    kind: columns.kind ?? 'enterprise',
    source,
    importId: batch.id,
  },
})
