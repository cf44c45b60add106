import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aTeam, aUser, type TestDatabase, testDatabase } from '../../test/harness.ts'
import { writeAsOwner } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { bothEngines } from './both-engines-for-tests.ts'
import { befall, befalling, someCustomers } from './change-for-tests.ts'
import type { Engine } from './engine.ts'
import { feed } from './feed.ts'
import { startWarehouse } from './feeder.ts'
import { contentsOf, dyingAt, expectSame } from './for-tests.ts'
import type { Marks } from './marks.ts'

const now = new Date('2026-11-22T08:00:00Z')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const team = await aTeam(database)
  await aUser(database, { teams: [team] })
  await aUser(database, { teams: [team, await aTeam(database)] })
  await someCustomers(database, 6)
})

/** Nothing else may fail. */
function unlessWaited(error: unknown): void {
  const lockNotAvailable = '55P03'
  if ((error as { code?: string }).code !== lockNotAvailable) throw error
}

async function withoutWaiting(one: Parameters<typeof befall>[1]): Promise<void> {
  const client = await database.owner.connect()
  try {
    await client.query('begin')
    await client.query('set local lock_timeout = 20')
    await befall(client, one)
    await client.query('commit')
  } catch (error) {
    unlessWaited(error)
    await client.query('rollback')
  } finally {
    client.release()
  }
}

bothEngines((name, anEngine) => {
  test('whatever befalls the source, in transactions that overlap and feeds that die, every table follows it to the last row, and says so', async () => {
    const engine = await anEngine()
    let before = { contents: {} as Record<string, string>, marks: {} as Marks }
    /** A new account changes nobody's reach over those who were there. */
    const hasChanged = (table: string, was: string, is: string) =>
      table === 'reach' ? !is.startsWith(was) : was !== is
    const expectMarked = async (from: Engine, marks: Marks) => {
      const contents = await contentsOf(from)
      const silent = Object.entries(before.contents).filter(
        ([table, was]) => hasChanged(table, was, contents[table] ?? '') && before.marks[table] === marks[table],
      )
      expect(silent.map(([table]) => table)).toEqual([])
      before = { contents, marks }
    }
    const slow = await database.owner.connect()
    const step = fc.record({
      slowly: fc.option(befalling, { freq: 4 }),
      swiftly: fc.array(befalling, { maxLength: 4 }),
      feed: fc.constantFrom('lives', 'lives', 'dies', 'not'),
      ends: fc.constantFrom('commit', 'rollback', 'goes on'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        await slow.query('begin')
        for (const { slowly, swiftly, feed: fate, ends } of steps) {
          // What both want is not asked for: one would wait for the other.
          await slow.query('set local lock_timeout = 20')
          if (slowly) await slow.query('savepoint s')
          if (slowly)
            await befall(slow, slowly).catch((error) => {
              unlessWaited(error)
              return slow.query('rollback to s')
            })
          for (const one of swiftly) await withoutWaiting(one)
          if (fate === 'dies') await feed(database, dyingAt(engine), now).catch(() => undefined)
          if (fate === 'lives') {
            const fed = await feed(database, engine, now)
            await expectSame(database, engine)
            await expectMarked(engine, fed.marks)
          }
          if (ends !== 'goes on') {
            await slow.query(ends)
            await slow.query('begin')
          }
        }
        await slow.query('commit')
        await feed(database, engine, now)
        await expectSame(database, engine)
      }),
      { numRuns: name === 'duckdb' ? 10 : 5 },
    )
    slow.release()
  })

  test('an account is told in periods: what it was, from when to when, and who never changed has one', async () => {
    const engine = await anEngine()
    const { id } = await writeAsOwner(database, (tx) => anAccount(tx, { state: 'prospect' }))
    const quiet = await writeAsOwner(database, (tx) => anAccount(tx, { state: 'mature' }))
    const set = (sql: string) => database.owner.query(sql, [id])
    await set(`update accounts set state = 'potential' where id = $1`)
    await set(
      `insert into account_figures (account_id, tier) values ($1, 'B') on conflict (account_id) do update set tier = 'B'`,
    )
    await set(`update account_figures set orders = orders + 1 where account_id = $1`)
    await feed(database, engine, now)
    await set(`update accounts set state = 'active', note = 'twice in one' where id = $1`)
    await set(`update account_figures set tier = 'A' where account_id = $1`)
    await feed(database, engine, now)
    const periods = (of: string) =>
      engine.columns(
        `select h.state as state, h.tier as tier, h.valid_to is null as open,
              coalesce(h.valid_from = lag(h.valid_to) over (order by h.valid_from), true) as seamless
       from   dim_account_history h join dim_account d on d.account_key = h.account_key
       where  d.account_id = '${of}' order by h.valid_from`,
      )
    expect(await periods(id)).toEqual({
      state: ['prospect', 'potential', 'potential', 'active', 'active'],
      tier: [null, null, 'B', 'B', 'A'],
      open: [false, false, false, false, true],
      seamless: [true, true, true, true, true],
    })
    expect(await periods(quiet.id)).toEqual({ state: ['mature'], tier: [null], open: [true], seamless: [true] })
    const present = await engine.columns(`select state, tier from dim_account where account_id = '${id}'`)
    expect(present).toEqual({ state: ['active'], tier: ['A'] })
  })

  test('a milestone goes with its shipment to another customer, and packages damaged are told as far as they are known', async () => {
    const engine = await anEngine()
    const [was, is] = [
      await writeAsOwner(database, (tx) => anAccount(tx)),
      await writeAsOwner(database, (tx) => anAccount(tx)),
    ]
    const shipment = newId()
    const set = (sql: string, ...values: unknown[]) => database.owner.query(sql, [shipment, ...values])
    await set(
      `insert into shipments (id, account_id, mode, packages, planned_pickup_at) values ($1, $2, 'road', 7, '2026-03-31T17:00Z')`,
      was.id,
    )
    for (const [kind, at] of Object.entries({ planned: '01', estimated: '02', actual: '03' }))
      await set(
        `insert into shipment_milestones (id, shipment_id, code, kind, at, source, recorded_at)
         values (gen_random_uuid(), $1, 'pickedUp', $2, $3, 'edi', now())`,
        kind,
        `2026-04-${at}T00:00Z`,
      )
    await set('select settle_shipments(array[$1::uuid])')
    const damage = `insert into shipment_exceptions (id, shipment_id, kind, detected_by, fact, packages, opened_at)
      values (gen_random_uuid(), $1, 'damage', 'staff', $2, $3, now())`
    await set(damage, 'first', 2)
    await feed(database, engine, now)
    const told = () =>
      engine.columns(
        `select s.status as status, s.pieces_damaged as damaged, s.pieces_lost as lost, m.happened_at is not null as happened
         from   fact_shipment s join fact_milestone m on m.shipment_id = s.shipment_id and m.account_key = s.account_key
         join   dim_account d on d.account_key = s.account_key and d.account_id = '${is.id}' order by m.happened_at is not null`,
      )
    expect((await told()).status).toEqual([])
    await set('update shipments set account_id = $2 where id = $1', is.id)
    await feed(database, engine, now)
    expect(await told()).toMatchObject({
      status: ['inTransit', 'inTransit'],
      damaged: [2, 2],
      lost: [0, 0],
      happened: [false, true],
    })
    await set(damage, 'second', null)
    await feed(database, engine, now)
    expect((await told()).damaged).toEqual([null, null])
    await expectSame(database, engine)
  })

  test('a load anew leaves readers what was there until all is in, and ends with the same', async () => {
    const engine = await anEngine()
    for (const what of ['newOrder', 'newOrder', 'touch', 'stock'] as const)
      for (let which = 1; which < 4; which++) await befall(database.owner, { what, which })
    await feed(database, engine, now)
    const count = async () => (await engine.columns('select count(*)::integer as n from fact_order_line')).n?.[0]
    const there = await count()
    const seen: unknown[] = []
    const watched = dyingAt(engine, () => false)
    const write: typeof engine.write = (work) =>
      watched.write((writer) =>
        work({
          ...writer,
          run: async (...statement) => {
            const result = await writer.run(...statement)
            seen.push(await count())
            return result
          },
        }),
      )
    await feed(database, { ...engine, write }, now, { anew: true })
    expect(new Set(seen)).toEqual(new Set([there]))
    await expectSame(database, engine)
  })

  test('analyses that take long hold up no feed, no feed holds them up, and each sees one state throughout', async () => {
    const engine = await anEngine()
    await feed(database, engine, now)
    const count = 'select count(*)::integer as n from fact_order'
    const there = (await engine.columns(count)).n?.[0]
    // About half a second of work for one core each, and more of them than are worked on at a time.
    const [inner, outer] = name === 'duckdb' ? [20_000, 2_000] : [10_000, 400]
    const analyses = Array.from({ length: 5 }, () =>
      engine.columns(
        `select (select sum((a.n + b.n) % 7) from generate_series(1, ${inner}) a (n), generate_series(1, ${outer}) b (n))::double precision as work,
                (${count}) as n`,
      ),
    )
    const order: string[] = []
    const told = Promise.all(analyses).then(() => order.push('analyses'))
    for (const which of [11, 12]) {
      await befall(database.owner, { what: 'newOrder', which })
      await feed(database, engine, now)
      order.push('feed')
    }
    await told
    expect(order).toEqual(['feed', 'feed', 'analyses'])
    expect((await analyses[0])?.n).toEqual([there])
    expect((await engine.columns(count)).n).toEqual([Number(there) + 2])
  })

  test('the warehouse tells how far behind it is and how many rows it moved', async () => {
    const engine = await anEngine()
    let time = now
    const log = { error: () => undefined, info: () => undefined }
    const warehouse = startWarehouse({ database, engine, clock: () => time, log, follow: false })
    await warehouse.catchUp()
    const { rowsMoved } = warehouse.state()
    await befall(database.owner, { what: 'newOrder', which: 5 })
    await warehouse.catchUp()
    time = new Date(now.getTime() + 3_000)
    expect(warehouse.state()).toMatchObject({ behindSeconds: 3, rowsMoved: rowsMoved + 4, state: 'following' })
  })
})
