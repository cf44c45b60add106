import { columnOfField } from '../account-fields.ts'
import type { PlacedRow } from './chunk.ts'
import type { FoundImport } from './imports.queries.ts'
import { type RowIssue, rowIssue } from './row-issue.ts'

/** What a driver's error tells beside its message, which is for programmers and never shown. */
export interface DatabaseError {
  code?: string
  table?: string
  column?: string
  constraint?: string
  /** e.g. `COPY staged_accounts, line 3, column birth_date: "0000-00-00"`. */
  where?: string
}

/** SQLSTATE, most exact first, with the reason a person is given. */
const reasons: readonly (readonly [state: string, code: string])[] = [
  ['22001', 'valueTooLong'],
  ['22003', 'valueTooLarge'],
  ['22007', 'valueNoDate'],
  ['22008', 'valueNoDate'],
  ['22021', 'valueBadCharacter'],
  ['22P05', 'valueBadCharacter'],
  ['23502', 'valueMissing'],
  ['23503', 'valueRefersToNothing'],
  ['23505', 'valueTaken'],
  ['42501', 'rowNotAllowed'],
  ['54', 'valueTooLong'],
  ['22', 'valueNotFitting'],
  ['23', 'valueNotFitting'],
]

export const isRefusal = ({ code = '' }: DatabaseError): boolean => reasons.some(([state]) => code.startsWith(state))

/** Set on every issue of this kind, whatever its reason. */
export const isFromDatabase = ({ params }: RowIssue): boolean => typeof params.state === 'string'

/** Why the database will not have a row, in words, at the column of the file where that can be told. */
export function refusedByDatabase(error: DatabaseError, { row }: PlacedRow, mapping: FoundImport['mapping']): RowIssue {
  const { code = '' } = error
  const reason = reasons.find(([state]) => code.startsWith(state))?.[1] ?? 'valueNotFitting'
  const field = fieldOf(error)
  const column = Object.entries(mapping ?? {}).find(([, mapped]) => mapped !== null && mapped === field)?.[0] ?? null
  return rowIssue(column, reason, 'error', { row: row.rowNumber, state: code })
}

const prefixes: Readonly<Record<string, string>> = {
  contacts: 'contact.',
  addresses: 'address.',
  orders: 'order.',
  order_lines: 'line.',
}
const columnOfIndex: Readonly<Record<string, string>> = {
  accounts_one_external_key: 'external_key',
  accounts_by_credit_code: 'credit_code',
  contacts_by_mobile: 'mobile',
  addresses_by_city: 'city',
}
const fieldOfColumn = new Map(Object.entries(columnOfField).map(([field, column]) => [column as string, field]))

function fieldOf({ table, column, constraint = '', where = '' }: DatabaseError): string | undefined {
  const staged = /COPY staged_(\w+), line \d+(?:, column (\w+))?/.exec(where)
  const of = table ?? staged?.[1] ?? ''
  const name =
    column ??
    staged?.[2] ??
    columnOfIndex[constraint] ??
    constraint.slice(of.length + 1).replace(/_(?:check|fkey|key)$/, '')
  if (name === '') return undefined
  if (of === 'accounts') return fieldOfColumn.get(name)
  return (prefixes[of] ?? '') + name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
