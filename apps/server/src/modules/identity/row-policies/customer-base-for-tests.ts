import type { Action, Module } from '@quayside/contract'
import { sql } from 'kysely'
import { anAccount, aTeam, aUser, type TestDatabase } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'

/** A table whose rows hang on an account, and which rights its policies ask. */
export interface HangingTable {
  table: string
  module: Module
  /** Some column to set to itself. */
  column: string
  /** The column that says whose entry it is. */
  author?: string
  insertedBy?: Action
  deletedBy?: Action
}

export const hangingTables: readonly HangingTable[] = [
  { table: 'contacts', module: 'accounts', column: 'name', insertedBy: 'change', deletedBy: 'change' },
  { table: 'addresses', module: 'accounts', column: 'street', insertedBy: 'change', deletedBy: 'change' },
  { table: 'interactions', module: 'timeline', column: 'subject', author: 'author_id' },
  { table: 'attachments', module: 'timeline', column: 'name', author: 'uploaded_by' },
  { table: 'follow_ups', module: 'timeline', column: 'title', author: 'owner_id' },
  { table: 'orders', module: 'orders', column: 'reference' },
  { table: 'order_lines', module: 'orders', column: 'item' },
]

export interface CustomerBase {
  team: Id
  stranger: Id
  /** Three customers: to be given to the user of the test, of his team, of a stranger. */
  own: Id
  teams: Id
  strangers: Id
}

/** Three customers with one row of everything each. */
export async function aCustomerBase(database: TestDatabase): Promise<CustomerBase> {
  const team = await aTeam(database)
  const stranger = (await aUser(database)).id
  return writeAsOwner(database, async (tx) => {
    const own = await anAccount(tx)
    const teams = await anAccount(tx, { team_id: team })
    const strangers = await anAccount(tx, { owner_id: stranger })
    for (const { id } of [own, teams, strangers]) {
      for (const { table } of hangingTables) await hangingRow(tx, table, id, stranger)
      await recordEvent(tx, {
        kind: 'account.created',
        subject: { type: 'account', id },
        accountId: id,
        actorId: null,
        at: new Date(),
      })
    }
    await recordEvent(tx, {
      kind: 'user.invited',
      subject: { type: 'user', id: stranger },
      actorId: null,
      at: new Date(),
    })
    return { team, stranger, own: own.id, teams: teams.id, strangers: strangers.id }
  })
}

/** One plain row in the table, hanging on the account. */
export async function hangingRow(tx: Tx, table: string, account_id: Id, userId: Id): Promise<void> {
  const id = newId()
  const now = new Date()
  switch (table) {
    case 'contacts':
      return void (await tx.insertInto('contacts').values({ id, account_id, name: '王芳' }).execute())
    case 'addresses':
      return void (await tx.insertInto('addresses').values({ id, account_id }).execute())
    case 'interactions':
      return void (await tx
        .insertInto('interactions')
        .values({ id, account_id, kind: 'note', at: now, author_id: userId })
        .execute())
    case 'attachments':
      return void (await tx
        .insertInto('attachments')
        .values({
          id,
          account_id,
          name: 'a.pdf',
          media_type: 'application/pdf',
          bytes: 1,
          sha256: 'x',
          uploaded_by: userId,
        })
        .execute())
    case 'follow_ups':
      return void (await tx
        .insertInto('follow_ups')
        .values({ id, account_id, owner_id: userId, due_at: now, title: 'call' })
        .execute())
    case 'orders':
      return void (await tx
        .insertInto('orders')
        .values({ id, account_id, number: id, ordered_on: '2026-01-02', currency: 'CNY' })
        .execute())
    case 'order_lines': {
      const order_id = await anyOrder(tx, account_id)
      return void (await tx
        .insertInto('order_lines')
        .values({
          id,
          order_id,
          account_id,
          ordered_on: '2026-01-02',
          currency: 'CNY',
          line_no: Math.floor(Math.random() * 1e9),
        })
        .execute())
    }
    default:
      throw new Error(`No row is known for ${table}.`)
  }
}

/** The order of that account, whether or not the actor sees it: a line's policy, not the look-up, shall decide. */
const orders = new Map<Id, Id>()
async function anyOrder(tx: Tx, accountId: Id): Promise<Id> {
  const known = orders.get(accountId)
  if (known) return known
  const found = await sql<{ id: Id }>`select id from orders where account_id = ${accountId} limit 1`.execute(tx)
  const id = found.rows[0]?.id ?? ''
  orders.set(accountId, id)
  return id
}
