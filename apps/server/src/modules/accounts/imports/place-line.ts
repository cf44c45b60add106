import { type Id, newId } from '../../../platform/ids.ts'
import type { Chunk, PlacedRow } from './chunk.ts'
import { lineColumns, type OldLine, type Order } from './incoming-order.ts'
import type { LineDraft } from './row-draft.ts'

export interface PlacedLines {
  fresh: Record<string, unknown>[]
  changed: Record<string, unknown>[]
  /** Lines of this batch that stand elsewhere in their order than in the file; see `displacedLines`. */
  displaced: Set<Id>
}

/**
 * Puts the line of a row into its order: a new one to `fresh`, one that is there already and differs to `changed`.
 *
 * An order this batch made holds the rows before at their places in the file. What stands at the place of this row is then
 * another import's, which met the same order: the same line, or one to stand aside for.
 */
export function placeLine(
  chunk: Chunk,
  placed: PlacedRow,
  order: Order,
  accountId: Id,
  { fresh, changed, displaced }: PlacedLines,
): void {
  const { row, orderSeen } = placed
  const draft = row.line
  if (!draft || !row.order) return
  if (row.order.orderedOn !== order.orderedOn)
    draft.attributes = { ...draft.attributes, orderedOn: row.order.orderedOn }
  const own = isOwn(chunk, order)
  const old = own ? standing(order, draft, orderSeen, displaced) : sameLine(order, draft, orderSeen)
  if (old) {
    changeLine(chunk, order, old, draft, changed)
    return
  }
  const taken = new Set(order.lines.map((line) => line.line_no))
  const lineNo = orderSeen === 0 || taken.has(orderSeen) ? Math.max(0, ...taken) + 1 : orderSeen
  const line = { ...draft, id: newId(), account_id: accountId, order_id: order.id, line_no: lineNo }
  order.lines.push(line)
  fresh.push({ ...line, ordered_on: order.orderedOn, currency: row.order.currency })
  if (own && lineNo === orderSeen) return
  if (own) displaced.add(line.id)
  else order.changed = true
  chunk.changes.push({ subject: 'line', id: line.id, before: null, afterVersion: 1 })
}

export const isOwn = (chunk: Chunk, order: Order): boolean =>
  order.isNew || order.old?.import_batch_id === chunk.batch.id

function sameLine(order: Order, draft: LineDraft, orderSeen: number): OldLine | undefined {
  const byKey =
    draft.external_key === null ? undefined : order.lines.find((line) => line.external_key === draft.external_key)
  return byKey ?? order.lines.find((line) => line.line_no === orderSeen && mayBeOne(line, draft))
}

const standing = (order: Order, draft: LineDraft, orderSeen: number, displaced: ReadonlySet<Id>) =>
  order.lines.find(
    (line) =>
      line.line_no === orderSeen &&
      (line.external_key === draft.external_key || mayBeOne(line, draft)) &&
      !displaced.has(line.id),
  )

const mayBeOne = (line: OldLine, draft: LineDraft): boolean => line.external_key === null || draft.external_key === null

function changeLine(
  chunk: Chunk,
  order: Order,
  old: OldLine,
  draft: LineDraft,
  changed: Record<string, unknown>[],
): void {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = { ...old }
  for (const column of lineColumns) {
    const value = draft[column]
    if (value === null || sameValue(value, old[column])) continue
    before[column] = old[column]
    after[column] = column === 'attributes' ? { ...old.attributes, ...draft.attributes } : value
  }
  if (sameValue(after.attributes, old.attributes)) delete before.attributes
  if (Object.keys(before).length === 0) return
  Object.assign(old, after)
  changed.push(after)
  order.changed = true
  chunk.changes.push({ subject: 'line', id: old.id, before, afterVersion: 1 })
}

const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const one = a as Record<string, unknown>
  const other = b as Record<string, unknown>
  return Object.keys(one).every((key) => one[key] === other[key])
}
