import type { DuckDBConnection } from '@duckdb/node-api'
import { checkStatement } from './check-statement.ts'
import type { Told } from './runner-messages.ts'

/** Why a statement is not to be run; null: it may. */
export async function judgeStatement(
  connection: DuckDBConnection,
  sql: string,
  tables: ReadonlySet<string>,
): Promise<Extract<Told, { is: 'fault' | 'wrong' }> | null> {
  const { before, rest } = withoutExplain(sql)
  const checked = checkStatement(await parsed(connection, rest), tables)
  switch (checked.is) {
    case 'fine':
      return null
    case 'fault':
      return { is: 'fault', fault: { ...checked.fault, at: after(before, checked.fault.at) } }
    case 'syntax':
      return { is: 'wrong', message: checked.message, at: after(before, checked.at) }
    default:
      return checked satisfies never
  }
}

/** The plan of a statement may be asked for; the parser tells of none but SELECT what it holds. */
function withoutExplain(sql: string): { before: number; rest: string } {
  const before = /^\s*explain(\s+analyze)?\s+/i.exec(sql)?.[0].length ?? 0
  return { before, rest: sql.slice(before) }
}

const after = (before: number, at: number | null) => (at === null ? null : before + at)

async function parsed(connection: DuckDBConnection, sql: string): Promise<string> {
  const answer = await connection.runAndReadAll(
    'select json_serialize_sql($sql::varchar, skip_null := true, skip_empty := true) as tree',
    { sql },
  )
  return String(answer.getRows()[0]?.[0])
}
