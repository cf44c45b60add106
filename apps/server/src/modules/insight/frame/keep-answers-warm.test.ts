import { board, churn, composition, retention, rfm } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aUser, testApp } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { findActiveUser } from '../../identity/index.ts'
import { analyses } from '../analyses.ts'
import { wholeCompany } from '../assessment/assess-accounts.ts'
import { aBase, anOrder, type Base, now } from '../for-tests.ts'
import { freshQuestions } from '../fresh-questions.ts'
import { askedEver, askedLately, askedOn, periodOf, remember } from './asked-lately.ts'
import { bytesOf } from './bytes-of.ts'
import { isGood } from './keep-answers.ts'
import { keepAnswersWarm } from './keep-answers-warm.ts'
import { noteAsked, takeUpAsked } from './kept-questions.ts'

let base: Base
const counted: string[] = []
beforeAll(async () => {
  base = await aBase()
  const { engine } = base.warehouse
  const { columns, numbers } = engine
  engine.columns = (...statement) => {
    counted.push(statement[0])
    return columns(...statement)
  }
  engine.numbers = <Name extends string>(...statement: Parameters<typeof numbers>) => {
    counted.push(statement[0])
    return numbers<Name>(...statement)
  }
})
afterAll(() => base.close())

const ordersMore = async () => {
  const account = await base.database.owner.query<{ id: string }>(`select id from accounts where name = 'Customer 3'`)
  await writeAsOwner(base.database, (tx) => anOrder(tx, account.rows[0]?.id ?? '', 770_000, '2026-03-01', 'CNY'))
  await base.warehouse.catchUp()
}
/** Statements that a question takes. */
const taken = async (ask: () => Promise<unknown>) => {
  const before = counted.length
  await ask()
  return counted.length - before
}
const keeper = (fresh: typeof freshQuestions, times: { quietMs?: number; everyMs?: number } = {}) =>
  keepAnswersWarm(base.database, base.warehouse, {
    clock: () => now,
    log: { error: (fields) => expect(fields).toBeUndefined() },
    wholeCompany,
    userOf: (id) => findActiveUser(base.database, id),
    fresh,
    known: analyses,
    ...times,
  })

test('what was asked lately is answered anew before anybody asks, each as its reader may see it', async () => {
  const warm = keeper([])
  const whole = async () => (await base.app.call(composition.read, { query: { by: 'service' } })).body
  const own = async () => (await base.app.call(rfm.read, { as: base.seller, query: {} })).body
  const first = await whole()
  const sellers = await own()
  await ordersMore()
  expect(await taken(warm.answerAgain)).toBeGreaterThan(0)
  expect(await taken(whole)).toBe(0)
  expect(await taken(own)).toBe(0)
  expect((await own()).basis.accounts).toBe(sellers.basis.accounts)
  expect((await whole()).total.revenueE4).toBe(first.total.revenueE4 + 770_000)
  await ordersMore()
  expect(await taken(whole)).toBeGreaterThan(0)
  await warm.stop()
})

test('every page that is opened finds its answer, whoever asks first', async () => {
  await ordersMore()
  const warm = keeper(freshQuestions)
  await warm.answerAgain()
  expect(freshQuestions.map(({ analysis }) => analysis.name)).toEqual(
    analyses.map(({ name }) => name).filter((name) => name !== 'cross-selling'),
  )
  for (const page of freshQuestions) {
    const { analysis } = page
    const query = askedOn(page, '2026-11-22')
    const ask = () =>
      base.app.call(analysis.read as typeof composition.read, {
        query: Object.fromEntries(
          Object.entries(query as object).map(([name, value]) => [name, Array.isArray(value) ? value.join() : value]),
        ),
      })
    expect({ [analysis.name]: await taken(ask) }).toEqual({ [analysis.name]: 0 })
  }
  await warm.stop()
})

test('what was asked is taken up again after a start, moved on to the days that it is then', async () => {
  const analysis = analyses.find(({ name }) => name === 'composition') ?? expect.fail()
  expect(periodOf({ from: '2025-11-23', to: '2026-11-22' }, now)).toBe('months12')
  expect(periodOf({}, now)).toBe('all')
  expect(periodOf({ from: '2026-11-01', to: '2026-11-22' }, now)).toBe('month')
  expect(periodOf({ from: '2026-02-03', to: '2026-11-22' }, now)).toBe('custom')
  const question = analysis.parse({ by: 'region' }) as Record<string, unknown>
  remember(base.warehouse, { analysis, period: 'months12', question, asker: base.seller.id, at: now })
  const asked = askedLately(base.warehouse, now).slice(0, 1)
  expect(asked[0]?.period).toBe('months12')
  await noteAsked(base.database, asked, now)
  await noteAsked(base.database, asked, now)
  const young = await base.young()
  await takeUpAsked(base.database, young, analyses, now)
  const [again] = askedLately(young, now)
  expect(again?.key).toBe(asked[0]?.key)
  expect(askedOn(again ?? expect.fail(), '2026-12-24')).toEqual({
    ...question,
    from: '2025-12-25',
    to: '2026-12-24',
  })
  const daysLater = new Date(now.getTime() + 4 * 86_400_000 + 1)
  expect(askedEver(young, new Date(daysLater.getTime() - 2))).toHaveLength(asked.length)
  expect(askedEver(young, daysLater)).toEqual([])
  await noteAsked(base.database, [], daysLater)
  const left = await base.database.owner.query('select from analysis_questions')
  expect(left.rowCount).toBe(0)
})

test('who comes back finds his pages: once a day before he opens one, and all of them once he did', async () => {
  const analysis = analyses.find(({ name }) => name === 'composition') ?? expect.fail()
  const colleague = await aUser(base.database, {
    rights: {
      modules: { accounts: 'own', analyses: 'all', orders: 'own' },
      categories: { basic: true, finance: true, behaviour: true },
    },
  })
  const remembered = () =>
    askedLately(base.warehouse, now).flatMap(({ asker, question }) => (asker === colleague.id ? [question.by] : []))
  const askedOnFriday = (by: string) => {
    const question = analysis.parse({ by }) as Record<string, unknown>
    const at = new Date(now.getTime() - 3 * 86_400_000)
    remember(base.warehouse, { analysis, period: 'all', question, asker: colleague.id, at })
  }
  const ask = (by: 'team' | 'region') => base.app.call(composition.read, { as: colleague, query: { by } })
  const warm = keeper([])
  askedOnFriday('team')
  await warm.answerAgain()
  expect(await taken(() => ask('team'))).toBe(0)
  askedOnFriday('team')
  await ordersMore()
  await warm.answerAgain()
  expect(remembered()).toEqual([])
  expect(await taken(() => ask('region'))).toBeGreaterThan(0)
  expect(remembered()).toEqual(['region', 'team'])
  await warm.answerAgain()
  expect(await taken(() => ask('team'))).toBe(0)
  await warm.stop()
})

test('the board and its pages look through orders once for churn and retention', async () => {
  const days = { from: '2025-11-22', to: '2026-11-21' }
  await base.app.call(board.read, { query: days })
  const before = counted.length
  await base.app.call(retention.read, { query: days })
  await base.app.call(churn.read, { query: { to: days.to } })
  expect(counted.slice(before).filter((statement) => /fact_/.test(statement))).toEqual([])
})

test('nobody pushes out what others ask, and what the database cannot keep is not remembered', async () => {
  const analysis = analyses.find(({ name }) => name === 'composition') ?? expect.fail()
  const young = await base.young()
  const ask = (region: string, asker: string | null) =>
    remember(young, { analysis, period: 'all', question: { by: 'region', region }, asker, at: now })
  ask('east', null)
  for (let at = 0; at < 100; at++) ask(`region ${at}`, base.seller.id)
  for (const region of ['a\u0000b', 'half \ud83d', 'x'.repeat(8_000)]) ask(region, null)
  const asked = askedLately(young, now)
  expect(asked.map(({ question }) => question.region)).toEqual([
    ...Array.from({ length: 8 }, (_, back) => `region ${99 - back}`),
    'east',
  ])
  await noteAsked(base.database, asked, now)
})

test('an answer is kept for as long as nothing moves that it was worked out of', async () => {
  const ask = async (as = base.boss) =>
    (await base.app.call(composition.read, { as, query: { by: 'channel' } })).body.total.revenueE4
  const afterwards = async (change: string) => {
    await base.database.owner.query(`${change} where name = 'Customer 10'`)
    await base.warehouse.catchUp()
  }
  const [all, own] = [await ask(), await ask(base.seller)]
  const { generation } = base.warehouse.state()
  await afterwards(
    `insert into interactions (id, account_id, kind, at) select gen_random_uuid(), id, 'visit', now() from accounts`,
  )
  await afterwards(`update accounts set note = 'tall'`)
  expect(base.warehouse.state().generation).toBe(generation + 2)
  expect(await taken(ask)).toBe(0)
  await afterwards(`update accounts set owner_id = null`)
  expect(await ask()).toBe(all)
  expect(await ask(base.seller)).toBeLessThan(own)
  await ordersMore()
  expect(await ask()).toBe(all + 770_000)
})

test('where orders come in all the time, what was asked before a start is answered all the same', async () => {
  const ask = () => base.app.call(composition.read, { query: { by: 'category' } })
  await ask()
  // The first look comes after the orders, however long they take.
  const look = 2_000
  const warm = keeper([], { quietMs: 600_000, everyMs: look })
  await ordersMore()
  const fed = counted.length
  const isAnswered = () => counted.slice(fed).some((statement) => statement.includes('l.category'))
  await expect.poll(isAnswered, { timeout: 3 * look }).toBe(true)
  await warm.stop()
  expect(await taken(ask)).toBe(0)
})

describe('of a warehouse that follows by itself', () => {
  let ahead = 0
  let asOf = now
  let isBroken = false
  /** What statements wait for. */
  let held: Promise<void> = Promise.resolve()
  let live: Awaited<ReturnType<typeof testApp>>
  beforeAll(async () => {
    const { engine, state } = base.warehouse
    const { now: clock } = performance
    vi.spyOn(performance, 'now').mockImplementation(() => clock.call(performance) + ahead)
    /** Every statement takes a second. */
    const columns: typeof engine.columns = async (...statement) => {
      ahead += 1_000
      await held
      if (isBroken) throw new Error('out of memory')
      return engine.columns(...statement)
    }
    const slow = {
      ...base.warehouse,
      isFollowing: true,
      engine: { ...engine, columns },
      state: () => ({ ...state(), asOf }),
    }
    live = await testApp(base.database, { as: base.boss, now, warehouse: slow })
  })
  afterAll(() => {
    vi.restoreAllMocks()
    return live.close()
  })
  const ask = async (as = base.boss) => (await live.call(composition.read, { as, query: { by: 'mode' } })).body
  const renewed = async () => {
    for (;;) {
      const body = await ask()
      if (!body.basis.renewing) return body
    }
  }
  const minuteLater = async () => {
    ahead += 240_000
    asOf = new Date(asOf.getTime() + 60_000)
    await ordersMore()
  }

  test('what is slow to work out is told at once as of when it was so, and renewed once behind it', async () => {
    const first = await ask()
    expect(first.basis).toMatchObject({ asOf: asOf.toISOString(), behindSeconds: 0 })
    expect(first.basis.renewing).toBeUndefined()
    await minuteLater()
    const before = counted.length
    const { promise, resolve: letGo } = Promise.withResolvers<void>()
    held = promise
    const [old, twice] = await Promise.all([ask(), ask()])
    letGo()
    expect(old).toMatchObject({ total: first.total, basis: { asOf: first.basis.asOf, renewing: true } })
    expect(twice).toEqual(old)
    const fresh = await renewed()
    expect(fresh.total.revenueE4).toBe(first.total.revenueE4 + 770_000)
    expect(fresh.basis.asOf).toBe(asOf.toISOString())
    const once = counted.length - before
    expect(await taken(renewed)).toBe(0)
    await minuteLater()
    expect(await taken(async () => [await ask(), await renewed()])).toBe(once)
  })

  test('orders that come in all the time do not have it worked out all the time', async () => {
    const first = await renewed()
    await ordersMore()
    expect(await taken(ask)).toBe(0)
    expect((await ask()).total).toEqual(first.total)
  })

  test('nobody is told any longer of customers that are no longer his, and nothing that is too old', async () => {
    const revenue = async () => (await ask(base.seller)).total.revenueE4
    const own = await revenue()
    await base.database.owner.query(`update accounts set owner_id = null where name = 'Customer 20'`)
    await base.warehouse.catchUp()
    expect(await revenue()).toBeLessThan(own)
    const first = await renewed()
    ahead += 300_000
    await ordersMore()
    expect((await ask()).total.revenueE4).toBe(first.total.revenueE4 + 770_000)
  })

  test('a renewal that fails takes nothing away, and is tried again', async () => {
    const first = await ask()
    await minuteLater()
    isBroken = true
    expect((await ask()).total).toEqual(first.total)
    expect((await ask()).total).toEqual(first.total)
    isBroken = false
    expect((await renewed()).total.revenueE4).toBe(first.total.revenueE4 + 770_000)
  })
})

test('what took seconds is good for minutes; what was quick, as over a company without orders, is not', () => {
  const { marks, asOf } = base.warehouse.state()
  const reading = { tables: new Set(['fact_order_line']), oldest: null }
  const moved = { ...marks, fact_order_line: 'before' }
  const isGoodAfter = (seconds: number, tookMs: number, isTorn = false) =>
    isGood(
      base.warehouse,
      {
        ...{ marks: moved, asOf, reading, bytes: 0, isTorn, renewal: null, answer: Promise.resolve(null), tookMs },
        madeAt: performance.now() - seconds * 1_000,
      },
      120_000,
    )
  expect([isGoodAfter(0.1, 3), isGoodAfter(8, 300), isGoodAfter(10, 300)]).toEqual([false, true, false])
  expect([isGoodAfter(60, 2_000), isGoodAfter(121, 2_000)]).toEqual([true, false])
  // An order that came in meanwhile stands in one part of it alone.
  expect(isGoodAfter(8, 300, true)).toBe(false)
})

test('what an answer holds is estimated by its columns and rows', () => {
  expect(bytesOf({ keys: new Float64Array(1000) })).toBeGreaterThan(8_000)
  expect(bytesOf(Array.from({ length: 1000 }, () => ({ name: 'twelve signs' })))).toBeGreaterThan(40_000)
  expect(bytesOf(new Map([[1, 'one']]))).toBeGreaterThan(8)
  expect(bytesOf(null)).toBe(8)
})
