import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type CopyValue = string | number | boolean | null
/** Values of the columns. */
export type CopyRow = readonly CopyValue[]

const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const cell = (value: CopyValue) =>
  value === null
    ? '\\N'
    : typeof value === 'string'
      ? value.replace(special, (one) => escapes[one] as string)
      : String(value)

/** A PostgreSQL array literal for a COPY cell. */
export const arrayCell = (values: readonly (string | number)[]) =>
  `{${values.map((value) => (typeof value === 'number' ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)).join(',')}}`

/** The row as COPY text reads it, with its line end. */
function rowText(row: CopyRow): string {
  let text = ''
  for (let at = 0; at < row.length; at++)
    text += at === 0 ? cell(row[at] as CopyValue) : `\t${cell(row[at] as CopyValue)}`
  return `${text}\n`
}

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
