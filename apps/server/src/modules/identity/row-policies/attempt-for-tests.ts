import { sql } from 'kysely'
import { type Database, type Tx, writeAs } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** Runs a statement as a user inside a transaction that is undone: number of rows it touched, or 'refused'. */
export async function attempt(
  database: Database,
  userId: Id | null,
  statement: (tx: Tx) => Promise<number>,
): Promise<number | 'refused'> {
  let touched: number | 'refused' = 'refused'
  await writeAs(database, userId, async (tx) => {
    touched = await statement(tx)
    throw new Undo()
  }).catch((error: { code?: string }) => {
    if (!(error instanceof Undo) && error.code !== '42501') throw error
  })
  return touched
}
class Undo extends Error {}

export const count = (table: string) => async (tx: Tx) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx)
  return rows[0]?.n ?? 0
}
export const touch = (table: string, column: string) => async (tx: Tx) =>
  Number(
    (await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)}`.execute(tx)).numAffectedRows,
  )
export const remove = (table: string) => async (tx: Tx) =>
  Number((await sql`delete from ${sql.table(table)}`.execute(tx)).numAffectedRows)
