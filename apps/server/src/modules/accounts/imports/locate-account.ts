import { type Chunk, type PlacedRow, refuseRow } from './chunk.ts'
import type { Known } from './find-known.ts'
import { type Incoming, isIncoming } from './incoming.ts'

/** The account the row means, by key, then credit code, then (people only) name; null: none yet. */
export function locateAccount(chunk: Chunk, placed: PlacedRow, known: Known): Incoming | null | 'refused' {
  const { row } = placed
  const key = row.account.external_key as string | null | undefined
  const code = row.account.credit_code as string | null | undefined
  const byKey = key ? known.byKey.get(key) : undefined
  const byCode = code ? known.byCode.get(code) : undefined
  const refuse = (column: string, issue: string, params: Record<string, unknown>) => {
    refuseRow(chunk, row, column, issue, params)
    return 'refused' as const
  }
  if (byKey && !isIncoming(byKey)) return refuse('externalKey', 'keyHidden', { text: key })
  if (byCode && !isIncoming(byCode)) return refuse('creditCode', 'keyHidden', { text: code })
  if (byCode && byKey !== byCode && (byKey || (key && keyOf(byCode) !== null)))
    return refuse('creditCode', 'keyOfAnother', { text: code, number: byCode.target.number })
  const found = byKey ?? byCode ?? (chunk.options.target === 'contacts' && !key ? sameName(row, known) : undefined)
  if (!found) return null
  return allowed(chunk, placed, found, known, key ?? code ?? '')
}

const keyOf = (one: Incoming): string | null =>
  ((one.columns.external_key as string | undefined) ?? one.existing?.external_key ?? null) || null

function sameName(row: PlacedRow['row'], known: Known): Incoming | undefined {
  const found = known.byName.get(String(row.account.name ?? ''))
  if (!found || row.account.kind !== 'individual' || !found.existing) return found
  // Two people of one name are one only if something else says so.
  const { email, phone } = found.existing
  const same = (a: unknown, b: unknown) => !a || !b || a === b
  return same(email, row.account.email) && same(phone, row.account.phone) ? found : undefined
}

function allowed(chunk: Chunk, placed: PlacedRow, found: Incoming, known: Known, key: string): Incoming | 'refused' {
  const { options, counts } = chunk
  if (options.target === 'customersAndOrders') return found
  if (options.target === 'customers' && options.existing === 'refuse') {
    refuseRow(chunk, placed.row, null, 'keyExists', { text: key, number: found.target.number })
    return 'refused'
  }
  if (options.target === 'customers' && options.existing === 'skip') {
    counts.skipped++
    return 'refused'
  }
  if (found.target.isNew || known.changeable.has(found.target.id)) return found
  refuseRow(chunk, placed.row, null, 'notChangeable', { number: found.target.number })
  return 'refused'
}

/** In a file of orders the customer comes up many times: its first row describes it. */
export function takesFields({ options, batch }: Chunk, placed: PlacedRow, one: Incoming, known: Known): boolean {
  if (options.target !== 'customersAndOrders') return true
  if (one.target.isNew || one.existing?.import_batch_id === batch.id) return false
  return options.existing === 'update' && placed.customerSeen === 1 && known.changeable.has(one.target.id)
}
