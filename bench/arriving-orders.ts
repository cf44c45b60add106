import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Database, writeAsOwner } from '../apps/server/src/platform/database.ts'
import { newId } from '../apps/server/src/platform/ids.ts'

const linesPerSecond = 500
export const linesPerOrder = 5
export const ordersPerBatch = 10
export const everyMs = (1000 * ordersPerBatch * linesPerOrder) / linesPerSecond

const reference = `bench ${randomUUID()}`

/** An order for each customer, durably; answers the last. Ids as the product makes them: rising with time, on which the warehouse counts. */
export async function writeBatch(client: pg.Client, customers: readonly string[], day: string): Promise<string> {
  const orders = customers.map(newId)
  const lines = Array.from({ length: customers.length * linesPerOrder }, newId)
  await client.query(
    `with o as (insert into orders (id, number, account_id, ordered_on, currency, reference)
                select id, gen_random_uuid()::text, account_id, $3::date, 'CNY', $4
                from   unnest($1::uuid[], $2::uuid[]) as made (id, account_id)
                returning id, account_id, ordered_on)
     insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, amount_e4, cost_e4)
     select ($6::uuid[])[row_number() over ()], o.id, o.account_id, o.ordered_on, 'CNY', n, 10000 * n, 9000 * n from o, generate_series(1, $5::int) n`,
    [orders, customers, day, reference, linesPerOrder, lines],
  )
  return orders.at(-1) ?? ''
}

export const removeWritten = (database: Database) =>
  writeAsOwner(database, (tx) => tx.deleteFrom('orders').where('reference', '=', reference).execute())

interface Arriving {
  /** Lines that lie there, and what was refused, in the database's words. */
  stop(): Promise<{ lines: number; refused: Map<string, number> }>
}

/** Orders of one customer after the other, 500 lines a second, until it is stopped. */
export async function ordersArrive(
  owner: pg.ClientConfig,
  customers: readonly string[],
  day: string,
): Promise<Arriving> {
  const client = new pg.Client(owner)
  await client.connect()
  const refused = new Map<string, number>()
  let [lines, goesOn, at] = [0, true, 0]
  const began = performance.now()
  const next = () => customers[at++ % customers.length] as string
  const work = async () => {
    for (let batch = 1; goesOn; batch++) {
      const chosen = Array.from({ length: ordersPerBatch }, next)
      await writeBatch(client, chosen, day).then(
        () => {
          lines += ordersPerBatch * linesPerOrder
        },
        ({ message }: Error) => refused.set(message, (refused.get(message) ?? 0) + 1),
      )
      await pause(Math.max(0, began + batch * everyMs - performance.now()))
    }
  }
  const working = work()
  return {
    stop: async () => {
      goesOn = false
      await working
      await client.end()
      return { lines, refused }
    },
  }
}
