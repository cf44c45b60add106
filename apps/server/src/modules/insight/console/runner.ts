import { writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { type DuckDBResult, StatementType } from '@duckdb/node-api'
import type { ConsoleValue } from '@quayside/contract'
import { judgeStatement } from './judge-statement.ts'
import { openLocked } from './locked-database.ts'
import type { Order, Told } from './runner-messages.ts'
import { kindOf, plainValue } from './values.ts'

/**
 * A process of its own for one statement. Its database is a file that holds what one reader may see and nothing else, opened for reading; it
 * reaches no other file, no network, no setting. Whatever the statement does to it, the server loses nothing: it ends this process.
 */

/** Gentler than the server beside it, and the first to go where the machine has no memory left. */
const leastImportant = 10
const lookEveryMs = 15
const ofRowsAtOnce = 1_000

const tell = (told: Told) =>
  new Promise<void>((resolve, reject) =>
    process.send?.(told, (error: Error | null) => (error ? reject(error) : resolve())),
  )

async function run(order: Order): Promise<Told> {
  const connection = await openLocked(order.file, order.megabytes)
  const judged = await judgeStatement(connection, order.sql, new Set(order.tables))
  if (judged) return judged
  try {
    const statement = await connection.prepare(order.sql)
    if (statement.statementType !== StatementType.SELECT && statement.statementType !== StatementType.EXPLAIN)
      return { is: 'fault', fault: { code: 'notReading', name: '', at: null } }
    return await sendRows(await statement.stream(), order)
  } catch (error) {
    return asFault(error as Error)
  }
}

async function sendRows(result: DuckDBResult, order: Order): Promise<Told> {
  const types = result.columnTypes()
  await tell({
    is: 'columns',
    columns: result.columnNames().map((name, at) => {
      const type = types[at]
      return { name, type: String(type), kind: type ? kindOf(type) : 'text' }
    }),
  })
  let [sent, characters] = [0, 0]
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return { is: 'done', more: false }
    const vectors = types.map((_, at) => chunk.getColumnVector(at))
    let rows: ConsoleValue[][] = []
    let cutValues = 0
    for (let row = 0; row < chunk.rowCount; row++) {
      if (sent >= order.rows) {
        await tell({ is: 'rows', rows, cutValues })
        return { is: 'done', more: true }
      }
      const values = vectors.map((vector) => {
        const value = plainValue(vector.getItem(row))
        if (typeof value !== 'string' || value.length <= order.valueLength) return value
        cutValues++
        return `${value.slice(0, order.valueLength)}…`
      })
      for (const value of values) characters += typeof value === 'string' ? value.length : 8
      if (characters > order.characters) return { is: 'tooMuch' }
      rows.push(values)
      sent++
      if (rows.length < ofRowsAtOnce) continue
      await tell({ is: 'rows', rows, cutValues })
      rows = []
      cutValues = 0
    }
    await tell({ is: 'rows', rows, cutValues })
  }
}

interface DuckDbError {
  exception_type?: string
  exception_message?: string
  position?: string
}

function asFault({ message }: Error): Told {
  const told = readError(message)
  if (told.exception_type === 'Out of Memory') return { is: 'outOfMemory' }
  const at = told.position === undefined ? null : Number(told.position)
  return { is: 'wrong', message: told.exception_message ?? message, at: Number.isSafeInteger(at) ? at : null }
}

function readError(message: string): DuckDbError {
  const begins = message.indexOf('{')
  try {
    return JSON.parse(begins < 0 ? '{}' : message.slice(begins)) as DuckDbError
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

process.once('message', async (order: Order) => {
  setPriority(leastImportant)
  // Linux alone has it.
  await writeFile('/proc/self/oom_score_adj', '1000').catch(() => undefined)
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > order.megabytes * 2 ** 20)
      void tell({ is: 'outOfMemory' }).then(() => process.exit(0))
  }, lookEveryMs)
  const end = await run(order).catch(asFault)
  clearInterval(watch)
  await tell(end)
  process.exit(0)
})
// A server that is gone wants no answer.
process.once('disconnect', () => process.exit(0))
