import { setImmediate as breathe } from 'node:timers/promises'
import { issueMessage, type Row } from '@quayside/tabular'
import type { PlacedRow } from './chunk.ts'
import { importRows, notReadable } from './detect-import.ts'
import type { DraftWorld } from './draft-account.ts'
import { type Mapping, rowDrafter } from './draft-row.ts'
import { Occurrences } from './occurrences.ts'
import type { Options } from './read-cells.ts'
import type { RowDraft } from './row-draft.ts'

/** The server goes on answering, and handing rows to the database, between so many rows: a millisecond or two. */
const rowsAtOnce = 50

/** Of a stretch: rows with pages of notes come in smaller ones, so that memory does not follow their width. */
const mostCharacters = 2_000_000

export interface Stretch {
  rows: PlacedRow[]
  /** The last record of the file in or before this stretch. */
  upTo: number
  /** Share of the file read, 0 to 1. */
  share: number
  draft: (row: Row) => RowDraft
}

/**
 * The file as drafts, some thousand rows at a time, from the row after `after`. The rows before are read over, which is fast,
 * because what comes up for the which time is counted from the beginning.
 */
export async function* placedRows(
  path: string,
  options: Options,
  mapping: Mapping,
  world: DraftWorld,
  { after, size }: { after: number; size: number },
): AsyncGenerator<Stretch> {
  const ordersToo = options.target === 'customersAndOrders'
  const customers = new Occurrences()
  const orders = new Occurrences()
  let draft: ((row: Row) => RowDraft) | undefined
  let rows: PlacedRow[] = []
  let read = 0
  let characters = 0
  for await (const batch of importRows(path, options)) {
    const broken = batch.issues.find(
      (issue) => issue.severity === 'error' && ['zipBomb', 'brokenXlsx', 'noSuchSheet'].includes(issue.code),
    )
    if (broken) throw notReadable(broken.code, issueMessage(broken, 'zh-CN'), issueMessage(broken, 'en'))
    draft ??= rowDrafter(batch.header, mapping, options, world)
    const drafting = draft
    const share = batch.totalBytes > 0 ? batch.bytesRead / batch.totalBytes : 1
    for (const row of batch.rows) {
      if (++read % rowsAtOnce === 0) await breathe()
      if (row.values.every((value) => value === '')) continue
      if (!ordersToo && row.rowNumber <= after) continue
      const made = drafting(row)
      const customerSeen = ordersToo ? seen(customers, made.account.external_key) : 1
      const orderSeen = ordersToo ? seen(orders, made.order?.key) : 1
      if (row.rowNumber <= after) continue
      rows.push({ row: made, customerSeen, orderSeen, derived: null })
      for (const value of row.values) characters += value.length
      if (rows.length < size && characters < mostCharacters) continue
      yield { rows, upTo: row.rowNumber, share, draft: drafting }
      rows = []
      characters = 0
    }
  }
  const last = rows.at(-1)
  if (last && draft) yield { rows, upTo: last.row.rowNumber, share: 1, draft }
}

const seen = (counter: Occurrences, key: unknown) => (typeof key === 'string' && key !== '' ? counter.count(key) : 0)
