import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestDatabase, testDatabase } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { attempt as attemptIn, count, remove } from './attempt-for-tests.ts'
import { aCustomerBase, hangingTables } from './customer-base-for-tests.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ connections: 4 })
  await aCustomerBase(database)
})
const attempt = (userId: Id | null, statement: (tx: Tx) => Promise<number>) => attemptIn(database, userId, statement)

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

  test('widens nothing by temporary tables that bear the names of ours', async () => {
    const nobody = await aUser(database, { rights: {} })
    await client.query('begin')
    try {
      await client.query('select set_config($1, $2, true)', ['quayside.actor', nobody.id])
      for (const table of ['users', 'user_roles', 'role_rights'])
        await client.query(`create temporary table ${table} as table public.${table} with no data`)
      await client.query(`insert into pg_temp.users (id, active, name, email) values ($1, true, 'x', 'x')`, [nobody.id])
      await client.query('insert into pg_temp.user_roles values ($1, $1)', [nobody.id])
      await client.query(`insert into pg_temp.role_rights values ($1, 'accounts', 'read', 'all')`, [nobody.id])
      await client.query('grant select on pg_temp.users, pg_temp.user_roles, pg_temp.role_rights to public')
      const { rows } = await client.query(
        `select actor_scope('accounts', 'read') as scope, count(*)::int as n from accounts`,
      )
      expect(rows).toEqual([{ scope: 'none', n: 0 }])
    } finally {
      await client.query('rollback')
    }
  })

  test('every function that acts as the owner looks for names in our schema first, in the temporary one last', async () => {
    const { rows } = await client.query<{ name: string; path: string | null }>(
      `select p.proname as name, (select c from unnest(p.proconfig) c where c like 'search_path=%') as path
       from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef`,
    )
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter(({ path }) => path !== 'search_path=public, pg_temp')).toEqual([])
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
