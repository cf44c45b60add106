import type { Category, ConsoleTable, Module } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import type { Engine } from '../../../warehouse/engine.ts'
import type { Extracted } from '../../../warehouse/extract.ts'
import { visibleTo } from '../frame/visible-to.ts'
import { catalogue, type TableEntry } from './catalogue.ts'

type Reader = Pick<User, 'id' | 'teamIds' | 'rights'>
/** Type by column by table, as DuckDB names them. */
export type Types = ReadonlyMap<string, Readonly<Record<string, string>>>

const modules: readonly Module[] = ['accounts', 'orders', 'analyses', 'console']

/** What PostgreSQL names otherwise. */
const duckDbTypes: Readonly<Record<string, string>> = {
  'character varying': 'varchar',
  'timestamp without time zone': 'timestamp',
  numeric: 'decimal(18, 4)',
}

export async function typesOf({ name, columns }: Engine): Promise<Types> {
  const found = await columns(
    `select table_name as name, column_name as col, data_type as type from information_schema.columns
     where  table_schema = '${name === 'duckdb' ? 'main' : 'warehouse'}'`,
  )
  const types = new Map<string, Record<string, string>>()
  for (const [at, table] of ((found.name ?? []) as string[]).entries()) {
    const type = String(found.type?.[at]).toLowerCase()
    const known = types.get(table) ?? {}
    known[String(found.col?.[at])] = duckDbTypes[type] ?? type
    types.set(table, known)
  }
  return types
}

const reads = ({ rights }: Reader, category: Category) => rights.categories[category].read
const mayRead = (reader: Reader, entry: TableEntry) =>
  (!entry.category || reads(reader, entry.category)) &&
  (!entry.also || reader.rights.modules[entry.also].read !== 'none')

/** Keys join what else is shown, whatever categories a reader has. */
const isKey = (column: string) => column === 'account_key' || column === 'account_id'

const shownColumns = (reader: Reader, { columns }: TableEntry) =>
  Object.entries(columns).filter(([name, [, , category = 'basic']]) => isKey(name) || reads(reader, category))

/**
 * What of the star schema there is for a reader, as selects. It is all that gets into the file his SQL runs on: rows of customers
 * beyond his sight and columns of categories he lacks are not hidden there, they are absent.
 */
export function visibleTables(types: Types, reader: Reader): Extracted[] {
  return Object.entries(catalogue)
    .filter(([, entry]) => mayRead(reader, entry))
    .flatMap(([name, entry]) => {
      const columns = shownColumns(reader, entry).map(([column]) => column)
      if (columns.length === 0) return []
      const type = (column: string) => types.get(name)?.[column] ?? 'varchar'
      return {
        name,
        select: `select ${columns.map((column) => expressionOf(name, column, reader)).join(', ')} ${rowsOf(name, entry, reader)}`,
        columns: Object.fromEntries(columns.map((column) => [column, type(column)])),
      }
    })
}

const keysSeen = (reader: Reader, also: readonly Module[] = []) =>
  `select d.account_key from dim_account d where not d.is_gone and ${visibleTo(reader, [...modules, ...also])}`

/** A customer in sight may hang below one who is not. */
function expressionOf(table: string, column: string, reader: Reader): string {
  if (table !== 'dim_account' || column !== 'parent_id') return `t.${column}`
  return `case when t.parent_id in (select p.account_id from dim_account p where p.account_key in (${keysSeen(reader)}))
               then t.parent_id end as parent_id`
}

function rowsOf(name: string, { rows, also, columns }: TableEntry, reader: Reader): string {
  switch (rows) {
    case 'all':
      return `from ${name} t`
    case 'customers':
      return `from ${name} t where t.account_key in (${keysSeen(reader, also ? [also] : [])})`
    case 'ofLines':
    case 'ofOrders': {
      const fact = rows === 'ofLines' ? 'fact_order_line' : 'fact_order'
      const some = Object.keys(columns).join(', ')
      return `from (select distinct ${some} from ${fact} where account_key in (${keysSeen(reader)})) t`
    }
    default:
      return rows satisfies never
  }
}

/** The same as a person reads it, with what his categories hide. */
export function describeTables(types: Types, reader: Reader): ConsoleTable[] {
  return visibleTables(types, reader).map(({ name, columns }) => {
    const { words, about, columns: all } = catalogue[name] as TableEntry
    return {
      name,
      words: inBoth(words),
      about: inBoth(about),
      columns: Object.entries(columns).map(([column, type]) => ({
        name: column,
        type,
        words: inBoth(all[column] ?? [column, column]),
      })),
      hidden: Object.entries(all)
        .filter(([column]) => !(column in columns))
        .map(([column, [zh, en, category = 'basic']]) => ({ name: column, words: { zh, en }, category })),
    }
  })
}

const inBoth = ([zh, en]: readonly [string, string, ...unknown[]]) => ({ zh, en })
