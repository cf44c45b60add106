import {
  ChurnBy,
  ClassificationMeasure,
  CompositionBy,
  ForecastBy,
  MatrixKind,
  PivotDimension,
  PivotMeasure,
  ServiceBy,
} from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { loadWorld } from '../../demo/index.ts'
import { type Db, readAs } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { engineNames, testEngine } from '../../warehouse/both-engines-for-tests.ts'
import { startWarehouse, type Warehouse } from '../../warehouse/feeder.ts'
import { analyses } from './analyses.ts'

const now = new Date('2026-11-22T08:00:00Z')
const log = { error: () => undefined, info: () => undefined }
let database: TestDatabase
let boss: User
const warehouses: Warehouse[] = []
const releases: (() => Promise<void>)[] = []

beforeAll(async () => {
  database = await testDatabase()
  await loadWorld(database.ownerConfig, { seed: 5, customers: 160, linesPerCustomer: 20 }, [], now, 1)
  boss = await aUser(database)
  for (const name of engineNames) {
    const { engine, release } = await testEngine(name)
    const warehouse = startWarehouse({ database, engine, clock: () => now, log, follow: false })
    await warehouse.catchUp()
    warehouses.push(warehouse)
    releases.push(release)
  }
})
afterAll(async () => {
  for (const release of releases) await release()
})

const each = (name: string, values: readonly string[]) => values.map((value) => ({ [name]: value }))
const measures = PivotMeasure.options
/** What else than by default is asked. */
const questions: Record<string, readonly object[]> = {
  classification: [
    ...each('measure', ClassificationMeasure.options),
    ...each('measure', ClassificationMeasure.options).map((one) => ({ ...one, service: 'road' })),
    { scheme: 'pareto', from: '2026-01-01', to: '2026-06-30' },
  ],
  composition: each('by', CompositionBy.options),
  forecast: each('by', ForecastBy.options),
  churn: each('by', ChurnBy.options),
  'service-kpis': each('by', ServiceBy.options),
  rfm: [{}, { service: 'road' }],
  'customer-profitability': [{}, { service: 'road' }],
  matrices: each('kind', MatrixKind.options),
  pivot: [
    ...each('rows', PivotDimension.options),
    ...[0, 4, 8].map((at) => ({ rows: 'service', columns: 'year,tier', measures: measures.slice(at, at + 4).join() })),
  ],
  'cross-selling': [{ left: JSON.stringify(['road']), right: 'express' }],
}
const periods = [{}, { from: '2026-01-01', to: '2026-06-30' }, { from: '1990-01-01', to: '1990-12-31' }]

test.each(analyses.map((analysis) => ({ ...analysis })))(
  '$name answers the same on both engines, to the last cent',
  async ({ name, parse, answer }) => {
    const read = <T>(work: (db: Db) => Promise<T>) => readAs(database, boss.id, work)
    let asked = 0
    for (const [at, question] of (questions[name] ?? [{}]).entries())
      for (const period of at === 0 ? periods : [{}]) {
        const query = fitting(() => parse({ ...question, ...period }))
        if (query === undefined) continue
        asked++
        const answers = []
        for (const warehouse of warehouses)
          answers.push(comparable(await answer({ warehouse, query, beholder: boss, now, read })))
        expect({ question, period, answer: answers[1] }).toEqual({ question, period, answer: answers[0] })
      }
    expect(asked).toBeGreaterThanOrEqual(questions[name]?.length ?? 1)
  },
)

/** Undefined where the question has no such period. */
function fitting(parse: () => unknown): unknown {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ZodError) return undefined
    throw error
  }
}

const ofTheRun = new Set(['engine', 'milliseconds', 'queryMilliseconds'])
const comparable = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (ofTheRun.has(key) ? undefined : value)))
