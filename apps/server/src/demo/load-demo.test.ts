import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/harness.ts'
import { readAsOwner } from '../platform/database.ts'
import { type DemoLoaded, isEmpty, loadDemo } from './index.ts'

const now = new Date('2026-11-22T02:00:00Z')
let database: TestDatabase
let loaded: DemoLoaded

beforeAll(async () => {
  database = await testDatabase()
  expect(await isEmpty(database)).toBe(true)
  loaded = await loadDemo(database, now, { customers: 300, linesPerCustomer: 20 })
})
afterAll(() => database.drop())

test('the demonstration is in the database as it was counted', async () => {
  const found = await readAsOwner(database, (db) =>
    sql<DemoLoaded>`select (select count(*) from accounts) as accounts, (select count(*) from orders where kind = 'goods') as orders, (select count(*) from order_lines l join orders o on o.id = l.order_id where o.kind = 'goods') as lines, (select count(*) from interactions) as interactions`.execute(
      db,
    ),
  )
  expect(found.rows[0]).toEqual(loaded)
  expect(loaded.accounts).toBe(300)
  expect(loaded.lines).toBeGreaterThan(2_000)
  expect(await isEmpty(database)).toBe(false)
})

test('the sums kept beside the accounts are the sums of the lines', async () => {
  const wrong = await readAsOwner(database, (db) =>
    sql`select f.account_id from account_figures f
        join (select account_id, count(*) as lines, sum(amount_e4) as amount, sum(cost_e4) as cost from order_lines where counts group by 1) l using (account_id)
        join (select account_id, count(*) as orders, min(ordered_on) as first, max(ordered_on) as last from orders where order_counts(status) group by 1) o using (account_id)
        where (f.lines, f.amount_e4, f.cost_e4, f.orders, f.first_order_on, f.last_order_on) is distinct from (l.lines, l.amount, l.cost, o.orders, o.first, o.last)
        union all
        select account_id from account_months group by account_id
        having sum(amount_e4) <> (select sum(amount_e4) from order_lines l where l.account_id = account_months.account_id and l.counts)`.execute(
      db,
    ),
  )
  expect(wrong.rows).toEqual([])
})

test('every customer that orders has an owner, and follow-ups wait for somebody', async () => {
  const found = await readAsOwner(database, (db) =>
    sql<{
      orphans: number
      waiting: number
    }>`select (select count(*) from accounts where owner_id is null and kind <> 'department') as orphans, (select count(*) from follow_ups where done_at is null) as waiting`.execute(
      db,
    ),
  )
  expect(found.rows[0]?.orphans).toBe(0)
  expect(found.rows[0]?.waiting).toBeGreaterThan(20)
})

test('stock turns plausibly, and pools, terms and targets stand ready for the pages of analysis', async () => {
  const { rows } = await readAsOwner(database, (db) =>
    sql<{
      customers: number
      months: number
      pools: number
      terms: number
      targets: number
      least: number
      most: number
    }>`
      with counted as (
        select account_id, day, sum(value_e4) as value from inventory_snapshots group by 1, 2),
      turns as (
        select c.account_id, (select cost_e4 / 2 from account_figures f where f.account_id = c.account_id) / avg(c.value) as turns
        from   counted c group by 1)
      select (select count(*) from turns)::int as customers, (select count(distinct day) from counted)::int as months,
             (select count(*) from cost_pools)::int as pools, (select count(*) from service_definitions where account_id is not null)::int as terms,
             (select count(*) from targets)::int as targets, (select min(turns) from turns)::float8 as least,
             (select max(turns) from turns)::float8 as most`.execute(db),
  )
  const [found] = rows
  expect(found).toMatchObject({ customers: 40, months: 24, pools: 5, terms: 6 })
  expect(found?.targets).toBeGreaterThan(20)
  expect(found?.least).toBeGreaterThan(3)
  expect(found?.most).toBeLessThan(16)
})

test('what was completed is billed line by line, so that invoices and orders lead to each other, and most of it is paid in time', async () => {
  const { rows } = await readAsOwner(database, (db) =>
    sql<Record<string, number>>`
      select (select count(*) from invoices)::int as invoices,
             (select count(*) from invoice_lines where order_line_id is null or order_id is null)::int as astray,
             (select count(*) from invoices i where row (net_e4, tax_e4) is distinct from
                (select (sum(l.net_e4)::bigint, sum(l.tax_e4)::bigint) from invoice_lines l where l.invoice_id = i.id))::int as uneven,
             (select count(*) from invoice_lines b join order_lines l on l.id = b.order_line_id
              where abs(l.amount_e4 - b.net_e4) > 100 or l.order_id <> b.order_id or l.account_id <> b.account_id)::int as other,
             (select count(*) from invoices where issued_on > ${now.toISOString().slice(0, 10)}::date)::int as ahead,
             (select count(*) from orders o where o.status = 'completed' and o.ordered_on > ${now.toISOString().slice(0, 10)}::date - 60
              and not exists (select from invoice_lines b where b.order_id = o.id))::int as waiting,
             (select sum(open_e4) / (select sum(total_e4) / 90 from invoices where issued_on > ${now.toISOString().slice(0, 10)}::date - 90)
              from invoices)::float8 as dso,
             (select count(*) from payments where free_e4 > 0)::int as unreconciled`.execute(db),
  )
  const [found] = rows
  expect(found).toMatchObject({ astray: 0, uneven: 0, other: 0, ahead: 0 })
  expect(found?.invoices).toBeGreaterThan(500)
  expect(found?.waiting).toBeGreaterThan(20)
  expect(found?.unreconciled).toBeGreaterThan(5)
  expect(found?.dso).toBeGreaterThan(25)
  expect(found?.dso).toBeLessThan(90)
})
