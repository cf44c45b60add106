import { seasonsOf } from '@quayside/demo-company'
import type pg from 'pg'
import { demoUsers } from '../modules/identity/index.ts'
import { connectionOf, type Database, readAsOwner, writeAsOwner } from '../platform/database.ts'
import type { Id } from '../platform/ids.ts'
import { copyRows } from './copy-rows.ts'
import { type DemoOwner, type DemoRows, type DemoWorld, demoColumns, demoRows } from './demo-rows.ts'

export interface DemoScale {
  seed?: number
  customers?: number
  /** Mean over the two years. */
  linesPerCustomer?: number
}

export interface DemoLoaded {
  accounts: number
  orders: number
  lines: number
  interactions: number
}

/** A logistics company without customers may be shown the demonstration. */
export async function isEmpty(database: Database): Promise<boolean> {
  return readAsOwner(database, async (db) => {
    const users = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
    const accounts = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
    return !users && !accounts
  })
}

/**
 * Loads the demonstration company: users of every role, customers with people, places, touches, and two years of orders up
 * to yesterday. One transaction, so that a stop half way leaves nothing.
 */
export async function loadDemo(
  database: Database,
  now: Date,
  { seed = 2026, customers = 2_000, linesPerCustomer = 30 }: DemoScale = {},
): Promise<DemoLoaded> {
  return writeAsOwner(database, async (tx) => {
    const users = await demoUsers(tx, now)
    const owners = users
      .filter((user) => ['salesRepresentative', 'keyAccountManager'].includes(user.roleCode))
      .map((user) => ({ userId: user.id, teamId: user.teamId }))
    await tx
      .updateTable('company')
      .set({ name: '远航供应链（演示）', name_en: 'Yuanhang Supply Chain (demo)', is_demo: true })
      .execute()
    const client = connectionOf(tx)
    const loaded = await loadCustomers(
      client,
      worldOf({ seed, customers, linesPerCustomer }, owners, now),
      0,
      customers,
    )
    await client.query(`select setval('account_numbers', greatest($1, (select last_value from account_numbers)))`, [
      customers,
    ])
    return loaded
  })
}

export function worldOf(scale: Required<DemoScale>, owners: readonly DemoOwner[], now: Date): DemoWorld {
  const yesterday = new Date(now.getTime() - 86_400_000)
  const from = new Date(Date.UTC(yesterday.getUTCFullYear() - 2, yesterday.getUTCMonth(), yesterday.getUTCDate()))
  const period = { from: from.toISOString().slice(0, 10), to: yesterday.toISOString().slice(0, 10) }
  return { ...scale, period, seasons: seasonsOf(period), owners, now }
}

const batch = 500

/** Writes customers `first` to `last` (exclusive) inside the transaction that `client` has open. */
export async function loadCustomers(
  client: pg.PoolClient,
  world: DemoWorld,
  first: number,
  last: number,
  firstOrder = 1,
): Promise<DemoLoaded> {
  const loaded: DemoLoaded = { accounts: 0, orders: 0, lines: 0, interactions: 0 }
  const idOf = new Map<number, Id>()
  const xid = (await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]?.xid ?? '0'
  for (let from = first; from < last; from += batch) {
    const rows = demoRows(
      world,
      from,
      Math.min(last, from + batch),
      { account: from + 1, order: firstOrder + loaded.orders, xid },
      idOf,
    )
    for (const name of Object.keys(demoColumns) as (keyof DemoRows)[]) {
      const { table, columns } = demoColumns[name]
      await copyRows(client, table, columns, rows[name])
    }
    loaded.accounts += rows.accounts.length
    loaded.orders += rows.orders.length
    loaded.lines += rows.lines.length
    loaded.interactions += rows.interactions.length
  }
  return loaded
}
