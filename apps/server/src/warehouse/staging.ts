import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { CopyOut } from './copy-out.ts'

/** What stands for nothing: a byte that COPY writes as `\b` where it is meant, so that no text looks like it. */
export const nothing = '\b'

/** Rows on their way: COPY's text form, the quickest that both sides speak. */
export interface Rows {
  stream: Readable
  /** How many, once the stream has ended. */
  count(): number
  /** Whether any text of what has passed holds what COPY escapes. */
  hasEscapes(): boolean
}

export function rowsOf(client: pg.ClientBase, select: string): Rows {
  const stream = client.query(new CopyOut(`copy (${select}) to stdout (null e'\\b')`))
  return { stream, count: () => stream.rows, hasEscapes: () => stream.hasBackslash }
}

export const copyOut = ({ stream }: Rows, file: string): Promise<void> =>
  pipeline(stream, createWriteStream(file, { mode: 0o600 }))

/** COPY writes a backslash and a letter for what would break a row; DuckDB reads them as they stand. */
const escaped: readonly (readonly [string, number])[] = [
  ['b', 8],
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
]

/** The text as it was before COPY wrote it: what stands between two written backslashes holds no backslash of its own. */
function unescaped(column: string): string {
  const inside = escaped.reduce((text, [letter, code]) => `replace(${text}, '\\${letter}', chr(${code}))`, 'part')
  return `case when contains(${column}, '\\')
               then array_to_string(list_transform(string_split(${column}, '\\\\'), lambda part: ${inside}), '\\')
               else ${column} end as ${column}`
}

/** A staging file as a table expression of DuckDB. Text is looked through for escapes only where there are any. */
export function staged(file: string, columns: Readonly<Record<string, string>>, hasEscapes: boolean): string {
  const types = Object.entries(columns).map(([column, type]) => `'${column}': '${type}'`)
  const text = `read_csv('${file.replaceAll("'", "''")}', header = false, delim = '\t', quote = '', escape = '', new_line = '\\n',
                         auto_detect = false, nullstr = '${nothing}', columns = {${types.join(', ')}})`
  if (!hasEscapes) return text
  const select = Object.entries(columns).map(([column, type]) => (type === 'varchar' ? unescaped(column) : column))
  return `(select ${select.join(', ')} from ${text})`
}
