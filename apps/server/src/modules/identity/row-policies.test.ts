import { type Action, type Module, type Scope, Scope as Scopes } from '@quayside/contract'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { readAs, type Tx, writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { aCustomerBase, type CustomerBase, hangingRow, hangingTables } from './row-policies-for-tests.ts'

let database: TestDatabase
let base: CustomerBase

beforeAll(async () => {
  database = await testDatabase({ connections: 4 })
  base = await aCustomerBase(database)
})

class Undo extends Error {}

/** Runs a statement as a user inside a transaction that is undone: number of rows it touched, or 'refused'. */
async function attempt(userId: Id | null, statement: (tx: Tx) => Promise<number>): Promise<number | 'refused'> {
  let touched: number | 'refused' = 'refused'
  await writeAs(database, userId, async (tx) => {
    touched = await statement(tx)
    throw new Undo()
  }).catch((error: { code?: string }) => {
    if (!(error instanceof Undo) && error.code !== '42501') throw error
  })
  return touched
}

const count = (table: string) => async (tx: Tx) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx)
  return rows[0]?.n ?? 0
}
const touch = (table: string, column: string) => async (tx: Tx) =>
  Number(
    (await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)}`.execute(tx)).numAffectedRows,
  )
const remove = (table: string) => async (tx: Tx) =>
  Number((await sql`delete from ${sql.table(table)}`.execute(tx)).numAffectedRows)

const whoHolds = (module: Module, action: Action, scope: Scope, readAccounts: Scope = 'all') =>
  aUser(database, {
    teams: [base.team],
    rights: {
      modules: {
        accounts: { read: readAccounts },
        [module]: { ...(module === 'accounts' ? { read: readAccounts } : {}), [action]: scope },
      },
    },
  })

/** Of the three customers one is the user's own, one his team's, one a stranger's. */
const reach: Record<Scope, number> = { none: 0, own: 1, team: 2, all: 3 }

async function give(user: User): Promise<void> {
  await writeAsOwner(database, (tx) =>
    tx.updateTable('accounts').set({ owner_id: user.id }).where('id', '=', base.own).execute(),
  )
}

describe.each(Scopes.options)('with scope %s', (scope) => {
  test('accounts are read as far as it reaches', async () => {
    const user = await whoHolds('accounts', 'read', scope, scope)
    await give(user)
    expect(await attempt(user.id, count('accounts'))).toBe(reach[scope])
  })

  test('accounts are changed as far as it reaches', async () => {
    const user = await whoHolds('accounts', 'change', scope)
    await give(user)
    expect(await attempt(user.id, touch('accounts', 'note'))).toBe(reach[scope])
  })

  test('accounts are deleted as far as it reaches', async () => {
    const user = await whoHolds('accounts', 'delete', scope)
    await give(user)
    // Accounts with orders cannot be deleted by anybody: three without any take their place.
    const bare = await writeAsOwner(database, async (tx) => [
      await anAccount(tx, { owner_id: user.id }),
      await anAccount(tx, { team_id: base.team }),
      await anAccount(tx, { owner_id: base.stranger }),
    ])
    const ids = bare.map((account) => account.id)
    const statement = async (tx: Tx) =>
      Number((await tx.deleteFrom('accounts').where('id', 'in', ids).executeTakeFirst()).numDeletedRows)
    expect(await attempt(user.id, statement)).toBe(reach[scope])
    await writeAsOwner(database, (tx) => tx.deleteFrom('accounts').where('id', 'in', ids).execute())
  })

  test.each(['own', 'team', 'stranger'] as const)('an account for %s is created only if it reaches', async (whose) => {
    const user = await whoHolds('accounts', 'create', scope)
    const owner_id = whose === 'own' ? user.id : whose === 'team' ? null : base.stranger
    const team_id = whose === 'team' ? base.team : null
    const allowed =
      scope === 'all' || (whose !== 'stranger' && scope === 'team') || (whose === 'own' && scope === 'own')
    const id = newId()
    const created = await attempt(user.id, async (tx) => {
      await tx
        .insertInto('accounts')
        .values({ id, number: id, kind: 'enterprise', name: 'x', sort_key: 'x', owner_id, team_id })
        .execute()
      return 1
    })
    expect(created).toBe(allowed ? 1 : 'refused')
  })

  test.each(hangingTables)(
    '$table: read, insert, update and delete reach no further than the right',
    async (hanging) => {
      const { table, module, column, author } = hanging
      const reader = await whoHolds(module, 'read', scope, module === 'accounts' ? scope : 'all')
      await give(reader)
      expect(await attempt(reader.id, count(table)), 'read').toBe(reach[scope])

      const writer = await whoHolds(module, hanging.insertedBy ?? 'create', scope)
      await writeAsOwner(database, (tx) =>
        tx.updateTable('accounts').set({ owner_id: writer.id }).where('id', '=', base.own).execute(),
      )
      for (const [at, account] of [base.own, base.teams, base.strangers].entries()) {
        const inserted = await attempt(writer.id, (tx) => hangingRow(tx, table, account, writer.id).then(() => 1))
        expect(inserted, `insert ${at}`).toBe(at < reach[scope] ? 1 : 'refused')
      }

      for (const action of ['change', 'delete'] as const) {
        const user = await aUser(database, {
          teams: [base.team],
          rights: {
            modules: {
              accounts: { read: 'all' },
              [module]: {
                ...(module === 'accounts' ? { read: 'all' } : { read: 'all' }),
                [hanging.deletedBy && action === 'delete' ? hanging.deletedBy : action]: scope,
              },
            },
          },
        })
        await give(user)
        if (author)
          await writeAsOwner(database, (tx) =>
            sql`update ${sql.table(table)} set ${sql.ref(author)} = ${user.id} where account_id = ${base.own}`.execute(
              tx,
            ),
          )
        const statement = action === 'change' ? touch(table, column) : remove(table)
        expect(await attempt(user.id, statement), action).toBe(reach[scope])
      }
    },
  )
})

describe('rows that hang on an invisible account', () => {
  test.each(hangingTables)('$table are not seen even with every right to the module', async ({ table, module }) => {
    const user = await aUser(database, {
      rights: {
        modules: {
          [module]: 'all',
          accounts: { read: 'own', change: 'all', create: 'all' },
        },
      },
    })
    expect(await attempt(user.id, count(table))).toBe(0)
    expect(await attempt(user.id, (tx) => hangingRow(tx, table, base.strangers, user.id).then(() => 1))).toBe('refused')
  })

  test('nor are their events, unless one administers', async () => {
    const seller = await aUser(database, { roles: ['salesRepresentative'] })
    const administrator = await aUser(database, { roles: ['administrator'] })
    const agent = await aUser(database, { roles: ['callCentreAgent'] })
    const seen = (user: User) => attempt(user.id, count('events'))
    expect(await seen(seller)).toBe(0)
    expect(await seen(agent)).toBe(3)
    expect(await seen(administrator)).toBe(4)
  })
})

describe('nobody, the deactivated and the garbled', () => {
  test.each([
    ...hangingTables.map((hanging) => hanging.table),
    'accounts',
    'account_months',
    'account_figures',
    'contact_relations',
    'users',
    'teams',
    'team_members',
    'roles',
    'role_rights',
    'role_categories',
    'user_roles',
    'events',
    'event_cursors',
    'idempotency_keys',
    'custom_fields',
    'saved_views',
    'notifications',
    'recent_accounts',
    'tombstones',
  ])('%s: see nothing and change nothing', async (table) => {
    const gone = await aUser(database, { roles: ['administrator'] })
    await writeAsOwner(database, (tx) =>
      tx.updateTable('users').set({ active: false }).where('id', '=', gone.id).execute(),
    )
    for (const actor of [null, gone.id, newId()]) {
      expect(await attempt(actor, count(table)), 'read').toBe(0)
      expect([0, 'refused'], 'delete').toContain(await attempt(actor, remove(table)))
    }
  })

  test.each(['not-a-uuid', "' or true --", '00000000'])('an actor setting of %j fails closed', async (garbage) => {
    const client = new pg.Client(database.appConfig)
    await client.connect()
    try {
      await client.query('select set_config($1, $2, false)', ['quayside.actor', garbage])
      await expect(client.query('select * from accounts')).rejects.toMatchObject({ code: '22P02' })
    } finally {
      await client.end()
    }
  })
})

describe('the application’s login', () => {
  let client: pg.Client
  beforeAll(async () => {
    client = new pg.Client(database.appConfig)
    await client.connect()
    const administrator = await aUser(database, { roles: ['administrator'] })
    await client.query('select set_config($1, $2, false)', ['quayside.actor', administrator.id])
  })
  afterAll(() => client.end())

  test('cannot read what sign-in keeps, whoever acts', async () => {
    const tables = await writeAsOwner(database, (tx) =>
      sql<{
        name: string
      }>`select relname as name from pg_class where relname like 'auth\_%' and relkind = 'r'`.execute(tx),
    )
    expect(tables.rows.length).toBeGreaterThanOrEqual(7)
    for (const { name } of tables.rows)
      await expect(client.query(`select * from ${name}`), name).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'alter table accounts disable row level security',
    'drop policy accounts_read on accounts',
    'create table mine (x int)',
    'truncate accounts cascade',
    'select * from schema_migrations',
    'select * from events_rest',
    'delete from events',
    "update events set kind = 'x'",
    'update users set two_factor_enabled = false',
    'update users set failed_sign_ins = 0, locked_until = null',
    'delete from users',
    'update account_figures set amount_e4 = 0',
    "insert into tombstones (table_name, id) values ('accounts', gen_random_uuid())",
  ])('may not %s', async (statement) => {
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
  })

  test('cannot become the owner', async () => {
    const owner = pg.escapeIdentifier(String(database.ownerConfig.user))
    await expect(client.query(`set role ${owner}`)).rejects.toMatchObject({ code: '42501' })
    await expect(client.query(`set session authorization ${owner}`)).rejects.toMatchObject({ code: '42501' })
  })

  test('a month’s partition of events cannot be read past the policies', async () => {
    await database.owner.query(`select ensure_event_partition('2031-05-01')`)
    await expect(client.query('select * from events_2031_05')).rejects.toMatchObject({ code: '42501' })
  })

  test('every table has row security, but for the few that hold nothing of anybody', async () => {
    const open = await client.query<{ relname: string }>(
      `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
       and has_table_privilege('quayside_app', c.oid, 'select') order by 1`,
    )
    expect(open.rows.map((row) => row.relname)).toEqual(['number_series'])
  })
})

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
