import pg from 'pg'
import { expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/harness.ts'
import { befall, someCustomers } from './change-for-tests.ts'
import { feed } from './feed.ts'
import { expectSame } from './for-tests.ts'
import { openPostgresEngine } from './postgres-engine.ts'

/**
 * Citus itself is not to be had where these tests run. Its two functions are stood in for by ones that write down what they are
 * asked, and refuse what Citus refuses: https://docs.citusdata.com/en/stable/develop/api_udf.html#create-distributed-table
 */
const standIn = `
  set allow_system_table_mods = on;
  create table public.laid_out (name text primary key, by text);
  insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
  values (65000, 'citus', 10, 'pg_catalog'::regnamespace, false, 'stand-in');

  create function pg_catalog.create_reference_table(of_table regclass) returns void language plpgsql as $$
  begin
    if exists (select from pg_constraint c join public.laid_out l on l.name = c.confrelid::regclass::text
               where c.contype = 'f' and c.conrelid = of_table and l.by is not null) then
      raise 'a reference table may not refer to a distributed one';
    end if;
    insert into public.laid_out values (of_table::text, null);
  end $$;

  create function pg_catalog.create_distributed_table(of_table regclass, by_column text) returns void language plpgsql as $$
  declare
    attribute smallint := (select attnum from pg_attribute where attrelid = of_table and attname = by_column and attnotnull);
  begin
    if attribute is null then raise '% has no column % that is never null', of_table, by_column; end if;
    if exists (select from pg_index where indrelid = of_table and indisunique and not attribute = any (indkey)) then
      raise 'cannot create constraint on "%": it does not include the distribution column', of_table;
    end if;
    if exists (select from pg_constraint c left join public.laid_out l on l.name = c.confrelid::regclass::text
               where c.contype = 'f' and c.conrelid = of_table and l.name is null) then
      raise '% refers to a local table', of_table;
    end if;
    if exists (select from pg_trigger where tgrelid = of_table and not tgisinternal) then
      raise 'triggers are not supported on distributed tables';
    end if;
    insert into public.laid_out values (of_table::text, by_column);
  end $$`

async function withStandIn(database: TestDatabase): Promise<void> {
  const client = new pg.Client(database.ownerConfig)
  await client.connect()
  await client.query(standIn)
  await client.end()
}

test('where Citus is, every fact is laid out by account and every dimension whole, within its rules, and feeds go on', async () => {
  const [source, place] = [await testDatabase(), await testDatabase()]
  await withStandIn(place)
  const engine = await openPostgresEngine(place.ownerConfig)
  const laidOut = await place.owner.query<{ name: string; by: string | null }>('select name, by from laid_out')
  const tables = await engine.columns(
    `select relname::text as name from pg_class where relnamespace = 'warehouse'::regnamespace and relkind = 'r'
     and relname::text not in ('feeder_cursor', 'star_schema')`,
  )
  const by = new Map(laidOut.rows.map(({ name, by }) => [name, by]))
  expect([...by.keys()].sort()).toEqual([...(tables.name as string[])].sort())
  for (const [name, column] of by)
    expect([name, column]).toEqual([name, name.startsWith('dim_') ? null : 'account_key'])

  await someCustomers(source, 3)
  for (const what of ['newOrder', 'touch', 'stock', 'lineCorrected', 'orderErased'] as const) {
    await befall(source.owner, { what, which: 1 })
    await feed(source, engine, new Date('2026-11-22T08:00:00Z'))
  }
  await expectSame(source, engine)
  await engine.close()
})

test('the stand-in refuses what Citus refuses', async () => {
  const place = await testDatabase()
  await withStandIn(place)
  await place.owner.query('create table of_orders (order_id uuid unique, account_key integer not null)')
  const lay = (column: string) => place.owner.query(`select create_distributed_table('of_orders', '${column}')`)
  await expect(lay('account_key')).rejects.toThrow('does not include the distribution column')
  await expect(lay('order_id')).rejects.toThrow('no column order_id that is never null')
})
