import * as contract from '@quayside/contract'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { testFiles } from '../test/harness.ts'
import type { Role } from './config.ts'
import { aBase, type Base } from './modules/insight/for-tests.ts'
import { silentSignal } from './platform/event-signal.ts'
import type { JobContext } from './platform/jobs/index.ts'
import { silentLog } from './platform/log.ts'
import type { Warehouse } from './warehouse/index.ts'
import { startWork } from './work.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
})
afterAll(() => base.close())

/** A process of these roles, as far as its work goes. */
async function aNode(roles: readonly Role[], warehouse?: Warehouse) {
  const { database } = base
  const context: JobContext = { database, files: testFiles(database), clock: () => new Date(), log: silentLog }
  if (warehouse) context.warehouse = warehouse
  const owner = database.ownerConfig as never
  const doors = { owner, app: owner, secret: '', dataDir: '', close: async () => undefined }
  const stop = await startWork({ doors, roles: new Set(roles), context, signal: silentSignal })
  onTestFinished(stop)
}

const queues = async () => {
  const { rows } = await base.database.owner.query<{ name: string }>(
    `select distinct name from pgboss.job where state = 'created'`,
  )
  return rows.map(({ name }) => name)
}

test('where roles are parted, a report runs on the node that has the warehouse, and only there', async () => {
  const view = await base.app.call(contract.saveAnalysisView, {
    body: { analysis: 'composition', name: 'mine', period: 'all', place: {}, question: {} },
  })
  const schedule = await base.app.call(contract.saveReportSchedule, {
    body: { viewId: view.body.id, format: 'csv', locale: 'en', every: 'day', hour: 8, userIds: [base.boss.id] },
  })
  const params = { id: schedule.body.id }
  await base.app.call(contract.runReportSchedule, { params })
  // Of those asked for: by the real clock of the nodes its hour may have come, too.
  const runs = async () =>
    (await base.app.call(contract.listReportRuns, { params })).body
      .filter(({ asked }) => asked)
      .map(({ state }) => state)
  await aNode(['web'])
  await aNode(['worker'])
  expect(await queues()).toContain('insight.runReport')
  expect(await runs()).toEqual([])
  await aNode(['feeder'], base.warehouse)
  await expect.poll(runs).toEqual(['done'])
}, 40_000)
