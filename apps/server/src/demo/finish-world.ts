import { availableParallelism } from 'node:os'
import pg from 'pg'

const filled = ['accounts', 'contacts', 'addresses', 'interactions', 'follow_ups', 'events', 'orders', 'order_lines']

/**
 * Ids of these are not in the order of their rows: filling their keys unsorted costs more than a third of the copying. They rest
 * with the foreign keys that need them; customers' ids follow one another, and most tables refer to those.
 */
const unsorted = ['contacts', 'interactions', 'orders', 'order_lines']

/** What rests while a world is copied: the statements that make it again. */
export interface RestingParts {
  indexes: string[]
  /** Once the indexes of keys are there. */
  constraints: string[]
}

/** Takes away indexes, unique constraints and checks of the filled tables, but for what foreign keys that stay need; housekeeping waits. */
export async function restIndexes(client: pg.Client): Promise<RestingParts> {
  const parts = {
    constraints: [...(await rest(client, checks, filled)), ...(await rest(client, foreignKeys, unsorted))],
    indexes: await rest(client, indexes, filled),
  }
  for (const table of filled.filter((name) => name !== 'events')) {
    await client.query(`alter table ${table} set (autovacuum_enabled = off)`)
    parts.constraints.push(`alter table ${table} reset (autovacuum_enabled)`)
  }
  return parts
}

async function rest(client: pg.Client, statements: string, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ rest: string; make: string }>(statements, [tables])
  for (const { rest } of rows) await client.query(rest)
  return rows.map(({ make }) => make)
}

const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as rest,
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
  from   pg_constraint
  where  contype = 'f' and confrelid = any ($1::regclass[])`

/** Together for each table, so that it is read once when they are made again. */
const checks = `
  select format('alter table %s ', conrelid::regclass) || string_agg(format('drop constraint %I', conname), ', ') as rest,
         format('alter table %s ', conrelid::regclass) || string_agg(format('add constraint %I %s', conname, pg_get_constraintdef(k.oid)), ', ' order by k.oid) as make
  from   pg_constraint k
  join   pg_class c on c.oid = conrelid
  where  contype = 'c' and conrelid = any ($1::regclass[]) and c.relkind = 'r'
  group  by conrelid`

const indexes = `
  select case when k.oid is null then format('drop index %s', i.indexrelid::regclass)
              else format('alter table %s drop constraint %I', i.indrelid::regclass, k.conname) end as rest,
         case when k.oid is null then pg_get_indexdef(i.indexrelid)
              else format('alter table %s add constraint %I %s', i.indrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) end as make
  from   pg_index i
  join   pg_class c on c.oid = i.indrelid
  left   join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
  where  c.relname = any ($1) and c.relkind = 'r'
  and    not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.indexrelid)
  order  by array_position($1, c.relname::text) desc, i.indexrelid`

/** What triggers keep row by row (docs/decisions/0004), made at once: figures of an account are the sums of its months. */
const sums = `
  insert into account_months (account_id, month, service, currency, lines, amount_e4, cost_e4, costed_e4)
  select account_id, date_trunc('month', ordered_on)::date, service, currency, count(*), sum(amount_e4), coalesce(sum(cost_e4), 0),
         coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0)
  from   order_lines group by 1, 2, 3, 4;
  insert into account_figures (account_id, orders, lines, amount_e4, cost_e4, costed_e4, first_order_on, last_order_on)
  select o.account_id, o.orders, l.lines, l.amount_e4, l.cost_e4, l.costed_e4, o.first, o.last
  from  (select account_id, count(*) as orders, min(ordered_on) as first, max(ordered_on) as last from orders group by 1) o
  join  (select account_id, sum(lines) as lines, sum(amount_e4) as amount_e4, sum(cost_e4) as cost_e4, sum(costed_e4) as costed_e4
         from account_months group by 1) l using (account_id)`

/** Makes indexes and sums over as many connections as there are cores, then statistics. */
export async function finishWorld(
  connection: pg.ClientConfig,
  { indexes, constraints }: RestingParts,
  accounts: number,
): Promise<void> {
  const work = [sums, ...indexes]
  await Promise.all(Array.from({ length: availableParallelism() }, () => takeTurns(connection, work)))
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(`set work_mem = '512MB'`)
  for (const make of constraints) await client.query(make)
  await client.query(`select setval('account_numbers', $1)`, [accounts])
  await client.query('analyze')
  await client.end()
}

async function takeTurns(connection: pg.ClientConfig, work: string[]): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(
    `set maintenance_work_mem = '1GB'; set work_mem = '512MB'; set max_parallel_maintenance_workers = 0; set synchronous_commit = off`,
  )
  for (let statement = work.shift(); statement; statement = work.shift()) await client.query(statement)
  await client.end()
}
