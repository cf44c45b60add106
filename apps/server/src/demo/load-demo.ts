import type { CompanyBilling } from '@quayside/contract'
import { demoUsers } from '../modules/identity/index.ts'
import { connectionOf, type Database, readAsOwner, writeAsOwner } from '../platform/database.ts'
import { type DemoScale, worldOf } from './demo-world.ts'
import { loadCustomers, loadOrders } from './load-customers.ts'
import { loadInsight } from './load-insight.ts'
import { loadInvoices } from './load-invoices.ts'
import { loadPricing } from './load-pricing.ts'
import { loadServiceOrders } from './load-service-orders.ts'
import { loadShipments } from './load-shipments.ts'

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

const demoCompany = { name: '远航供应链（演示）', name_en: 'Yuanhang Supply Chain (demo)', is_demo: true }
/** Of nobody: the check character of the tax number is right, the accounts are made up. */
const demoBilling: CompanyBilling = {
  taxNumber: '91310115MA1DEM000P',
  address: '上海市浦东新区演示路 88 号',
  addressEn: '88 Yanshi Road, Pudong, Shanghai, China',
  phone: '021-5555 0100',
  banks: [
    { currency: null, bankName: '演示银行上海分行', account: '0000 1234 5678 9012', swift: null },
    {
      currency: 'USD',
      bankName: 'Demonstration Bank, Shanghai Branch',
      account: '0000 9876 5432 1098',
      swift: 'DEMOCNSHXXX',
    },
  ],
}

/**
 * Loads the demonstration company: users of every role, customers with people, places, touches, and two years of orders up
 * to yesterday. One transaction, so that a stop half way leaves nothing.
 */
export async function loadDemo(
  database: Database,
  now: Date,
  { seed = 2026, customers = 2_000, linesPerCustomer = 30 }: Partial<DemoScale> = {},
): Promise<DemoLoaded> {
  return writeAsOwner(database, async (tx) => {
    const users = await demoUsers(tx, now)
    const owners = users
      .filter((user) => ['salesRepresentative', 'keyAccountManager'].includes(user.roleCode))
      .map((user) => ({ userId: user.id, teamId: user.teamId }))
    await tx
      .updateTable('company')
      .set({ ...demoCompany, billing: JSON.stringify(demoBilling) })
      .execute()
    const client = connectionOf(tx)
    const world = worldOf({ seed, customers, linesPerCustomer }, owners, now)
    const all = { first: 0, last: customers }
    const loaded = { ...(await loadCustomers(client, world, all)), ...(await loadOrders(client, world, all)) }
    await loadInsight(client, world)
    await loadPricing(client, world)
    const dispatcher = users.find(({ roleCode }) => roleCode === 'dispatcher') ?? users[0]
    if (dispatcher) await loadServiceOrders(tx, world, dispatcher.id)
    await loadShipments(client, world)
    // Last: what is owed would hold the orders above at the credit check.
    await loadInvoices(client, world)
    await client.query(`select setval('account_numbers', greatest($1, (select last_value from account_numbers)))`, [
      customers,
    ])
    return loaded
  })
}
