import type { DuckDBValue } from '@duckdb/node-api'
import pg from 'pg'
import type { Columns } from './engine.ts'

/** PostgreSQL numbers its parameters; what stands between quotes is left alone. */
export function numbered(
  sql: string,
  parameters: Readonly<Record<string, DuckDBValue>>,
): { text: string; values: unknown[] } {
  const names: string[] = []
  const text = sql.replaceAll(/'(?:[^']|'')*'|\$([a-z_]\w*)/gi, (all: string, name: string | undefined) => {
    if (name === undefined) return all
    if (!Object.hasOwn(parameters, name)) throw new RangeError(`No value was given for $${name}.`)
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { text, values: names.map((name) => plainValue(name, parameters[name])) }
}

function plainValue(name: string, value: DuckDBValue | undefined): unknown {
  if (value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return value
  throw new TypeError(`$${name} must be text, a number, a truth value or nothing.`)
}

const { builtins } = pg.types
const utc = (text: string) => new Date(`${text.replace(' ', 'T')}Z`)

/** Values as DuckDB's driver gives them. Sums of whole numbers come as numeric without a point. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.BOOL]: (text) => text === 't',
  [builtins.INT2]: Number,
  [builtins.INT4]: Number,
  [builtins.INT8]: BigInt,
  [builtins.FLOAT4]: Number,
  [builtins.FLOAT8]: Number,
  [builtins.NUMERIC]: (text) => (/^-?\d+$/.test(text) ? BigInt(text) : Number(text)),
  [builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
  [builtins.TIMESTAMP]: utc,
}

export const valueTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
}

export function columnsOfRows({ fields, rows }: pg.QueryArrayResult): Columns {
  const columns: Columns = {}
  for (const [at, { name }] of fields.entries()) columns[name] = rows.map((row) => row[at])
  return columns
}
