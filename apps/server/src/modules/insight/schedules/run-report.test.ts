import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import * as contract from '@quayside/contract'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { aUser, testFiles } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { runJob } from '../../../platform/jobs/run-job.ts'
import { silentLog } from '../../../platform/log.ts'
import { openMail } from '../../../platform/mail/index.ts'
import { aBase, type Base } from '../for-tests.ts'
import { reorderReports } from './reorder-reports.ts'
import { runReportJob } from './run-report.job.ts'

let base: Base
let seller: User
let mate: User
let clock = new Date('2026-11-22T08:00:00Z')
beforeAll(async () => {
  base = await aBase()
  seller = await aUser(base.database, { name: 'Eva <b>Bold</b>' })
  mate = await aUser(base.database, { name: 'Mate', email: 'mate@example.test' })
})
afterAll(() => base.close())
beforeEach(() => {
  clock = new Date('2026-11-22T08:00:00Z')
})

interface Got {
  to: string[]
  content: string
}

/** A mail server that keeps what it is given, and refuses whom it is told to. */
async function aMailServer(refuses: (address: string) => boolean = () => false, port = 0) {
  const got: Got[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (refuses(address)) return done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
      done()
    },
    async onData(stream, session, done) {
      got.push({ to: session.envelope.rcptTo.map(({ address }) => address), content: await text(stream) })
      done()
    },
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const close = () => new Promise<void>((closed) => server.close(() => closed()))
  onTestFinished(close)
  return { got, close, port: (server.server.address() as AddressInfo).port }
}

function contextWith(port?: number): JobContext {
  const mail =
    port === undefined ? undefined : openMail({ url: `smtp://127.0.0.1:${port}`, from: 'Quayside <crm@example.test>' })
  onTestFinished(() => mail?.close())
  const { database, warehouse } = base
  return {
    database,
    files: testFiles(database),
    clock: () => clock,
    log: silentLog,
    warehouse,
    ...(mail ? { mail } : {}),
  }
}

async function aSchedule(as: User, more: object = {}, view: object = {}) {
  const saved = await base.app.call(contract.saveAnalysisView, {
    as,
    body: {
      analysis: 'composition',
      name: '区域 <毛利>',
      period: 'all',
      place: {},
      question: { by: 'account', currency: 'CNY' },
      ...view,
    },
  })
  const body: contract.BodyOf<typeof contract.saveReportSchedule> = {
    viewId: saved.body.id,
    format: 'csv',
    locale: 'zh-CN',
    every: 'day',
    hour: 18,
    userIds: [mate.id],
    ...more,
  }
  return (await base.app.call(contract.saveReportSchedule, { as, body })).body
}

/** One attempt at what is due, as the queue makes it. */
const attempt = (
  schedule: { id: string; nextAt: string },
  context: JobContext,
  { slot = schedule.nextAt, asked = false } = {},
) => {
  if (!asked) clock = new Date(Date.parse(slot) + 5_000)
  const taken = { id: newId(), data: { scheduleId: schedule.id, slot, asked }, retryCount: 0, retryLimit: 12 }
  return runJob(runReportJob as never, taken, context, new AbortController().signal)
}
const runsOf = async (id: string, as: User) =>
  (await base.app.call(contract.listReportRuns, { as, params: { id } })).body
const scheduleOf = async (id: string, as: User) =>
  (await base.app.call(contract.listReportSchedules, { as })).body.rows.find((row) => row.id === id)
const attached = (content: string) =>
  Buffer.from(
    /base64[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--[^\r]*--\s*$/.exec(content)?.[1] ?? '',
    'base64',
  ).toString('utf8')
const noticesOf = async (user: User) =>
  (await base.app.call(contract.listNotifications, { as: user })).body.rows.map(({ kind, data }) => [kind, data.reason])

test('what is due is mailed to everybody named, and the next moment is ordered with it', async () => {
  const { got, port } = await aMailServer()
  const schedule = await aSchedule(seller, { addresses: ['partner@outside.test'] })
  expect(schedule.nextAt).toBe('2026-11-22T10:00:00.000Z')
  clock = new Date('2026-11-22T10:00:05Z')
  await attempt(schedule, contextWith(port))
  expect(got.map(({ to }) => to).sort()).toEqual([['mate@example.test'], ['partner@outside.test']])
  const [run] = await runsOf(schedule.id, seller)
  expect(run).toMatchObject({ state: 'done', rows: 101, slot: schedule.nextAt, hasFile: true })
  expect(run?.deliveries.map(({ name, state }) => [name, state])).toEqual([
    ['Mate', 'sent'],
    ['partner@outside.test', 'sent'],
  ])
  expect((await scheduleOf(schedule.id, seller))?.nextAt).toBe('2026-11-23T10:00:00.000Z')
  const ordered = await base.database.owner.query(
    `select count(*)::int as count from pgboss.job where data->>'scheduleId' = $1 and data->>'slot' = '2026-11-23T10:00:00.000Z'`,
    [schedule.id],
  )
  expect(ordered.rows[0].count).toBe(1)
  expect(attached(got[0]?.content ?? '')).toContain('客户,订单行,订单,收入')
})

test('names are text in the mail, whatever they look like', async () => {
  const { got, port } = await aMailServer()
  const schedule = await aSchedule(seller)
  await attempt(schedule, contextWith(port))
  const html = /Content-Type: text\/html[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(got[0]?.content ?? '')?.[1] ?? ''
  const quoted = html
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  const read = quoted.includes('<html') ? quoted : Buffer.from(html, 'base64').toString('utf8')
  expect(read).toContain('&lt;b&gt;Bold&lt;/b&gt;')
  expect(read).not.toContain('<b>')
})

test('a slot is sent once, however often the queue asks, and an old order after a change not at all', async () => {
  const { got, port } = await aMailServer()
  const schedule = await aSchedule(seller)
  const context = contextWith(port)
  await attempt(schedule, context)
  await attempt(schedule, context)
  await Promise.all([attempt(schedule, context), attempt(schedule, context)])
  expect(got).toHaveLength(1)
  const after = await scheduleOf(schedule.id, seller)
  const changed = await base.app.call(contract.changeReportSchedule, {
    as: seller,
    params: { id: schedule.id },
    version: after?.version ?? 0,
    body: { hour: 20 },
  })
  await attempt(schedule, context, { slot: after?.nextAt ?? '' })
  expect(got).toHaveLength(1)
  await attempt(changed.body, context)
  expect(got).toHaveLength(2)
})

test('while the mail server is away it is tried again, and nobody gets it twice', async () => {
  const first = await aMailServer()
  const schedule = await aSchedule(seller, { addresses: ['a@outside.test', 'b@outside.test'], userIds: [] })
  const context = contextWith(first.port)
  await first.close()
  await expect(attempt(schedule, context)).rejects.toThrow('not taken yet')
  expect((await runsOf(schedule.id, seller))[0]?.deliveries.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  const second = await aMailServer((address) => address.startsWith('b@'), first.port)
  await attempt(schedule, context)
  const [run] = await runsOf(schedule.id, seller)
  expect(run?.state).toBe('partly')
  expect(run?.deliveries.map(({ state }) => state)).toEqual(['sent', 'failed'])
  expect(run?.deliveries[1]?.message).toContain('No such mailbox')
  await attempt(schedule, context)
  expect(second.got.map(({ to }) => to)).toEqual([['a@outside.test']])
  expect((await noticesOf(seller))[0]?.[0]).toBe('reportFailed')
})

test('who was being written to when the server was killed is not written to again, the others are', async () => {
  const { got, port } = await aMailServer()
  const schedule = await aSchedule(seller, { addresses: ['a@outside.test', 'b@outside.test'], userIds: [] })
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
  await attempt(schedule, contextWith(port))
  expect(got.map(({ to }) => to)).toEqual([['b@outside.test']])
  expect((await runsOf(schedule.id, seller))[0]?.deliveries.map(({ state }) => state)).toEqual(['unsure', 'sent'])
})

test('without a mail server colleagues find it here, and nobody else does', async () => {
  const schedule = await aSchedule(seller, { addresses: ['a@outside.test'] })
  await attempt(schedule, contextWith())
  const [run] = await runsOf(schedule.id, seller)
  expect(run?.deliveries.map(({ state, message }) => [state, message])).toEqual([
    ['notified', null],
    ['failed', 'Mail is not set up.'],
  ])
  const all = await base.app.call(contract.listReceivedReports, { as: mate })
  const received = all.body.find(({ id }) => id === run?.id)
  expect(received).toMatchObject({ id: run?.id, name: '区域 <毛利>', fileName: '区域 <毛利> 2026-11-22.csv' })
  expect((await noticesOf(mate))[0]?.[0]).toBe('reportReady')
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
  const schedule = await aSchedule(narrow)
  const context = contextWith(port)
  await base.database.owner.query(`update accounts set owner_id = $1 where name = 'Customer 3'`, [narrow.id])
  await base.warehouse.catchUp()
  await attempt(schedule, context, { slot: '2026-11-22T08:00:00.000Z', asked: true })
  const lines = attached(got[0]?.content ?? '')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/^Customer 3,/)

  await base.database.owner.query(
    'delete from role_rights where module = $2 and action = $3 and role_id in (select role_id from user_roles where user_id = $1)',
    [narrow.id, 'analyses', 'export'],
  )
  await attempt(schedule, context)
  expect(got).toHaveLength(1)
  const after = await scheduleOf(schedule.id, narrow)
  expect(after).toMatchObject({ state: 'stopped', stopReason: 'Its sender may no longer export analyses.' })
  expect(after?.lastRun).toMatchObject({ state: 'stopped' })
  expect(await noticesOf(narrow)).toEqual([['reportStopped', 'Its sender may no longer export analyses.']])
  expect((await base.app.refused(contract.runReportSchedule, { as: narrow, params: { id: schedule.id } })).status).toBe(
    403,
  )
})

test('it stops when the saved analysis is taken away, and goes on when its owner starts it again', async () => {
  const { got, port } = await aMailServer()
  const schedule = await aSchedule(seller)
  const context = contextWith(port)
  await base.app.call(contract.removeAnalysisView, { as: seller, params: { id: schedule.viewId } })
  await attempt(schedule, context)
  const stopped = await scheduleOf(schedule.id, seller)
  expect(stopped).toMatchObject({ state: 'stopped', view: null })
  await base.app.call(contract.restoreAnalysisView, { as: seller, params: { id: schedule.viewId } })
  const change = {
    as: seller,
    params: { id: schedule.id },
    version: stopped?.version ?? 0,
    body: { state: 'active', hour: 19 },
  } as const
  const again = await base.app.call(contract.changeReportSchedule, change)
  await attempt(again.body, context)
  expect(got).toHaveLength(1)
  const paused = await base.app.call(contract.changeReportSchedule, {
    ...change,
    version: again.body.version,
    body: { state: 'paused', hour: 20 },
  })
  await attempt(paused.body, context)
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
  const schedule = await aSchedule(seller)
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
