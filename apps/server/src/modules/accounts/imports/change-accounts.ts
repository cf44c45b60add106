import type { ColumnValues } from '../accounts.queries.ts'
import { changeEvents, differences } from '../change-account.ts'
import { type DerivedFrom, deriveAccount } from '../derive-account.ts'
import { updateRows } from './bulk-rows.ts'
import type { Chunk } from './chunk.ts'
import { derivedColumns, type FoundAccount, type Incoming, typedColumns } from './incoming.ts'
import { findPeopleOfMany, writePeople } from './write-people.ts'

export async function changeAccounts(chunk: Chunk, incoming: Incoming[]): Promise<void> {
  if (incoming.length === 0) return
  const { tx, now, user, batch } = chunk
  const touched = await writePeople(chunk, incoming)
  const around = await findPeopleOfMany(
    tx,
    incoming.map((one) => one.target.id),
  )
  const changed: Record<string, unknown>[] = []
  const rederived: Record<string, unknown>[] = []
  for (const { target, existing, columns } of incoming) {
    if (!existing) continue
    const after = { ...existing, ...merged(existing, columns) }
    const changes = differences(existing as never, after as never)
    if (changes.length === 0 && !touched.has(target.id)) continue
    const { people, places } = around.get(target.id) ?? { people: [], places: [] }
    const derived = deriveAccount(after as unknown as DerivedFrom, people, places, now)
    if (changes.length === 0) {
      rederived.push({ id: target.id, ...derived })
      continue
    }
    changed.push({ ...after, ...derived, updated_at: now, updated_by: user.id })
    const was = existing as unknown as Record<string, unknown>
    const is = after as Record<string, unknown>
    const before = Object.fromEntries(
      typedColumns.filter((column) => !same(was[column], is[column])).map((column) => [column, was[column]]),
    )
    const own = existing.import_batch_id === batch.id
    chunk.changes.push({
      subject: 'account',
      id: target.id,
      before: own ? null : before,
      afterVersion: existing.version + 1,
    })
    chunk.counts.accountsChanged++
    for (const event of changeEvents(
      { ...existing, custom_categories: null } as never,
      after as never,
      changes,
      user,
      now,
    ))
      chunk.events.push({
        kind: event.kind,
        subjectType: 'account',
        subjectId: target.id,
        accountId: target.id,
        data: { ...event.data, importId: batch.id },
      })
  }
  await updateRows(
    tx,
    'accounts',
    [...typedColumns, ...derivedColumns, 'updated_at', 'updated_by'],
    changed,
    ', version = t.version + 1',
  )
  await updateRows(tx, 'accounts', derivedColumns, rederived)
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Lists grow, custom fields are set one by one, the rest is replaced. */
function merged(existing: FoundAccount, columns: ColumnValues): ColumnValues {
  const after: ColumnValues = {}
  for (const [column, value] of Object.entries(columns) as [keyof ColumnValues, unknown][]) {
    const old = existing[column as keyof FoundAccount] as unknown
    if (Array.isArray(value) && Array.isArray(old)) after[column] = [...new Set([...old, ...value])]
    else if (column === 'custom') after[column] = { ...(old as object), ...(value as object) }
    else if (column === 'note' && old && old !== value)
      after[column] = String(old).includes(String(value)) ? old : `${old}\n${value}`
    else after[column] = value
  }
  return after
}
