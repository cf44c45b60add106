import { readdir } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aConsole, type ConsoleBase, open, secret } from './for-tests.ts'
import { judgeStatement } from './judge-statement.ts'
import { openLocked } from './locked-database.ts'
import { openSnapshots, type Snapshots } from './snapshots.ts'
import { typesOf, visibleTables } from './visible-tables.ts'

/** What a hostile analyst may type, and what for. */
const attacks: readonly (readonly [what: string, sql: string])[] = [
  ['reads a file of the machine as CSV', `select * from read_csv('/etc/passwd', header = false, delim = '|')`],
  ['reads a file as text', `select content from read_text('/etc/passwd')`],
  ['reads a file as bytes', `select content from read_blob('/etc/hostname')`],
  ['reads a file by its bare name', `select * from '/etc/passwd.csv'`],
  ['reads a file as JSON', `select * from read_json('/proc/self/environ')`],
  ['reads a Parquet file', `select * from read_parquet('/tmp/*.parquet')`],
  ['reads a DuckDB file', `from read_duckdb('/tmp/x.duckdb')`],
  ['looks for the warehouse file', `select * from glob('/**/*.duckdb')`],
  ['sniffs a file', `from sniff_csv('/etc/passwd')`],
  ['asks the network', `select * from read_csv('http://127.0.0.1:1/x.csv')`],
  ['asks a bucket', `select * from 's3://bucket/x.parquet'`],
  ['attaches the warehouse', `attach 'warehouse.duckdb' as w`],
  ['attaches a PostgreSQL server', `attach 'host=127.0.0.1 dbname=postgres' as pg (type postgres)`],
  ['attaches a database in memory', `attach ':memory:' as m`],
  ['detaches its own', `detach sight`],
  ['copies rows into a file', `copy (select 1) to '/tmp/quayside-attack.csv'`],
  ['copies a file into a table', `copy fact_order_line from '/etc/passwd'`],
  ['copies the database', `copy from database memory to sight`],
  ['exports the database', `export database '/tmp/quayside-attack'`],
  ['imports a database', `import database '/tmp'`],
  ['loads an extension', `load httpfs`],
  ['loads a library', `load '/tmp/evil.duckdb_extension'`],
  ['installs an extension', `install httpfs`],
  ['installs from the community', `install shellfs from community`],
  ['unlocks the settings', `set lock_configuration = false`],
  ['lets itself out', `set enable_external_access = true`],
  ['raises its memory', `set memory_limit = '64GB'`],
  ['resets a setting', `reset memory_limit`],
  ['takes more threads', `pragma threads = 64`],
  ['lists databases and their paths', `pragma database_list`],
  ['lists databases by function', `select path from duckdb_databases()`],
  ['lists databases by view', `select * from duckdb_databases`],
  ['shows all tables', `show all tables`],
  ['shows databases', `show databases`],
  ['lists settings', `select name, value from duckdb_settings()`],
  ['asks one setting', `select current_setting('secret_directory')`],
  [
    'asks a setting in a subquery',
    `select * from (select 1) a where exists (select 1 from duckdb_settings() where value like '/root%')`,
  ],
  ['asks a setting inside a window', `select sum(length(current_setting('allowed_paths'))) over () from dim_date`],
  [
    'asks a setting in a CTE of a set operation',
    `with a as (select 1 union all select length(value) from duckdb_settings()) select * from a`,
  ],
  ['asks a setting in ORDER BY', `select 1 order by (select value from duckdb_settings() limit 1)`],
  ['asks a setting in LIMIT', `select 1 limit (select count(*) from duckdb_settings())`],
  ['asks a setting in a lambda', `select list_transform([1], lambda x: current_setting('threads'))`],
  [
    'asks a setting in QUALIFY',
    `select 1 from dim_date qualify row_number() over (order by current_setting('threads')) = 1`,
  ],
  ['asks a setting in HAVING', `select count(*) from dim_date having current_setting('threads') = '1'`],
  ['asks a setting in a join', `select * from dim_staff a join dim_staff b on current_setting('threads') = a.name`],
  ['asks a setting in VALUES', `values (current_setting('threads'))`],
  [
    'asks a setting in a PIVOT',
    `from dim_date pivot (count(*) for year in (2026) group by (select max(value) from duckdb_settings()))`,
  ],
  ['asks a setting in TABLESAMPLE’s source', `select * from (select * from duckdb_settings()) tablesample 10%`],
  ['asks a setting in DESCRIBE', `describe select * from duckdb_settings()`],
  ['asks a setting in SUMMARIZE', `summarize select * from duckdb_settings()`],
  ['asks a setting in EXPLAIN ANALYZE', `explain analyze select * from duckdb_settings()`],
  ['hides a function behind a schema', `select system.main.current_setting('threads')`],
  ['hides a function behind quotes and capitals', `select "CURRENT_SETTING"('threads')`],
  ['hides a function behind a dot', `select 'threads'.current_setting()`],
  [
    'names a built-in view through a CTE of its name',
    `with duckdb_settings as (select * from duckdb_settings) select * from duckdb_settings`,
  ],
  [
    'names a built-in view beyond the CTE of its name',
    `select * from (with duckdb_tables as (select 1) select 1) a, duckdb_tables`,
  ],
  ['reads the catalogue of PostgreSQL', `select * from pg_catalog.pg_class`],
  ['reads the information schema', `select * from information_schema.tables`],
  ['reads the schema of schemas', `select * from sqlite_master`],
  ['names the base tables by the schema of PostgreSQL', `select * from warehouse.fact_order_line`],
  ['names the base tables by another catalogue', `select * from memory.main.fact_order_line`],
  ['names the base tables by its own catalogue', `select * from sight.main.fact_order_line`],
  ['names the rows behind a view', `select * from account_change`],
  ['names the feeder’s own table', `select * from feeder_cursor`],
  ['names a table of the source', `select * from accounts`],
  ['names a table by text', `select * from query_table('duckdb_settings')`],
  ['names a table by text of a macro', `from histogram('duckdb_settings', name)`],
  ['runs SQL kept in text', `select * from query('select * from duckdb_settings()')`],
  ['runs SQL kept as JSON', `from json_execute_serialized_sql(json_serialize_sql('select * from duckdb_settings()'))`],
  ['runs SQL kept as JSON by pragma', `pragma json_execute_serialized_sql('{}')`],
  ['asks for the plan as JSON', `select json_serialize_plan('select * from duckdb_settings()')`],
  ['asks an environment variable', `select getenv('HOME')`],
  ['asks a variable', `select getvariable('x')`],
  ['sets a variable', `set variable x = 1`],
  ['asks the query of the moment', `select current_query()`],
  ['reads secrets', `select * from duckdb_secrets()`],
  ['makes a secret', `create secret (type s3, key_id 'a', secret 'b')`],
  ['reads the log', `select * from duckdb_logs`],
  ['turns logging to a file on', `call enable_logging(storage = 'file', storage_path = '/tmp/quayside-attack')`],
  ['writes into the log', `select write_log('x')`],
  ['profiles into a file', `pragma enable_profiling`],
  ['creates a table', `create table t (a integer)`],
  ['creates a table for itself', `create temp table t as select 1`],
  ['creates a macro', `create temp macro m() as (select 1)`],
  ['creates a view over the catalogue', `create temp view v as select * from duckdb_settings()`],
  ['inserts', `insert into dim_staff select * from dim_staff`],
  ['updates', `update fact_order_line set amount_e4 = 0`],
  ['deletes', `delete from fact_order_line`],
  ['deletes inside a CTE', `with gone as (delete from fact_order_line returning *) select * from gone`],
  ['merges', `merge into dim_staff a using dim_staff b on a.user_id = b.user_id when matched then delete`],
  ['drops', `drop table fact_order_line`],
  ['alters', `alter table fact_order_line rename to x`],
  ['truncates', `truncate fact_order_line`],
  ['takes a transaction', `begin`],
  ['makes a checkpoint', `force checkpoint`],
  ['vacuums', `vacuum`],
  ['prepares', `prepare p as select 1`],
  ['executes', `execute p`],
  ['calls', `call pragma_version()`],
  ['uses another schema', `use system`],
  ['slips a second statement in', `select 1; drop table fact_order_line`],
  ['slips one in behind a comment', `select 1; --\n copy (select 1) to '/tmp/quayside-attack'`],
  ['explains a write', `explain analyze delete from fact_order_line`],
  ['explains what copies', `explain analyze copy (select 1) to '/tmp/quayside-attack'`],
  ['waits', `select sleep_ms(60000)`],
  ['waits as in PostgreSQL', `select pg_sleep(60)`],
  ['reads a file as in PostgreSQL', `select pg_read_file('/etc/passwd')`],
  ['calls another server as in PostgreSQL', `select * from dblink('host=127.0.0.1', 'select 1') as t (a int)`],
  ['writes a file as in PostgreSQL', `select lo_import('/etc/passwd')`],
  ['sets a setting as in PostgreSQL', `select set_config('quayside.actor', 'x', false)`],
  ['takes the next key', `select nextval('account_keys')`],
  ['tests types of all kinds', `from test_all_types()`],
  ['reads storage', `from pragma_storage_info('fact_order_line')`],
  ['reads metadata', `from duckdb_columns()`],
  ['scans memory', `from arrow_scan(0, 0, 0)`],
  ['scans by name', `from seq_scan('x')`],
]

/** Some of each kind over HTTP; each run is a process of its own. */
const throughTheDoor = attacks.filter((_, at) => at % 16 === 0)

/** Of others’ rows and of the machine. */
const leaks = (body: string) =>
  [secret, '/tmp/', '/root', '/home', 'quayside-console-', '.duckdb"'].filter((leak) => body.includes(leak))

describe.each(engineNames)('over a warehouse on %s', (engine) => {
  let base: ConsoleBase
  beforeAll(async () => {
    base = await aConsole(engine)
  })
  afterAll(() => base.close())

  test('nothing an attacker types is run, and nothing is told of the machine', async () => {
    const wrong: string[] = []
    for (const [what, sql] of throughTheDoor) {
      const raw = await base.app.inject({
        method: 'POST',
        url: '/api/analyses/console/runs',
        payload: { sql },
        as: base.seller,
      })
      if (raw.statusCode !== 422) wrong.push(`${what}: ${raw.statusCode} ${raw.body.slice(0, 200)}`)
      const said = raw.body.replaceAll(JSON.stringify(sql).slice(1, -1), '')
      if (leaks(said).length > 0) wrong.push(`${what} tells ${leaks(said)}: ${raw.body}`)
    }
    expect(wrong).toEqual([])
  })

  describe('on the file of a reader', () => {
    let connection: DuckDBConnection
    let snapshots: Snapshots
    let names: Set<string>
    beforeAll(async () => {
      snapshots = openSnapshots(base.warehouse)
      const tables = visibleTables(await typesOf(base.warehouse.engine), base.seller)
      names = new Set(tables.map(({ name }) => name))
      connection = await snapshots.use(tables, { fresh: true }, ({ path }) => openLocked(path, 512))
    })
    afterAll(async () => {
      connection.closeSync()
      await snapshots.close()
    })

    test('stand his rows and no others', async () => {
      const found = await connection.runAndReadAll('select distinct item from fact_order_line')
      expect(found.getRowsJson()).toEqual([[open]])
    })

    test.each(attacks)('who %s is refused before anything runs: %s', async (_, sql) => {
      expect(await judgeStatement(connection, sql, names)).not.toBeNull()
    })

    test('were every attack let through, none would get a row of others or a file', async () => {
      const told: string[] = []
      // Waits are what the clock is for, raw addresses what a process of its own is for, and a log to nowhere stops all that follows.
      for (const [what, sql] of attacks.filter(([, text]) => !/sleep|_scan\(|enable_/.test(text))) {
        const answer = await connection.runAndReadAll(sql).then(
          (result) => JSON.stringify(result.getRowsJson()),
          () => '',
        )
        if (answer.includes(secret) || /root:|PATH=|localhost/.test(answer)) told.push(what)
      }
      expect(told).toEqual([])
      expect((await readdir('/tmp')).filter((name) => name.startsWith('quayside-attack'))).toEqual([])
    })
  })

  test('columns of categories one lacks are not in the file at all, whatever they are asked by', async () => {
    const blind = await noMoney(base)
    for (const sql of [
      'select sum(amount_e4) from fact_order_line',
      'select cost_e4 from fact_order_line',
      'select l.freight_e4 from fact_order_line l',
      'select credit_grade from dim_account',
      'select * from fact_invoice',
      'select value_e4 from fact_inventory_snapshot',
    ]) {
      const { status, body } = await base.refused(sql, blind)
      expect([sql, status, body.code, body.category]).toEqual([sql, 403, 'sqlHidden', 'finance'])
    }
    const { body } = await base.ask('select * from fact_order_line limit 1', blind)
    expect(body.columns.map(({ name }) => name).filter((name) => /_e4|discount/.test(name))).toEqual([])
    const { body: by } = await base.ask(`select columns('.*') from dim_account limit 1`, blind)
    expect(by.columns.map(({ name }) => name)).not.toContain('payment_days')
  })
})

const noMoney = (base: ConsoleBase): Promise<User> =>
  aUser(base.database, {
    rights: {
      modules: { accounts: 'all', orders: 'all', analyses: 'all', timeline: 'all', console: 'all' },
      categories: { basic: true, behaviour: true, address: true },
    },
  })
