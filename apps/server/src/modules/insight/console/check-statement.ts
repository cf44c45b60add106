import { allowedFunctions, allowedTableFunctions } from './allowed-functions.ts'

/** Why a statement is not run; `at` counts its characters from 0. */
export interface StatementFault {
  code: 'notOneStatement' | 'notReading' | 'unknownTable' | 'unknownFunction' | 'unknownForm'
  name: string
  at: number | null
}

interface Parsed {
  error: boolean
  error_type?: string
  error_message?: string
  position?: string
  statements?: unknown[]
}

export type Checked =
  | { is: 'fine' }
  | { is: 'fault'; fault: StatementFault }
  | { is: 'syntax'; message: string; at: number | null }

type Fields = Readonly<Record<string, unknown>>

const nothing: ReadonlySet<string> = new Set()

/** Every form of a node that stands where rows come from, and of what holds rows together. What is not here is refused. */
const knownForms: ReadonlySet<string> = new Set([
  'SELECT_NODE',
  'SET_OPERATION_NODE',
  'RECURSIVE_CTE_NODE',
  'CTE_NODE',
  'EMPTY',
  'BASE_TABLE',
  'JOIN',
  'SUBQUERY',
  'TABLE_FUNCTION',
  'EXPRESSION_LIST',
  'SHOW_REF',
  'PIVOT',
  'ORDER_MODIFIER',
  'LIMIT_MODIFIER',
  'LIMIT_PERCENT_MODIFIER',
  'DISTINCT_MODIFIER',
  'ASCENDING',
  'DESCENDING',
  'ORDER_DEFAULT',
  'ARRAY_TYPE_INFO',
  'DECIMAL_TYPE_INFO',
  'ENUM_TYPE_INFO',
  'LIST_TYPE_INFO',
  'STRING_TYPE_INFO',
  'STRUCT_TYPE_INFO',
  'UNBOUND_TYPE_INFO',
])

/**
 * Whether a statement, as DuckDB's own parser reads it (`json_serialize_sql`), names nothing but the reader's tables and functions that work out
 * values. The second wall, not the first: what the statement runs on holds nothing else anyway. @param text the answer of `json_serialize_sql`
 */
export function checkStatement(text: string, tables: ReadonlySet<string>): Checked {
  const parsed = JSON.parse(text) as Parsed
  if (parsed.error) {
    if (parsed.error_type !== 'parser' && parsed.error_type !== 'syntax') return fault('notReading', '', null)
    return { is: 'syntax', message: parsed.error_message ?? '', at: placeOf(parsed.position) }
  }
  if (parsed.statements?.length !== 1) return fault('notOneStatement', '', null)
  const found = faultIn(parsed.statements[0], tables, nothing)
  return found ? { is: 'fault', fault: found } : { is: 'fine' }
}

const fault = (code: StatementFault['code'], name: string, at: number | null): Checked => ({
  is: 'fault',
  fault: { code, name, at },
})

function placeOf(value: unknown): number | null {
  const at = Number(value)
  // The parser's sign for "nowhere" is the largest number there is.
  return value === undefined || value === null || !Number.isSafeInteger(at) ? null : at
}

function faultIn(node: unknown, tables: ReadonlySet<string>, known: ReadonlySet<string>): StatementFault | null {
  if (Array.isArray(node)) return firstOf(node, (one) => faultIn(one, tables, known))
  if (typeof node !== 'object' || node === null) return null
  const fields = node as Fields
  const own = ownFault(fields, tables, known)
  if (own) return own
  const { faults, within } = namedBefore(fields, tables, known)
  return (
    faults ??
    firstOf(Object.entries(fields), ([name, value]) => (name === 'cte_map' ? null : faultIn(value, tables, within)))
  )
}

function firstOf<T>(values: readonly T[], look: (value: T) => StatementFault | null): StatementFault | null {
  for (const value of values) {
    const found = look(value)
    if (found) return found
  }
  return null
}

/** `with`: each name holds from its own query on, in that query itself only where it is recursive. */
function namedBefore(fields: Fields, tables: ReadonlySet<string>, known: ReadonlySet<string>) {
  const entries = ((fields.cte_map as Fields | undefined)?.map ?? []) as { key: string; value: Fields }[]
  if (fields.type === 'RECURSIVE_CTE_NODE' && typeof fields.cte_name === 'string')
    return { faults: null, within: withName(known, fields.cte_name) }
  let within = known
  for (const { key, value } of entries) {
    const faults = faultIn(value, tables, within)
    if (faults) return { faults, within }
    within = withName(within, key)
  }
  return { faults: null, within }
}

const withName = (known: ReadonlySet<string>, name: string) => new Set([...known, name.toLowerCase()])

function ownFault(fields: Fields, tables: ReadonlySet<string>, known: ReadonlySet<string>): StatementFault | null {
  const at = placeOf(fields.query_location)
  const told = (code: StatementFault['code'], name: unknown): StatementFault => ({ code, name: String(name), at })
  if ('function_name' in fields && !isAllowed(fields.function_name, allowedFunctions))
    return told('unknownFunction', fields.function_name)
  if ('class' in fields || typeof fields.type !== 'string') return null
  if (!knownForms.has(fields.type)) return told('unknownForm', fields.type)
  switch (fields.type) {
    case 'BASE_TABLE':
      return isSeen(fields, tables, known) ? null : told('unknownTable', fields.table_name)
    case 'TABLE_FUNCTION': {
      const name = (fields.function as Fields | undefined)?.function_name
      return isAllowed(name, allowedTableFunctions) ? null : told('unknownFunction', name)
    }
    case 'SHOW_REF':
      return fields.query || fields.table_name === '"tables"' ? null : told('unknownForm', fields.table_name)
    default:
      return null
  }
}

const isAllowed = (name: unknown, allowed: ReadonlySet<string>) =>
  typeof name === 'string' && allowed.has(name.toLowerCase())

function isSeen(fields: Fields, tables: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  const { table_name: name, schema_name: schema, catalog_name: catalog } = fields
  if (typeof name !== 'string' || catalog) return false
  const lower = name.toLowerCase()
  if (!schema && known.has(lower)) return true
  return (!schema || String(schema).toLowerCase() === 'main') && tables.has(lower)
}
