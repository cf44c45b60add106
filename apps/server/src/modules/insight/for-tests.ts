import { anAccount, aTeam, aUser, testApp, testDatabase } from '../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { testEngine } from '../../warehouse/both-engines-for-tests.ts'
import type { Engine } from '../../warehouse/engine.ts'
import { startWarehouse } from '../../warehouse/feeder.ts'

export const now = new Date('2026-11-22T08:00:00Z')
const log = { error: () => undefined, info: () => undefined }

/** 200 customers and their orders in a database and in its warehouse, and who asks about them. */
export async function aBase(engineName: Engine['name'] = 'duckdb') {
  const database = await testDatabase()
  const team = await aTeam(database)
  const boss = await aUser(database)
  const seller = await aUser(database, {
    teams: [team],
    rights: {
      modules: { accounts: 'own', analyses: 'all', orders: 'own' },
      categories: { basic: true, finance: true, behaviour: true },
    },
  })
  await writeAsOwner(database, (tx) => ordersOf200Customers(tx, seller.id))
  const opened: (() => Promise<void>)[] = []
  /** A warehouse that has not looked at the database yet. */
  const young = async () => {
    const { engine, release } = await testEngine(engineName)
    opened.push(release)
    return startWarehouse({ database, engine, clock: () => now, log, follow: false })
  }
  const warehouse = await young()
  await warehouse.catchUp()
  const app = await testApp(database, { as: boss, now, warehouse })
  const close = async () => {
    await app.close()
    await warehouse.stop()
    for (const release of opened) await release()
    await database.drop()
  }
  return { database, warehouse, young, app, boss, seller, close }
}
export type Base = Awaited<ReturnType<typeof aBase>>

/** 200 customers, each worth less than the one before; every tenth belongs to the seller; a return; another currency. */
async function ordersOf200Customers(tx: Tx, sellerId: string) {
  for (let i = 0; i < 200; i++) {
    const account = await anAccount(tx, { name: `Customer ${i}`, owner_id: i % 10 === 0 ? sellerId : null })
    const amounts = [Math.round(1e10 / (i + 1)), 10_000 + i]
    if (i === 5) amounts.push(-5_000_0000)
    for (const [at, amount] of amounts.entries())
      await anOrder(tx, account.id, amount, at === 0 ? '2025-06-01' : '2026-02-01', 'CNY')
    if (i === 7) await anOrder(tx, account.id, 123, '2026-02-01', 'USD')
  }
  await anAccount(tx, { name: 'Never ordered' })
}

export async function anOrder(tx: Tx, accountId: string, amount: number, day: string, currency: string) {
  const id = newId()
  await tx
    .insertInto('orders')
    .values({ id, number: `O-${id}`, account_id: accountId, ordered_on: day, currency })
    .execute()
  await tx
    .insertInto('order_lines')
    .values({
      id: newId(),
      order_id: id,
      account_id: accountId,
      ordered_on: day,
      currency,
      line_no: 1,
      amount_e4: amount,
      cost_e4: Math.round(amount / 2),
    })
    .execute()
}
