import { demoBuyer, demoCustomer, interactionRandom, interactionsOf, orderDays, ordersOf } from '@quayside/demo-company'
import type pg from 'pg'
import type { Id } from '../platform/ids.ts'
import { accountColumns, accountRow, metAt } from './account-rows.ts'
import { type CopyRow, copyBinary, copyRows } from './copy-rows.ts'
import { type DemoWorld, enteredAt } from './demo-world.ts'
import { lineColumns, OrderRows, orderColumns } from './order-rows.ts'
import { addressColumns, addressRows, contactColumns, contactRows } from './people-rows.ts'
import {
  createdEvent,
  eventColumns,
  followUpColumns,
  followUpRows,
  interactionColumns,
  interactionRows,
} from './touch-rows.ts'

/** Customers `first` to `last` (exclusive) of a world. */
export interface Part {
  first: number
  last: number
}

/** Rows of some customers for each table, in the order the foreign keys want. */
interface CustomerRows {
  accounts: CopyRow[]
  contacts: CopyRow[]
  addresses: CopyRow[]
  interactions: CopyRow[]
  follow_ups: CopyRow[]
  events: CopyRow[]
}

const columnsOf: Record<keyof CustomerRows, readonly string[]> = {
  accounts: accountColumns,
  contacts: contactColumns,
  addresses: addressColumns,
  interactions: interactionColumns,
  follow_ups: followUpColumns,
  events: eventColumns,
}

const batch = 500
/** Small customers make few lines a block, and each COPY costs some milliseconds of its own. */
const linesPerCopy = 25_000

/** Writes a part's customers with their people, places and touches inside the transaction that `client` has open. */
export async function loadCustomers(client: pg.ClientBase, world: DemoWorld, { first, last }: Part) {
  const loaded = { accounts: 0, interactions: 0 }
  const xid = await transactionOf(client)
  for (let from = first; from < last; from += batch) {
    const rows = customerRows(world, { first: from, last: Math.min(last, from + batch) }, xid)
    for (const table of Object.keys(columnsOf) as (keyof CustomerRows)[])
      await copyRows(client, table, columnsOf[table], rows[table])
    loaded.accounts += rows.accounts.length
    loaded.interactions += rows.interactions.length
  }
  return loaded
}

/** Writes the orders of a part's customers inside the transaction that `client` has open. A part begins where a block of the plan does. */
export async function loadOrders(client: pg.ClientBase, world: DemoWorld, { first, last }: Part) {
  const { plan, seasons } = world
  const loaded = { orders: 0, lines: 0 }
  const xid = await transactionOf(client)
  let rows = new OrderRows(xid)
  const write = async () => {
    await copyBinary(client, 'orders', orderColumns, rows.orders.pieces())
    await copyBinary(client, 'order_lines', lineColumns, rows.lines.pieces())
    loaded.orders += rows.orders.count
    loaded.lines += rows.lines.count
    rows = new OrderRows(xid)
  }
  for (let from = first; from < last; from += plan.blockOf) {
    let number = 1 + (plan.ordersBefore[from / plan.blockOf] as number)
    for (let index = from; index < Math.min(last, from + plan.blockOf); index++) {
      const buyer = demoBuyer(world, index)
      number = rows.add(buyer, () => accountId(world, index), ordersOf(buyer, seasons, plan.ordersPerDemand), number)
    }
    if (rows.lines.count >= linesPerCopy) await write()
  }
  if (rows.lines.count > 0) await write()
  return loaded
}

/** The loading transaction, stamped on every row for the feeder. */
const transactionOf = async (client: pg.ClientBase) =>
  (await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]?.xid ?? '0'

/** The first id of a customer's stream is his own, so that orders and children find it without the rest of him. */
const accountId = (world: DemoWorld, index: number): Id => interactionRandom(world, index).id(enteredAt(world, index))

function customerRows(world: DemoWorld, { first, last }: Part, xid: string): CustomerRows {
  const rows: CustomerRows = { accounts: [], contacts: [], addresses: [], interactions: [], follow_ups: [], events: [] }
  for (let index = first; index < last; index++) addCustomer(rows, world, index, xid)
  return rows
}

function addCustomer(rows: CustomerRows, world: DemoWorld, index: number, xid: string): void {
  const customer = demoCustomer(world, index)
  const ids = customer.interactionRandom
  const id = ids.id(enteredAt(world, index))
  const newId = () => ids.id(world.now.getTime())
  const owner = customer.kind === 'department' ? undefined : world.owners[index % world.owners.length]
  const contactIds = customer.contacts.map(newId)
  const touches = interactionsOf(customer, world.period, world.linesPerCustomer)
  const met = metAt(touches, world).toISOString()
  const touched = { accountId: id, contactIds, owner, newId }
  rows.accounts.push(
    accountRow(world, customer, {
      id,
      number: `C-${String(index + 1).padStart(6, '0')}`,
      parentId: customer.parentIndex === null ? null : accountId(world, customer.parentIndex),
      owner,
      touches,
      orderDays: orderDays(customer, world.seasons, world.plan.ordersPerDemand),
      xid,
    }),
  )
  rows.contacts.push(...contactRows(customer, id, contactIds, met))
  rows.addresses.push(...addressRows(customer, id, newId))
  rows.interactions.push(...interactionRows(touches, touched, xid))
  rows.follow_ups.push(...followUpRows(index, touched, world.now))
  rows.events.push(createdEvent(customer, touched, met))
}
