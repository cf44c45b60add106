import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyCell } from '../platform/copy-text.ts'

type CopyValue = string | number | boolean | null | readonly (string | number)[]
/** Values of the columns. */
export type CopyRow = readonly CopyValue[]

/** The row as COPY's text format takes it, with its line end. */
const rowText = (row: CopyRow) => `${row.map(copyCell).join('\t')}\n`

const pieceLength = 1 << 17

/** Writes rows by COPY, the fastest door PostgreSQL has. Returns how many. */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<CopyRow>,
): Promise<number> {
  let count = 0
  function* pieces() {
    let text = ''
    for (const row of rows) {
      count++
      text += rowText(row)
      if (text.length > pieceLength) {
        yield Buffer.from(text)
        text = ''
      }
    }
    if (text) yield Buffer.from(text)
  }
  const target = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(Readable.from(pieces(), { objectMode: false, highWaterMark: 1 << 18 }), target)
  return count
}

/** Writes rows that are already in the binary form of COPY. */
export async function copyBinary(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  pieces: readonly Buffer[],
): Promise<void> {
  const target = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`))
  await pipeline(Readable.from(pieces, { objectMode: false, highWaterMark: 1 << 19 }), target)
}
