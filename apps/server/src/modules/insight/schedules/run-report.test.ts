import * as contract from '@quayside/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { aBase, type Base } from '../for-tests.ts'
import { aMailServer, attached, partOf, sendingOf } from './for-tests.ts'
import { reorderReports } from './reorder-reports.ts'

let base: Base
let seller: User
let mate: User
let sending: ReturnType<typeof sendingOf>
beforeAll(async () => {
  base = await aBase()
  sending = sendingOf(base, () => mate)
  seller = await aUser(base.database, { name: 'Eva <b>Bold</b>' })
  mate = await aUser(base.database, { name: 'Mate', email: 'mate@example.test' })
  await sending.ruleOutside({ outside: 'anybody', domains: [] })
})
afterAll(() => base.close())
beforeEach(() => {
  sending.at('2026-11-22T08:00:00Z')
})

test('what is due is mailed to everybody named, and the next moment is ordered with it', async () => {
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller, { addresses: ['partner@outside.test'] })
  expect(schedule.nextAt).toBe('2026-11-22T10:00:00.000Z')
  sending.at('2026-11-22T10:00:05Z')
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got.map(({ to }) => to).sort()).toEqual([['mate@example.test'], ['partner@outside.test']])
  const [run] = await sending.runsOf(schedule.id, seller)
  expect(run).toMatchObject({ state: 'done', rows: 101, slot: schedule.nextAt, hasFile: true })
  expect(run?.deliveries.map(({ name, state }) => [name, state])).toEqual([
    ['Mate', 'sent'],
    ['partner@outside.test', 'sent'],
  ])
  expect((await sending.scheduleOf(schedule.id, seller))?.nextAt).toBe('2026-11-23T10:00:00.000Z')
  const ordered = await base.database.owner.query(
    `select count(*)::int as count from pgboss.job where data->>'scheduleId' = $1 and data->>'slot' = '2026-11-23T10:00:00.000Z'`,
    [schedule.id],
  )
  expect(ordered.rows[0].count).toBe(1)
  expect(attached(got[0]?.content ?? '')).toContain('客户,订单行,订单,收入')
})

test('the mail tells of when its figures are by the company’s clock, whose zone it names', async () => {
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller)
  await sending.attempt(schedule, sending.contextWith(port))
  const { rows } = await base.database.owner.query<{ time_zone: string }>('select time_zone from company')
  for (const type of ['plain', 'html'] as const) {
    const read = partOf(got[0]?.content ?? '', type)
    expect(read).toMatch(new RegExp(`\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} \\(${rows[0]?.time_zone}\\)`))
    expect(read).not.toContain('UTC')
  }
})

test('names are text in the mail, whatever they look like', async () => {
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller)
  await sending.attempt(schedule, sending.contextWith(port))
  const read = partOf(got[0]?.content ?? '', 'html')
  expect(read).toContain('&lt;b&gt;Bold&lt;/b&gt;')
  expect(read).not.toContain('<b>')
})

test('a slot is sent once, however often the queue asks, and an old order after a change not at all', async () => {
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller)
  const context = sending.contextWith(port)
  await sending.attempt(schedule, context)
  await sending.attempt(schedule, context)
  await Promise.all([sending.attempt(schedule, context), sending.attempt(schedule, context)])
  expect(got).toHaveLength(1)
  const after = await sending.scheduleOf(schedule.id, seller)
  const changed = await base.app.call(contract.changeReportSchedule, {
    as: seller,
    params: { id: schedule.id },
    version: after?.version ?? 0,
    body: { hour: 20 },
  })
  await sending.attempt(schedule, context, { slot: after?.nextAt ?? '' })
  expect(got).toHaveLength(1)
  await sending.attempt(changed.body, context)
  expect(got).toHaveLength(2)
})

test('while the mail server is away it is tried again, and nobody gets it twice', async () => {
  const first = await aMailServer()
  const schedule = await sending.aSchedule(seller, { addresses: ['a@outside.test', 'b@outside.test'], userIds: [] })
  const context = sending.contextWith(first.port)
  await first.close()
  await expect(sending.attempt(schedule, context)).rejects.toThrow('not taken yet')
  expect((await sending.runsOf(schedule.id, seller))[0]?.deliveries.map(({ state }) => state)).toEqual([
    'waiting',
    'waiting',
  ])
  const second = await aMailServer({ refuses: (address) => address.startsWith('b@'), port: first.port })
  await sending.attempt(schedule, context)
  const [run] = await sending.runsOf(schedule.id, seller)
  expect(run?.state).toBe('partly')
  expect(run?.deliveries.map(({ state }) => state)).toEqual(['sent', 'failed'])
  expect(run?.deliveries[1]?.message).toMatchObject({
    code: 'mailboxUnknown',
    en: expect.stringContaining('No such mailbox'),
  })
  await sending.attempt(schedule, context)
  expect(second.got.map(({ to }) => to)).toEqual([['a@outside.test']])
  expect((await sending.noticesOf(seller))[0]?.[0]).toBe('reportFailed')
})

test('who was being written to when the server was killed is not written to again, the others are', async () => {
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller, { addresses: ['a@outside.test', 'b@outside.test'], userIds: [] })
  const runId = newId()
  // What a killed server leaves behind: the run begun, one mail handed over, its answer not written down.
  await base.database.owner.query(
    `insert into report_runs (id, schedule_id, owner_id, slot, asked, state, attempts, started_at) values ($1, $2, $3, $4, false, 'running', 1, $4)`,
    [runId, schedule.id, seller.id, schedule.nextAt],
  )
  await base.database.owner.query(
    `insert into report_deliveries (run_id, recipient, state) values ($1, 'a@outside.test', 'sending')`,
    [runId],
  )
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got.map(({ to }) => to)).toEqual([['b@outside.test']])
  expect((await sending.runsOf(schedule.id, seller))[0]?.deliveries.map(({ state }) => state)).toEqual([
    'unsure',
    'sent',
  ])
})

test('without a mail server colleagues find it here, and nobody else does', async () => {
  const schedule = await sending.aSchedule(seller, { addresses: ['a@outside.test'] })
  await sending.attempt(schedule, sending.contextWith())
  const [run] = await sending.runsOf(schedule.id, seller)
  expect(run?.deliveries.map(({ state, message }) => [state, message?.code])).toEqual([
    ['notified', undefined],
    ['failed', 'mailNotSetUp'],
  ])
  const all = await base.app.call(contract.listReceivedReports, { as: mate })
  const received = all.body.find(({ id }) => id === run?.id)
  expect(received).toMatchObject({ id: run?.id, name: '区域 <毛利>', fileName: '区域 毛利 2026-11-22.csv' })
  expect((await sending.noticesOf(mate))[0]?.[0]).toBe('reportReady')
  const params = { id: run?.id ?? '' }
  const { raw } = await base.app.call(contract.downloadReport, { as: mate, params })
  expect(raw.body).toContain('客户,订单行')
  const stranger = await aUser(base.database)
  expect((await base.app.refused(contract.downloadReport, { as: stranger, params })).status).toBe(404)
  const runs = await base.app.refused(contract.listReportRuns, { as: stranger, params: { id: schedule.id } })
  expect(runs.status).toBe(404)
  expect((await base.app.call(contract.listReportSchedules, { as: seller })).body.mailIsSetUp).toBe(false)
})

test('it holds what its sender may see at that moment, and stops when he may no longer send it', async () => {
  const { got, port } = await aMailServer()
  const rights = (reach: 'own' | 'all') => ({
    modules: { accounts: reach, orders: reach, analyses: 'all' as const, timeline: 'all' as const },
    categories: { basic: true, finance: true, behaviour: true },
  })
  const narrow = await aUser(base.database, { rights: rights('own') })
  const schedule = await sending.aSchedule(narrow)
  const context = sending.contextWith(port)
  await base.database.owner.query(`update accounts set owner_id = $1 where name = 'Customer 3'`, [narrow.id])
  await base.warehouse.catchUp()
  await sending.attempt(schedule, context, { slot: '2026-11-22T08:00:00.000Z', asked: true })
  const lines = attached(got[0]?.content ?? '')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/^Customer 3,/)

  await base.database.owner.query(
    'delete from role_rights where module = $2 and action = $3 and role_id in (select role_id from user_roles where user_id = $1)',
    [narrow.id, 'analyses', 'export'],
  )
  await sending.attempt(schedule, context)
  expect(got).toHaveLength(1)
  const after = await sending.scheduleOf(schedule.id, narrow)
  expect(after).toMatchObject({
    state: 'stopped',
    stopReason: { code: 'mayNotExport', zh: expect.stringContaining('恢复权限') },
  })
  expect(after?.lastRun).toMatchObject({ state: 'stopped' })
  expect(await sending.noticesOf(narrow)).toEqual([['reportStopped', 'mayNotExport']])
  expect((await base.app.refused(contract.runReportSchedule, { as: narrow, params: { id: schedule.id } })).status).toBe(
    403,
  )
})

test('it stops when the saved analysis is taken away, and goes on when its owner starts it again', async () => {
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller)
  const context = sending.contextWith(port)
  await base.app.call(contract.removeAnalysisView, { as: seller, params: { id: schedule.viewId } })
  await sending.attempt(schedule, context)
  const stopped = await sending.scheduleOf(schedule.id, seller)
  expect(stopped).toMatchObject({ state: 'stopped', view: null })
  await base.app.call(contract.restoreAnalysisView, { as: seller, params: { id: schedule.viewId } })
  const change = {
    as: seller,
    params: { id: schedule.id },
    version: stopped?.version ?? 0,
    body: { state: 'active', hour: 19 },
  } as const
  const again = await base.app.call(contract.changeReportSchedule, change)
  await sending.attempt(again.body, context)
  expect(got).toHaveLength(1)
  const paused = await base.app.call(contract.changeReportSchedule, {
    ...change,
    version: again.body.version,
    body: { state: 'paused', hour: 20 },
  })
  await sending.attempt(paused.body, context)
  expect(got).toHaveLength(1)
})

test('a schedule that could never be sent is refused with its field', async () => {
  const view = await base.app.call(contract.saveAnalysisView, {
    as: seller,
    body: { analysis: 'composition', name: 'mine', period: 'all', place: {}, question: {} },
  })
  const body = {
    viewId: view.body.id,
    format: 'pdf',
    locale: 'en',
    every: 'week',
    hour: 8,
    userIds: [mate.id],
  } as const
  const save = (more: object, as = seller) =>
    base.app.refused(contract.saveReportSchedule, { as, body: { ...body, ...more } as never })
  expect((await save({})).body.errors?.[0]?.path).toBe('/every')
  expect((await save({ weekday: 8 })).body.errors?.[0]?.path).toBe('/weekday')
  expect((await save({ weekday: 1, userIds: [] })).body.errors?.[0]?.path).toBe('/userIds')
  expect((await save({ weekday: 1, addresses: ['no address'] })).body.errors?.[0]?.path).toBe('/addresses/0')
  expect((await save({ weekday: 1, userIds: [newId()] })).body.code).toBe('colleagueGone')
  expect((await save({ weekday: 1 }, mate)).body.code).toBe('viewGone')
})

test('what fell due while nothing ran is ordered again at the start', async () => {
  const schedule = await sending.aSchedule(seller)
  const orders = async () =>
    (
      await base.database.owner.query(`select count(*)::int as count from pgboss.job where data->>'scheduleId' = $1`, [
        schedule.id,
      ])
    ).rows[0].count
  await reorderReports(base.database, new Date(Date.parse(schedule.nextAt) - 1))
  expect(await orders()).toBe(1)
  await base.database.owner.query('delete from pgboss.job')
  await reorderReports(base.database, new Date(Date.parse(schedule.nextAt) + 1))
  expect(await orders()).toBe(1)
})
