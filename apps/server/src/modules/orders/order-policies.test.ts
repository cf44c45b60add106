import { OrderDraft, type Scope } from '@quayside/contract'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aTeam, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { connectionOf, readAs, writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { anOrder } from './for-tests.ts'
import { takeOrder } from './take-order.ts'

let database: TestDatabase
let chief: User
let team: string
const accounts: Record<'own' | 'team' | 'stranger', string> = { own: '', team: '', stranger: '' }
const now = new Date('2026-03-02T03:00:00Z')
const parts = [
  'orders',
  'order_lines',
  'order_parties',
  'order_goods',
  'order_places',
  'order_references',
  'order_versions',
  'order_attachments',
]
const reach: Record<Scope, number> = { none: 0, own: 1, team: 2, all: 3 }

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database)
  team = await aTeam(database)
  for (const who of ['own', 'team', 'stranger'] as const) {
    const { id } = await writeAsOwner(database, (tx) => anAccount(tx, who === 'team' ? { team_id: team } : {}))
    accounts[who] = id
    const draft = {
      ...anOrder({ id }),
      parties: [{ role: 'shipper' as const, name: 'S' }],
      references: [{ kind: 'booking' as const, value: 'B' }],
    }
    const arrival = { channel: 'api' as const, receivedAt: now }
    const { orderId } = await writeAs(database, chief.id, (tx) =>
      takeOrder(tx, chief, OrderDraft.parse(draft), arrival),
    )
    await writeAs(database, chief.id, (tx) => takeOrder(tx, chief, OrderDraft.parse({ ...draft, lines: [] }), arrival))
    await database.owner.query(
      `insert into order_versions (id, order_id, version, at, channel, before, changed) values (gen_random_uuid(), $1, 1, now(), 'api', '{}', '{}')`,
      [orderId],
    )
    await database.owner.query(
      `insert into order_attachments (id, order_id, name, media_type, bytes, sha256, created_at) values (gen_random_uuid(), $1, 'a', 'b', 1, repeat('a', 64), now())`,
      [orderId],
    )
    await database.owner.query(
      `insert into account_order_holds (id, account_id, kind, reason, since) values (gen_random_uuid(), $1, 'onHold', 'x', now())`,
      [id],
    )
    await database.owner.query(
      `insert into account_codes (id, partner, code, account_id) values (gen_random_uuid(), 'P', $2, $1)`,
      [id, id],
    )
  }
  await database.owner.query('update order_drafts set created_by = null')
})

async function somebody(scope: Scope, action: 'read' | 'change' = 'read'): Promise<User> {
  const orders = { read: scope, ...(action === 'change' ? { read: 'all' as const, change: scope } : {}) }
  const user = await aUser(database, { teams: [team], rights: { modules: { accounts: { read: 'all' }, orders } } })
  await database.owner.query('update accounts set owner_id = $1 where id = $2', [user.id, accounts.own])
  return user
}
const counted = (user: User, table: string) =>
  readAs(database, user.id, async (db) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)
    return rows[0]?.n
  })

describe.each(['none', 'own', 'team', 'all'] as const)('with scope %s', (scope) => {
  test('what belongs to an order is seen with it, and so is what waits or stands beside', async () => {
    const user = await somebody(scope)
    const perOrder: Record<string, number> = { order_places: 2 }
    for (const table of [...parts, 'order_drafts', 'account_order_holds', 'account_codes'])
      expect([table, await counted(user, table)]).toEqual([table, reach[scope] * (perOrder[table] ?? 1)])
  })

  test('what belongs to an order is changed and removed as far as orders are', async () => {
    const user = await somebody(scope, 'change')
    for (const table of parts.filter((one) => !['orders', 'order_versions', 'order_attachments'].includes(one))) {
      const removed = writeAs(database, user.id, async (tx) => {
        const { rowCount } = await connectionOf(tx).query(`delete from ${table} where true`)
        throw Object.assign(new Error('undo'), { rowCount })
      })
      await expect(removed).rejects.toMatchObject({ rowCount: reach[scope] * (table === 'order_places' ? 2 : 1) })
    }
  })
})

test('nobody puts parts to an order out of his reach, rewrites history, holds customers or takes a key by hand', async () => {
  const user = await somebody('own', 'change')
  const { rows } = await database.owner.query<{ id: string }>('select id from orders where account_id = $1', [
    accounts.stranger,
  ])
  const statements = [
    `insert into order_references (id, order_id, position, kind, value) values ('${newId()}', '${rows[0]?.id}', 9, 'other', 'x')`,
    `update order_versions set reason = 'never said'`,
    'delete from order_versions',
    `insert into account_order_holds (id, account_id, kind, reason, since) values ('${newId()}', '${accounts.own}', 'frozen', 'x', now())`,
    'select * from order_arrivals',
    `insert into order_routing (id, position, team_id) values ('${newId()}', 1, '${team}')`,
  ]
  for (const statement of statements)
    await expect(
      writeAs(database, user.id, (tx) => connectionOf(tx).query(statement)),
      statement,
    ).rejects.toThrow(/row-level security|permission denied/)
})

test('an order of an unknown customer is seen by whoever sees all orders, and by whoever brought it', async () => {
  const [wide, narrow, bringer] = [await somebody('all'), await somebody('own'), await somebody('own')]
  const id = newId()
  await database.owner.query(
    `insert into order_drafts (id, number, state, draft, channel, received_at, created_by, created_at, updated_at)
     values ($1, 'SO-x', 'quarantined', '{}', 'edi', now(), $2, now(), now())`,
    [id, bringer.id],
  )
  const sees = (user: User) =>
    readAs(
      database,
      user.id,
      async (db) => (await connectionOf(db).query('select from order_drafts where id = $1', [id])).rowCount,
    )
  expect([await sees(wide), await sees(narrow), await sees(bringer)]).toEqual([1, 0, 1])
})

test('orders, drafts, parties and whom they name, codes, templates and holds follow a customer who is merged, and come back', async () => {
  const [winner, loser] = [
    await writeAsOwner(database, (tx) => anAccount(tx)),
    await writeAsOwner(database, (tx) => anAccount(tx)),
  ]
  await database.owner.query(
    `insert into order_templates (id, name, account_id, draft, owner_id, created_at, updated_at) values (gen_random_uuid(), 't', $1, '{}', $2, now(), now())`,
    [loser.id, chief.id],
  )
  await database.owner.query(
    `insert into account_codes (id, partner, code, account_id) values (gen_random_uuid(), 'P', 'moved', $1)`,
    [loser.id],
  )
  await database.owner.query(
    `insert into account_order_holds (id, account_id, kind, reason, since) values (gen_random_uuid(), $1, 'onHold', 'x', now())`,
    [loser.id],
  )
  const [person, samePerson] = [newId(), newId()]
  const contact = `insert into contacts (id, account_id, name, created_at, updated_at) values ($1, $2, '王芳', now(), now())`
  await database.owner.query(contact, [person, loser.id])
  await database.owner.query(contact, [samePerson, winner.id])
  const payer = { role: 'payer' as const, customer: { id: loser.id }, contactId: person }
  const draft = { ...anOrder({ id: loser.id }), parties: [payer] }
  // The winner's own order names the loser's person, too.
  const beside = {
    ...anOrder({ id: winner.id }),
    parties: [{ role: 'agent' as const, name: '王芳', contactId: person }],
  }
  const arrival = { channel: 'api' as const, receivedAt: now }
  await writeAs(database, chief.id, (tx) => takeOrder(tx, chief, OrderDraft.parse(draft), arrival))
  await writeAs(database, chief.id, (tx) => takeOrder(tx, chief, OrderDraft.parse({ ...draft, lines: [] }), arrival))
  await writeAs(database, chief.id, (tx) => takeOrder(tx, chief, OrderDraft.parse(beside), arrival))
  const named = async () => {
    const text = 'select role, contact_id, account_id from order_parties where contact_id = any ($1) order by role'
    return (await database.owner.query(text, [[person, samePerson]])).rows
  }
  const tables = ['orders', 'order_drafts', 'order_parties', 'account_codes', 'order_templates', 'account_order_holds']
  const held = async (id: string) => {
    const counts = await Promise.all(
      tables.map((table) => database.owner.query(`select from ${table} where account_id = $1`, [id])),
    )
    return counts.map(({ rowCount }) => rowCount)
  }
  expect(await held(loser.id)).toEqual([1, 1, 1, 1, 1, 1])
  const asBefore = [
    { role: 'agent', contact_id: person, account_id: null },
    { role: 'payer', contact_id: person, account_id: loser.id },
  ]
  expect(await named()).toEqual(asBefore)
  const merge = newId()
  const moved = `select move_for_merge($1, $2, $3, $4, '{}', '{}', now())`
  const doubles = JSON.stringify({ [person]: samePerson })
  await writeAs(database, chief.id, (tx) => connectionOf(tx).query(moved, [merge, winner.id, loser.id, doubles]))
  expect([await held(winner.id), await held(loser.id)]).toEqual([
    [2, 1, 1, 1, 1, 1],
    [0, 0, 0, 0, 0, 0],
  ])
  expect(await named()).toEqual([
    { role: 'agent', contact_id: samePerson, account_id: null },
    { role: 'payer', contact_id: samePerson, account_id: winner.id },
  ])
  await writeAs(database, chief.id, (tx) => connectionOf(tx).query('select undo_merge($1, now())', [merge]))
  expect(await held(loser.id)).toEqual([1, 1, 1, 1, 1, 1])
  expect(await named()).toEqual(asBefore)
})
