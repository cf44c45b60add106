import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { loadWorld } from '../../demo/index.ts'
import { readAs } from '../../platform/database.ts'
import { engineNames, testEngine } from '../../warehouse/both-engines-for-tests.ts'
import { befall } from '../../warehouse/change-for-tests.ts'
import type { Engine } from '../../warehouse/engine.ts'
import { feed } from '../../warehouse/feed.ts'
import { startWarehouse, type Warehouse } from '../../warehouse/feeder.ts'
import { before } from '../../warehouse/for-tests.ts'
import { analyses } from './analyses.ts'
import { boardAnalysis } from './board/board.ts'
import { classificationAnalysis } from './classification/classification.ts'
import type { ServedAnalysis } from './frame/serve-analysis.ts'
import { pivotAnalysis } from './pivot/pivot.ts'

const now = new Date('2026-11-22T08:00:00Z')
const log = { error: () => undefined, info: () => undefined }

/** A company in a database and in a warehouse, and somebody who sees all of it. */
async function aCompany(name: Engine['name']) {
  const database = await testDatabase()
  await loadWorld(database.ownerConfig, { seed: 5, customers: 40, linesPerCustomer: 10 }, [], now, 1)
  const beholder = await aUser(database)
  const { engine, release } = await testEngine(name)
  const warehouse = startWarehouse({ database, engine, clock: () => now, log, follow: false })
  await warehouse.catchUp()
  /** Asked of a warehouse of which nothing is kept yet, so that every answer is read. */
  const ask = async (analysis: ServedAnalysis, query: object = {}, of: Engine = engine) => {
    const unread: Warehouse = { ...warehouse, engine: of }
    const read = <T>(work: Parameters<typeof readAs<T>>[2]) => readAs(database, beholder.id, work)
    return figuresOf(await analysis.answer({ warehouse: unread, query: analysis.parse(query), beholder, now, read }))
  }
  /** Revenue, orders and lines of each service, in one statement. */
  const sums = () => ask(pivotAnalysis, { rows: 'service', measures: 'revenue,orders,lines' })
  const rebuild = (into: Engine = engine) => feed(database, into, now, { anew: true })
  return { database, engine, warehouse, ask, sums, rebuild, release }
}

const ofTheRun = new Set(['asOf', 'behindSeconds', 'milliseconds', 'queryMilliseconds'])
const figuresOf = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (ofTheRun.has(key) ? undefined : value)))

/** What else than by default is to be asked. */
const questions: Record<string, object> = { 'cross-selling': { left: JSON.stringify(['road']), right: 'express' } }

describe.each(engineNames)('on %s', (name) => {
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(name)
  })
  afterAll(async () => {
    await company.release()
    await company.database.drop()
  })

  test('whoever asks at any step of a rebuild is told the sums of before', async () => {
    const { ask, engine, sums, rebuild } = company
    const all = () => Promise.all([ask(boardAnalysis), ask(classificationAnalysis), sums()])
    const earlier = await all()
    let steps = 0
    await rebuild(
      before(engine, async () => {
        steps++
        expect(await all()).toEqual(earlier)
      }),
    )
    expect(steps).toBeGreaterThan(30)
    expect(await all()).toEqual(earlier)
  })

  test.each(analyses.map((analysis) => ({ ...analysis })))(
    '$name is the same where all is rebuilt before every single thing it asks',
    async (analysis) => {
      const { ask, engine, rebuild } = company
      let last: Promise<unknown> = Promise.resolve()
      let rebuilt = 0
      const rebuiltFirst = async () => {
        last = last.then(() => rebuild())
        rebuilt++
        await last
      }
      const shaken: Engine = {
        ...engine,
        columns: (sql, parameters) => rebuiltFirst().then(() => engine.columns(sql, parameters)),
        numbers: (sql, parameters) => rebuiltFirst().then(() => engine.numbers(sql, parameters)),
      }
      const earlier = await ask(analysis, questions[analysis.name])
      expect(await ask(analysis, questions[analysis.name], shaken)).toEqual(earlier)
      expect(rebuilt).toBeGreaterThan(1)
    },
  )

  test('while orders come in, every sum told beside a rebuild is the one the source had at some moment, and none is older than the one before', async () => {
    const { database, engine, warehouse, ask, rebuild } = company
    const moments = [await inSource(database)]
    const orderComesIn = async () => {
      await befall(database.owner, { what: 'newOrder', which: moments.length })
      moments.push(await inSource(database))
    }
    const told: number[] = []
    const look = async () => {
      const { cells } = (await ask(pivotAnalysis, { measures: 'revenue,orders,lines' })) as { cells: number[][] }
      const total = cells.at(-1) ?? []
      told.push(moments.findIndex((moment) => moment.join() === total.join()))
    }
    await look()
    for (let order = 0; order < 3; order++) await orderComesIn()
    await rebuild(
      before(engine, async () => {
        await look()
        await orderComesIn()
      }),
    )
    await look()
    const duringIt = moments.length - 4
    await warehouse.catchUp()
    await look()
    expect(duringIt).toBeGreaterThan(30)
    expect(told).toEqual([0, ...Array(duringIt).fill(0), 3, 3 + duringIt])
  })
})

/** Revenue, orders and lines as the database has them. */
async function inSource({ owner }: TestDatabase): Promise<number[]> {
  const found = await owner.query<{ revenue: string; orders: string; lines: string }>(
    `select sum(l.amount_e4) as revenue, count(distinct l.order_id) as orders, count(*) as lines
     from   order_lines l join accounts a on a.id = l.account_id where l.counts and l.currency = 'CNY' and a.deleted_at is null`,
  )
  return Object.values(found.rows[0] ?? {}).map(Number)
}
