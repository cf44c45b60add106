import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, type TestDatabase, testDatabase } from '../../test/harness.ts'
import { readAsOwner, type Tx, writeAsOwner } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { type Engine, openEngine } from './engine.ts'
import { feed } from './feed.ts'
import { before, dyingAt, expectSame } from './for-tests.ts'

const now = new Date('2026-11-22T08:00:00Z')
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
const folders: string[] = []
afterAll(async () => {
  await database.drop()
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
})

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-warehouse-'))
  folders.push(folder)
  return folder
}
const anEngine = async () => openEngine({ folder: null, stagingFolder: await aFolder() })

async function anOrder(tx: Tx, accountId: string, amounts: readonly number[], orderedOn = '2026-03-01') {
  const id = newId()
  await tx
    .insertInto('orders')
    .values({ id, number: `O-${id}`, account_id: accountId, ordered_on: orderedOn, currency: 'CNY' })
    .execute()
  for (const [index, amount] of amounts.entries())
    await tx
      .insertInto('order_lines')
      .values({
        id: newId(),
        order_id: id,
        account_id: accountId,
        ordered_on: orderedOn,
        currency: 'CNY',
        line_no: index + 1,
        amount_e4: amount,
        cost_e4: amount - 1,
      })
      .execute()
  return id
}

async function warehouseSums(engine: Engine) {
  const lines = await engine.columns(
    'select count(*)::integer as lines, coalesce(sum(amount_e4), 0)::double as amount from fact_order_line',
  )
  const orders = await engine.columns('select count(*)::integer as orders from fact_order')
  return { lines: lines.lines?.[0], amount: lines.amount?.[0], orders: orders.orders?.[0] }
}

const sourceSums = () =>
  readAsOwner(database, async (db) => {
    const lines = await db
      .selectFrom('order_lines')
      .select((eb) => [eb.fn.countAll<number>().as('lines'), eb.fn.sum<string>('amount_e4').as('amount')])
      .executeTakeFirstOrThrow()
    const orders = await db
      .selectFrom('orders')
      .select((eb) => eb.fn.countAll<number>().as('orders'))
      .executeTakeFirstOrThrow()
    return { lines: lines.lines, amount: Number(lines.amount ?? 0), orders: orders.orders }
  })

test('what is copied out lies where nobody else of this machine can read', async () => {
  const engine = await anEngine()
  expect((await stat(engine.staging)).mode & 0o777).toBe(0o700)
  await engine.close()
})

test('what is committed arrives, a change replaces its former self, and a deletion leaves', async () => {
  const engine = await anEngine()
  const order = await writeAsOwner(database, async (tx) => {
    const account = await anAccount(tx, {})
    await anOrder(tx, account.id, [10_000, 20_000])
    return anOrder(tx, account.id, [70_000])
  })
  await feed(database, engine, now)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())

  await writeAsOwner(database, (tx) =>
    tx.updateTable('order_lines').set({ amount_e4: 5 }).where('order_id', '=', order).execute(),
  )
  await feed(database, engine, now)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())

  await writeAsOwner(database, (tx) => tx.deleteFrom('orders').where('id', '=', order).execute())
  await feed(database, engine, now)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())
  await engine.close()
})

test('a transaction that began first and commits last is not skipped', async () => {
  const engine = await anEngine()
  const slow = await database.owner.connect()
  await slow.query('begin')
  const account = await writeAsOwner(database, (tx) => anAccount(tx, {}))
  const orderId = newId()
  await slow.query(
    `insert into orders (id, number, account_id, ordered_on, currency) values ($1, $2, $3, '2026-01-05', 'CNY')`,
    [orderId, `O-${orderId}`, account.id],
  )
  // Another account's order: orders of one account queue at its sums.
  await writeAsOwner(database, async (tx) => anOrder(tx, (await anAccount(tx, {})).id, [1]))
  await feed(database, engine, now)
  await slow.query('commit')
  slow.release()
  await feed(database, engine, now)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())
  await engine.close()
})

test('what is committed arrives although an older transaction still runs, and that one comes once it commits', async () => {
  const engine = await anEngine()
  await feed(database, engine, now)
  const account = await writeAsOwner(database, (tx) => anAccount(tx, {}))
  const slow = await database.owner.connect()
  await slow.query('begin')
  await slow.query(`update accounts set note = 'slow' where id = $1`, [account.id])
  const order = await writeAsOwner(database, async (tx) => anOrder(tx, (await anAccount(tx, {})).id, [3, 4]))
  for (let again = 0; again < 3; again++) await feed(database, engine, now)
  expect(
    (await engine.columns(`select line_id from fact_order_line where order_id = '${order}'`)).line_id?.length,
  ).toBe(2)
  await expectSame(database, engine)
  await slow.query(`update accounts set state = 'active' where id = $1`, [account.id])
  await slow.query('commit')
  slow.release()
  await feed(database, engine, now)
  await expectSame(database, engine)
  await engine.close()
})

test('orders of a customer who is changed while an older transaction runs are not lost', async () => {
  const engine = await anEngine()
  await feed(database, engine, now)
  const account = await writeAsOwner(database, (tx) => anAccount(tx, {}))
  await writeAsOwner(database, (tx) => anOrder(tx, account.id, [5, 6]))
  const slow = await database.owner.connect()
  await slow.query('begin')
  await slow.query('select pg_current_xact_id()')
  await writeAsOwner(database, (tx) =>
    tx.updateTable('accounts').set({ industry: 'wine' }).where('id', '=', account.id).execute(),
  )
  await feed(database, engine, now)
  await slow.query('commit')
  slow.release()
  await feed(database, engine, now)
  await expectSame(database, engine)
  await engine.close()
})

test('a feed that dies half way leaves nothing behind, and the next one brings all, once', async () => {
  const engine = await anEngine()
  const account = await writeAsOwner(database, (tx) => anAccount(tx, {}))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom('dies', 'lives')), {
        minLength: 1,
        maxLength: 6,
      }),
      async (steps) => {
        for (const [amount, fate] of steps) {
          await writeAsOwner(database, (tx) => anOrder(tx, account.id, [amount, amount + 1]))
          if (fate === 'lives') await feed(database, engine, now)
          else await expect(feed(database, dyingAt(engine), now)).rejects.toThrow('power cut')
        }
        await feed(database, engine, now)
        expect(await warehouseSums(engine)).toEqual(await sourceSums())
      },
    ),
    { numRuns: 8 },
  )
  await engine.close()
})

/** One page of 8 kB for a piece, so that a few hundred lines are many pieces. */
const onePage = { pages: 1 }

test('the first load of all brings every row once, in however many pieces it comes, and says how many', async () => {
  await writeAsOwner(database, async (tx) => {
    const account = await anAccount(tx, {})
    for (let at = 0; at < 150; at++) await anOrder(tx, account.id, [at, at + 1, at + 2])
  })
  for (const pages of [1, 3, 1_000]) {
    const engine = await anEngine()
    const fed = await feed(database, engine, now, { pages })
    const source = await sourceSums()
    expect(await warehouseSums(engine)).toEqual(source)
    expect(fed).toMatchObject({ lines: source.lines, orders: source.orders, gone: 0 })
    expect(await readdir(engine.staging)).toEqual([])
    await engine.close()
  }
})

test('a first load that stops at any of its statements starts anew, also after a restart', async () => {
  const [folder, stagingFolder] = [await aFolder(), await aFolder()]
  const whole = await anEngine()
  let statements = 0
  await feed(
    database,
    dyingAt(whole, () => ++statements < 0),
    now,
    onePage,
  )
  whole.close()
  expect(statements).toBeGreaterThan(12)
  for (const fatal of [1, 5, 6, Math.ceil(statements / 2), statements]) {
    const engine = await openEngine({ folder, stagingFolder })
    let at = 0
    await expect(
      feed(
        database,
        dyingAt(engine, () => ++at === fatal),
        now,
        onePage,
      ),
    ).rejects.toThrow('power cut')
    expect(await warehouseSums(engine)).toMatchObject({ lines: 0, orders: 0 })
    expect(await readdir(engine.staging)).toEqual([])
    await engine.close()
  }
  const engine = await openEngine({ folder, stagingFolder })
  await feed(database, engine, now, onePage)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())
  await engine.close()
})

test('what is written while the first load runs comes with the next feed', async () => {
  const engine = await anEngine()
  const account = await writeAsOwner(database, (tx) => anAccount(tx, {}))
  let written = 0
  const meanwhile = before(engine, async (sql) => {
    if (!sql.startsWith('insert into') || written === 5) return
    written++
    await writeAsOwner(database, (tx) => anOrder(tx, account.id, [written]))
  })
  const earlier = await sourceSums()
  await feed(database, meanwhile, now, onePage)
  expect(await warehouseSums(engine)).toEqual(earlier)
  await feed(database, engine, now)
  expect(written).toBe(5)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())
  await engine.close()
})

test('text of any kind arrives as it is: backslashes, tabs, line ends, quotes, what looks like nothing', async () => {
  const account = await writeAsOwner(database, (tx) => anAccount(tx, {}))
  const odd = fc.oneof(
    fc.constantFrom(
      '',
      '\\N',
      '\\',
      '\\\\n',
      '\\\n',
      'a\tb',
      'a\r\nb',
      '"',
      "'",
      ',',
      ' ',
      'null',
      '\\t\\\\',
      '\u0001',
      '𠮷😀',
    ),
    fc.string({ unit: fc.constantFrom('\\', 'n', 't', '\n', '\t', '\r', '\b', '\f', '\v', '"', ',', 'N', '中') }),
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
  )
  const engine = await anEngine()
  await feed(database, engine, now)
  await fc.assert(
    fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 40 }), fc.boolean(), async (texts, anew) => {
      const order = await writeAsOwner(database, (tx) =>
        anOrder(
          tx,
          account.id,
          texts.map((_, at) => at),
        ),
      )
      await writeAsOwner(database, async (tx) => {
        for (const [at, text] of texts.entries())
          await tx
            .updateTable('order_lines')
            .set({ category: text })
            .where('order_id', '=', order)
            .where('line_no', '=', at + 1)
            .execute()
      })
      if (anew) await engine.write(async ({ run }) => void (await run('delete from feeder_cursor')))
      await feed(database, engine, now)
      const found = await engine.columns(
        `select category from fact_order_line where order_id = '${order}'::uuid order by amount_e4`,
      )
      expect(found.category).toEqual(texts)
      const nulls = await engine.columns('select count(*)::integer as n from fact_order_line where mode is not null')
      expect(nulls.n).toEqual([0])
    }),
    { numRuns: 15 },
  )
  await engine.close()
})

test('a restored database, whose accounts are known but whose transactions are others, is loaded anew', async () => {
  const engine = await anEngine()
  await feed(database, engine, now)
  await engine.write(async ({ run }) => void (await run(`update feeder_cursor set system_id = 'another'`)))
  await feed(database, engine, now)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())
  await engine.close()
})

test('a warehouse that followed another database is emptied and loaded anew', async () => {
  const engine = await anEngine()
  await feed(database, engine, now)
  const other = await testDatabase()
  await feed(other, engine, now)
  expect((await warehouseSums(engine)).lines).toBe(0)
  await other.drop()
  await feed(database, engine, now)
  expect(await warehouseSums(engine)).toEqual(await sourceSums())
  await engine.close()
})
