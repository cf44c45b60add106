import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, type TestDatabase, testDatabase } from '../../test/harness.ts'
import { writeAsOwner } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { bothEngines } from './both-engines-for-tests.ts'
import type { Engine } from './engine.ts'
import { feed } from './feed.ts'

let database: TestDatabase
const now = new Date('2026-11-22T08:00:00Z')
const statuses = ['draft', 'held', 'confirmed', 'inTransit', 'completed', 'cancelled'] as const

beforeAll(async () => {
  database = await testDatabase()
})

type Step = { order: number; status: (typeof statuses)[number]; feed: boolean }

/** What happens to four imported orders, whose status may be set to anything, and when the warehouse looks. */
const steps = fc.array(
  fc.record<Step>({ order: fc.nat({ max: 3 }), status: fc.constantFrom(...statuses), feed: fc.boolean() }),
  { minLength: 1, maxLength: 12 },
)

const run = (text: string, values: unknown[]) => database.owner.query(text, values)

async function setStatus(accountId: string, ids: Map<number, string>, { order, status }: Step): Promise<void> {
  const known = ids.get(order)
  if (known) return void (await run('update orders set status = $2 where id = $1', [known, status]))
  const id = newId()
  ids.set(order, id)
  await writeAsOwner(database, async (tx) => {
    const common = { account_id: accountId, ordered_on: `2026-0${order + 1}-05`, currency: 'CNY' }
    await tx
      .insertInto('orders')
      .values({ id, number: id, status, ...common })
      .execute()
    const line = { order_id: id, ...common, amount_e4: 10 ** order, cost_e4: 1 }
    await tx
      .insertInto('order_lines')
      .values([1, 2].map((line_no) => ({ ...line, id: newId(), line_no })))
      .execute()
  })
}

const whatCounts = async (accountId: string) => {
  const { rows } = await run(
    `select count(distinct o.id)::int as orders, count(l.id)::int as lines, coalesce(sum(l.amount_e4), 0)::int as amount,
            min(o.ordered_on)::text as first, max(o.ordered_on)::text as last
     from   orders o join order_lines l on l.order_id = o.id
     where  o.account_id = $1 and o.status in ('confirmed', 'inTransit', 'completed')`,
    [accountId],
  )
  return rows[0]
}
const sums = async (accountId: string) => {
  const { rows } = await run(
    `select orders::int, lines::int, amount_e4::int as amount, first_order_on::text as first, last_order_on::text as last
     from account_figures where account_id = $1`,
    [accountId],
  )
  const months = await run(
    'select coalesce(sum(lines), 0)::int as lines, coalesce(sum(amount_e4), 0)::int as amount from account_months where account_id = $1',
    [accountId],
  )
  return { ...(rows[0] ?? { orders: 0, lines: 0, amount: 0, first: null, last: null }), months: months.rows[0] }
}
const facts = async (engine: Engine, accountId: string) => {
  const told = await engine.columns(
    `select (select count(*) from fact_order f join dim_account d on d.account_key = f.account_key where d.account_id = '${accountId}')::integer as orders,
            count(*)::integer as lines, coalesce(sum(l.amount_e4), 0)::integer as amount
     from   fact_order_line l join dim_account d on d.account_key = l.account_key where d.account_id = '${accountId}'`,
  )
  return { orders: told.orders?.[0], lines: told.lines?.[0], amount: told.amount?.[0] }
}

bothEngines((name, open) => {
  test('only what was agreed is in the sums and in the warehouse, whatever became of the orders in between', async () => {
    const engine = await open()
    await fc.assert(
      fc.asyncProperty(steps, async (walked) => {
        const { id } = await writeAsOwner(database, (tx) => anAccount(tx))
        const ids = new Map<number, string>()
        for (const step of walked) {
          await setStatus(id, ids, step)
          if (step.feed) await feed(database, engine, now)
        }
        const expected = await whatCounts(id)
        const kept = await sums(id)
        expect(kept).toEqual({ ...expected, months: { lines: expected?.lines, amount: expected?.amount } })
        await feed(database, engine, now)
        const { orders, lines, amount } = expected
        expect(await facts(engine, id)).toEqual({ orders, lines, amount })
      }),
      { numRuns: name === 'duckdb' ? 15 : 8 },
    )
    const followed = await database.owner.query('select count(*)::int as n from order_lines where counts')
    const anew = await open()
    await feed(database, anew, now)
    const loaded = await anew.columns('select count(*)::integer as lines from fact_order_line')
    expect(loaded.lines?.[0]).toBe(followed.rows[0].n)
  }, 60_000)
})
