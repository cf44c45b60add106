import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestDatabase, testDatabase } from '../../../../test/harness.ts'
import { readAs, type Tx, writeAs, writeAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { attempt as attemptIn, count, remove, touch } from './attempt-for-tests.ts'
import { aCustomerBase, type CustomerBase } from './customer-base-for-tests.ts'

let database: TestDatabase
let base: CustomerBase
beforeAll(async () => {
  database = await testDatabase({ connections: 4 })
  base = await aCustomerBase(database)
})
const attempt = (userId: Id | null, statement: (tx: Tx) => Promise<number>) => attemptIn(database, userId, statement)

describe('one’s own row among the users', () => {
  const update = (userId: Id, id: Id, values: Record<string, unknown>) =>
    attempt(userId, async (tx) =>
      Number((await tx.updateTable('users').set(values).where('id', '=', id).executeTakeFirst()).numUpdatedRows),
    )

  test('one changes one’s looks and name and nothing that gives rights', async () => {
    const clerk = await aUser(database, { rights: { modules: { accounts: 'all' } } })
    expect(
      await update(clerk.id, clerk.id, { theme: 'dark', density: 'compact', locale: 'en', name: 'New', image: null }),
    ).toBe(1)
    expect(await update(clerk.id, clerk.id, { email: 'other@example.test' })).toBe('refused')
    expect(await update(clerk.id, clerk.id, { active: false })).toBe('refused')
    expect(await update(clerk.id, base.stranger, { name: 'Mine' })).toBe(0)
  })

  test('nobody gives himself a role, a right or a team', async () => {
    const clerk = await aUser(database, { rights: { modules: { accounts: 'all', administration: { read: 'all' } } } })
    const role = '01990000-0000-7000-8000-000000000001'
    expect(
      await attempt(clerk.id, (tx) =>
        tx
          .insertInto('user_roles')
          .values({ user_id: clerk.id, role_id: role })
          .execute()
          .then(() => 1),
      ),
    ).toBe('refused')
    expect(
      await attempt(clerk.id, (tx) =>
        tx
          .insertInto('team_members')
          .values({ user_id: clerk.id, team_id: base.team })
          .execute()
          .then(() => 1),
      ),
    ).toBe('refused')
    expect(await attempt(clerk.id, touch('role_rights', 'scope'))).toBe(0)
    expect(await attempt(clerk.id, remove('role_categories'))).toBe(0)
    expect(
      await attempt(clerk.id, (tx) =>
        tx
          .insertInto('users')
          .values({ id: newId(), name: 'x', email: 'x@y.test' })
          .execute()
          .then(() => 1),
      ),
    ).toBe('refused')
  })

  test('the last administrator stays, also when two leave at once', async () => {
    const alone = await testDatabase()
    const [one, two] = [
      await aUser(alone, { roles: ['administrator'] }),
      await aUser(alone, { roles: ['administrator'] }),
    ]
    const leave = (user: User) =>
      writeAs(alone, user.id, (tx) =>
        tx.updateTable('users').set({ active: false }).where('id', '=', user.id).execute(),
      )
    const left = await Promise.allSettled([leave(one), leave(two)])
    expect(left.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const stays = left[0].status === 'rejected' ? one : two
    await expect(
      writeAs(alone, stays.id, (tx) => tx.deleteFrom('user_roles').where('user_id', '=', stays.id).execute()),
    ).rejects.toThrow(/last administrator/)
  })
})

test('what is private stays so: views, notifications, recent accounts and idempotency keys of others', async () => {
  const [mine, other] = [await aUser(database), await aUser(database)]
  await writeAsOwner(database, async (tx) => {
    for (const [shared, team_id] of [
      ['private', null],
      ['all', null],
      ['team', base.team],
    ] as const)
      await tx
        .insertInto('saved_views')
        .values({
          id: newId(),
          owner_id: other.id,
          subject: 'account',
          name: shared,
          definition: '{}',
          shared,
          team_id,
        })
        .execute()
    await tx.insertInto('notifications').values({ id: newId(), user_id: other.id, kind: 'mention' }).execute()
    await tx.insertInto('recent_accounts').values({ user_id: other.id, account_id: base.own, at: new Date() }).execute()
    await tx
      .insertInto('idempotency_keys')
      .values({ user_id: other.id, key: 'k'.repeat(10), request_hash: 'x' })
      .execute()
  })
  const views = await readAs(database, mine.id, (db) => db.selectFrom('saved_views').select('name').execute())
  expect(views).toEqual([{ name: 'all' }])
  expect(await attempt(mine.id, touch('saved_views', 'name'))).toBe(0)
  for (const table of ['notifications', 'recent_accounts', 'idempotency_keys'])
    expect(await attempt(mine.id, count(table)), table).toBe(0)
})

describe('what everybody shares', () => {
  test.each([
    ['company', 'name', 1],
    ['custom_fields', 'label_zh', 1],
    ['teams', 'name', 1],
    ['roles', 'name_zh', 10],
  ])('%s are read by everybody signed in and changed by administrators alone', async (table, column, atLeast) => {
    const field = {
      id: newId(),
      key: `k${newId().slice(-6)}`,
      label_zh: '键',
      label_en: 'Key',
      kind: 'text',
      subject: 'account',
    }
    await writeAsOwner(database, (tx) => tx.insertInto('custom_fields').values(field).execute())
    const [clerk, administrator] = [
      await aUser(database, { roles: ['finance'] }),
      await aUser(database, { roles: ['administrator'] }),
    ]
    expect(await attempt(clerk.id, count(table))).toBeGreaterThanOrEqual(atLeast)
    expect(await attempt(clerk.id, touch(table, column))).toBe(0)
    expect(await attempt(administrator.id, touch(table, column))).toBeGreaterThanOrEqual(atLeast)
    expect([0, 'refused']).toContain(await attempt(clerk.id, remove(table)))
  })
})

describe('sums and relations of people', () => {
  test.each([
    ['none', 0],
    ['own', 1],
    ['team', 2],
    ['all', 3],
  ] as const)('with scope %s the sums of %d customers are seen and none can be written', async (scope, seen) => {
    const user = await aUser(database, {
      teams: [base.team],
      rights: { modules: { accounts: { read: scope, change: 'all' }, orders: 'all' } },
    })
    await writeAsOwner(database, (tx) =>
      tx.updateTable('accounts').set({ owner_id: user.id }).where('id', '=', base.own).execute(),
    )
    for (const table of ['account_figures', 'account_months']) {
      expect(await attempt(user.id, count(table)), table).toBe(seen)
      expect(await attempt(user.id, remove(table)), table).toBe('refused')
    }
  })

  test('a relation needs both people in sight, and the right to change the first', async () => {
    const contactOf = async (account: Id) =>
      (await database.owner.query<{ id: Id }>('select id from contacts where account_id = $1 limit 1', [account]))
        .rows[0]?.id ?? ''
    const [own, teams, strangers] = [
      await contactOf(base.own),
      await contactOf(base.teams),
      await contactOf(base.strangers),
    ]
    const relate = (from_contact_id: Id, to_contact_id: Id) => (tx: Tx) =>
      tx
        .insertInto('contact_relations')
        .values({ id: newId(), from_contact_id, to_contact_id, kind: 'colleague' })
        .execute()
        .then(() => 1)
    const rights = { modules: { accounts: { read: 'team' as const, change: 'own' as const } } }
    const user = await aUser(database, { teams: [base.team], rights })
    await writeAsOwner(database, (tx) =>
      tx.updateTable('accounts').set({ owner_id: user.id }).where('id', '=', base.own).execute(),
    )
    expect(await attempt(user.id, relate(own, teams))).toBe(1)
    expect(await attempt(user.id, relate(teams, own))).toBe('refused')
    expect(await attempt(user.id, relate(own, strangers))).toBe('refused')
    await writeAsOwner(database, (tx) => relate(own, strangers)(tx))
    expect(await attempt(user.id, count('contact_relations'))).toBe(0)
  })
})
