import * as contract from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUser, testApp } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { aBase, type Base } from '../for-tests.ts'
import { aMailer, aMailServer, attached, partOf, sendingOf } from './for-tests.ts'
import { mailsADay } from './hindrance.ts'
import { pageUrl } from './report-links.ts'

const publicUrl = 'https://crm.example.test'

let base: Base
let seller: User
let mate: User
let sending: ReturnType<typeof sendingOf>
beforeAll(async () => {
  base = await aBase()
  seller = await aUser(base.database, { name: 'Seller', email: 'seller@example.test' })
  mate = await aUser(base.database, { name: 'Mate', email: 'mate@example.test' })
  sending = sendingOf(base, () => mate)
})
afterAll(() => base.close())

const rulesAfter = (rules: contract.ReportRules) => sending.ruleOutside(rules)
const stopLinkIn = (content: string) => /stop-report#([\w-]+)/.exec(partOf(content, 'plain'))?.[1] ?? ''

test('addresses outside get reports only as the company rules, at the time of writing and of sending', async () => {
  const view = await base.app.call(contract.saveAnalysisView, {
    as: seller,
    body: { analysis: 'composition', name: 'mine', period: 'all', place: {}, question: {} },
  })
  const body = { viewId: view.body.id, format: 'csv', locale: 'en', every: 'day', hour: 8 } as const
  const refused = (addresses: string[]) =>
    base.app.refused(contract.saveReportSchedule, { as: seller, body: { ...body, addresses } })
  const first = await refused(['MATE@example.test', 'a@partner.example'])
  expect([first.body.code, first.body.errors?.[0]?.path]).toEqual(['outsideNotAllowed', '/addresses/1'])
  await rulesAfter({ outside: 'listed', domains: ['partner.example'] })
  expect((await refused(['a@sub.partner.example'])).body.code).toBe('outsideNotAllowed')
  expect((await refused(['a@partner.example.evil.test'])).body.code).toBe('outsideNotAllowed')
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller, { addresses: ['A@Partner.example', 'a@partner.example'] })
  expect(schedule.addresses).toEqual(['a@partner.example'])
  await rulesAfter({ outside: 'nobody', domains: [] })
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got.map(({ to }) => to)).toEqual([['mate@example.test']])
  const [run] = await sending.runsOf(schedule.id, seller)
  expect(run?.deliveries.map(({ message }) => message?.code)).toEqual([undefined, 'outsideNotAllowed'])
})

test('only whoever administers changes the rules', async () => {
  const narrow = await aUser(base.database, { rights: { modules: { analyses: 'all' } } })
  const { body } = await base.app.call(contract.readReportRules, { as: narrow })
  expect(body.mayChange).toBe(false)
  const change = { version: body.version, body: { outside: 'anybody' as const, domains: [] } }
  expect((await base.app.refused(contract.changeReportRules, { as: narrow, ...change })).status).toBe(403)
  await base.app.call(contract.changeReportRules, { as: base.boss, ...change })
  expect((await base.app.refused(contract.changeReportRules, { as: base.boss, ...change })).status).toBe(412)
  const { version } = (await base.app.call(contract.readReportRules, { as: base.boss })).body
  const odd = { version, body: { outside: 'listed' as const, domains: ['no domain'] } }
  expect((await base.app.refused(contract.changeReportRules, { as: base.boss, ...odd })).status).toBe(422)
})

test('a recipient who may not see it, or is no longer active, gets nothing, typed as an address or not', async () => {
  await rulesAfter({ outside: 'anybody', domains: [] })
  const blind = await aUser(base.database, {
    email: 'blind@example.test',
    rights: { modules: { analyses: 'all', accounts: 'all', orders: 'all' }, categories: { basic: true } },
  })
  const gone = await aUser(base.database, { email: 'gone@example.test' })
  const { got, port } = await aMailServer()
  const schedule = await sending.aSchedule(seller, {
    userIds: [mate.id, blind.id],
    addresses: ['Blind@example.test', 'gone@example.test'],
  })
  await base.database.owner.query('update users set active = false where id = $1', [gone.id])
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got.map(({ to }) => to)).toEqual([['mate@example.test']])
  const [run] = await sending.runsOf(schedule.id, seller)
  const codes = run?.deliveries.map(({ message }) => message?.code ?? 'sent').sort()
  expect(codes).toEqual(['recipientInactive', 'recipientMayNot', 'sent'])
  const params = { id: run?.id ?? '' }
  await base.app.call(contract.downloadReport, { as: mate, params })
  await base.database.owner.query(
    `delete from role_rights where module = 'analyses' and role_id in (select role_id from user_roles where user_id = $1)`,
    [mate.id],
  )
  expect((await base.app.refused(contract.downloadReport, { as: mate, params })).status).toBe(403)
  mate = await aUser(base.database, { name: 'Mate', email: 'mate2@example.test' })
})

test('a mail says where the same question is asked, whom to answer and how to be sent it no more', async () => {
  await rulesAfter({ outside: 'anybody', domains: [] })
  const { got, port } = await aMailServer()
  const view = { place: { by: 'region', region: '华东 & <x>', top: 20 } }
  const schedule = await sending.aSchedule(seller, { addresses: ['out@side.test'] }, view)
  await sending.attempt(schedule, sending.contextWith(port, publicUrl))
  const of = (to: string) => got.find((one) => one.to[0] === to)?.content ?? ''
  const link = 'https://crm.example.test/composition?by=region&top=20&region=%E5%8D%8E%E4%B8%9C+%26+%3Cx%3E'
  expect(partOf(of(mate.email), 'plain')).toContain(link)
  expect(partOf(of(mate.email), 'html')).toContain(`href="${link.replaceAll('&', '&amp;')}"`)
  // Outside nobody can sign in.
  expect(partOf(of('out@side.test'), 'plain')).not.toContain('/composition')
  expect(of('out@side.test')).toMatch(/^Reply-To: Seller <seller@example\.test>\r$/m)
  expect(of('out@side.test').replaceAll(/\r\n\s+/g, ' ')).toMatch(
    /^List-Unsubscribe: <https:\/\/crm\.example\.test\/stop-report#/m,
  )
  expect(of('out@side.test')).toContain('Auto-Submitted: auto-generated')
})

test('whoever follows the link in his mail is sent it no more, and only he; its owner is told', async () => {
  await rulesAfter({ outside: 'anybody', domains: [] })
  const { got, port } = await aMailServer()
  const context = sending.contextWith(port, publicUrl)
  const schedule = await sending.aSchedule(seller, { addresses: ['out@side.test'] })
  await sending.attempt(schedule, context)
  const content = got.find(({ to }) => to[0] === 'out@side.test')?.content ?? ''
  const params = { token: stopLinkIn(content) }
  const { body } = await base.app.call(contract.readReportStop, { as: null, params })
  expect(body).toMatchObject({ name: '区域 <毛利>', from: 'Seller', stopped: false })
  await base.app.call(contract.stopReport, { as: null, params })
  await base.app.call(contract.stopReport, { as: null, params })
  expect((await base.app.call(contract.readReportStop, { as: null, params })).body.stopped).toBe(true)
  const after = await sending.scheduleOf(schedule.id, seller)
  expect(after?.refusedBy).toEqual(['out@side.test'])
  await sending.attempt(after as never, context)
  expect(got.map(({ to }) => to[0])).toEqual([mate.email, 'out@side.test', mate.email])
  const told = (await sending.noticesOf(seller)).filter(([kind]) => kind === 'reportRefused')
  expect(told).toHaveLength(1)
  const unknown = { token: 'x'.repeat(32) }
  expect((await base.app.refused(contract.stopReport, { as: null, params: unknown })).status).toBe(404)
})

test('a colleague stops and takes up again what he was sent, and nobody does so for him', async () => {
  const { got, port } = await aMailServer()
  const context = sending.contextWith(port)
  const schedule = await sending.aSchedule(seller)
  await sending.attempt(schedule, context)
  const [run] = await sending.runsOf(schedule.id, seller)
  const params = { id: run?.id ?? '' }
  expect((await base.app.refused(contract.refuseReport, { as: base.boss, params })).status).toBe(404)
  await base.app.call(contract.refuseReport, { as: mate, params })
  const received = async () =>
    (await base.app.call(contract.listReceivedReports, { as: mate })).body.find(({ id }) => id === run?.id)
  expect((await received())?.refused).toBe(true)
  const next = async () => (await sending.scheduleOf(schedule.id, seller)) as { id: string; nextAt: string }
  await sending.attempt(await next(), context)
  expect(got).toHaveLength(1)
  await base.app.call(contract.acceptReport, { as: mate, params })
  await sending.attempt(await next(), context)
  expect(got).toHaveLength(2)
})

test('what a name holds starts no second header and no second recipient', async () => {
  await rulesAfter({ outside: 'anybody', domains: [] })
  const { got, port } = await aMailServer()
  const name = 'Margin\u2028Bcc: all@evil.test\u202Egpj.exe, "x" <all@evil.test>'
  const schedule = await sending.aSchedule(seller, {}, { name })
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got.map(({ to }) => to)).toEqual([[mate.email]])
  const [head = ''] = (got[0]?.content ?? '').split('\r\n\r\n')
  expect(head).not.toMatch(/^Bcc:/im)
  const [run] = await sending.runsOf(schedule.id, seller)
  const { rows } = await base.database.owner.query('select file_name from report_runs where id = $1', [run?.id])
  expect(rows[0].file_name).toMatch(/^Margin.*2026-11-2\d\.csv$/)
  expect(rows[0].file_name).not.toMatch(/[\u2028\u202E"/:<>]/)
  for (const address of ['a@b.test\r\nBcc: c@d.test', 'a@b.test, c@d.test', '"x" <a@b.test>'])
    await expect(sending.aSchedule(seller, { addresses: [address] })).rejects.toThrow()
})

test('nobody touches the schedules of another, whatever he may do', async () => {
  const schedule = await sending.aSchedule(seller)
  const params = { id: schedule.id }
  const as = base.boss
  const change = { as, params, version: schedule.version, body: { addresses: ['a@evil.test'] } }
  expect((await base.app.refused(contract.changeReportSchedule, change)).status).toBe(404)
  expect((await base.app.refused(contract.removeReportSchedule, { as, params })).status).toBe(404)
  expect((await base.app.refused(contract.runReportSchedule, { as, params })).status).toBe(404)
  expect((await base.app.refused(contract.listReportRuns, { as, params })).status).toBe(404)
  await base.app.call(contract.removeReportSchedule, { as: seller, params })
  expect((await base.app.refused(contract.restoreReportSchedule, { as, params })).status).toBe(404)
  const theirs = await base.app.call(contract.listReportSchedules, { as })
  expect(theirs.body.rows.map(({ id }) => id)).not.toContain(schedule.id)
})

test('what was removed is sent no more, and comes back with its runs', async () => {
  const { got, port } = await aMailServer()
  const context = sending.contextWith(port)
  const schedule = await sending.aSchedule(seller)
  await sending.attempt(schedule, context, { slot: '2026-11-22T08:00:00.000Z', asked: true })
  const params = { id: schedule.id }
  const due = (await sending.scheduleOf(schedule.id, seller)) as { id: string; nextAt: string }
  await base.app.call(contract.removeReportSchedule, { as: seller, params })
  expect(await sending.scheduleOf(schedule.id, seller)).toBeUndefined()
  await sending.attempt(due, context)
  expect(got).toHaveLength(1)
  await base.app.call(contract.restoreReportSchedule, { as: seller, params })
  expect(await sending.runsOf(schedule.id, seller)).toHaveLength(1)
  await sending.attempt((await sending.scheduleOf(schedule.id, seller)) as never, context)
  expect(got).toHaveLength(2)
})

test('it is not sent again within a minute, and not more often than a mail server bears', async () => {
  const schedule = await sending.aSchedule(seller)
  const params = { id: schedule.id }
  await base.app.call(contract.runReportSchedule, { as: seller, params })
  const again = await base.app.refused(contract.runReportSchedule, { as: seller, params })
  expect([again.status, again.body.code]).toEqual([429, 'askedJustNow'])
  const { got, port } = await aMailServer()
  const runId = newId()
  await base.database.owner.query(
    `insert into report_runs (id, schedule_id, owner_id, slot, asked, state, attempts, started_at, finished_at) values ($1, $2, $3, $4, true, 'done', 1, $4, $4)`,
    [runId, schedule.id, seller.id, '2026-11-22T08:30:00Z'],
  )
  await base.database.owner.query(
    `insert into report_deliveries (run_id, recipient, state, at) select $1, 'a' || n || '@b.test', 'sent', $2 from generate_series(1, $3::int) n`,
    [runId, '2026-11-22T08:30:00Z', mailsADay],
  )
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got).toHaveLength(0)
  const [run] = await sending.runsOf(schedule.id, seller)
  expect(run?.deliveries[0]?.message?.code).toBe('dailyLimit')
  expect((await sending.noticesOf(seller))[0]).toEqual(['reportFailed', 'dailyLimit'])
  await base.database.owner.query('delete from report_runs where id = $1', [runId])
})

test('a colleague who changes the analysis he shares does not change what goes out in my name', async () => {
  const { got, port } = await aMailServer()
  const shared = await base.app.call(contract.saveAnalysisView, {
    as: base.boss,
    body: { analysis: 'composition', name: 'shared', period: 'all', place: {}, question: {}, shared: 'all' },
  })
  const schedule = await sending.aSchedule(seller, { viewId: shared.body.id })
  const change = { as: base.boss, params: { id: shared.body.id }, version: 1, body: { name: 'Your account is locked' } }
  await base.app.call(contract.changeAnalysisView, change)
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got).toHaveLength(0)
  const stopped = await sending.scheduleOf(schedule.id, seller)
  expect(stopped).toMatchObject({ state: 'stopped', stopReason: { code: 'viewChanged', zh: expect.any(String) } })
  const start = {
    as: seller,
    params: { id: schedule.id },
    version: stopped?.version ?? 0,
    body: { state: 'active', hour: 19 },
  } as const
  const again = await base.app.call(contract.changeReportSchedule, start)
  await sending.attempt(again.body, sending.contextWith(port))
  expect(got).toHaveLength(1)
})

test('it stops when its owner is no longer active, and says so', async () => {
  const { got, port } = await aMailServer()
  const leaver = await aUser(base.database)
  const schedule = await sending.aSchedule(leaver)
  await base.database.owner.query('update users set active = false where id = $1', [leaver.id])
  await sending.attempt(schedule, sending.contextWith(port))
  expect(got).toHaveLength(0)
  const { rows } = await base.database.owner.query('select state, stop_reason from report_schedules where id = $1', [
    schedule.id,
  ])
  expect(rows[0]).toMatchObject({ state: 'stopped', stop_reason: { code: 'ownerInactive' } })
})

test('by the clock of another zone, to the minute', async () => {
  sending.at('2026-11-22T08:00:00Z')
  const schedule = await sending.aSchedule(seller, { hour: 8, minute: 45, timeZone: 'Europe/Berlin' })
  // The application's clock stands at 08:00 UTC, which is past 08:45 in Berlin.
  expect(schedule.nextAt).toBe('2026-11-23T07:45:00.000Z')
  const odd = base.app.refused(contract.changeReportSchedule, {
    as: seller,
    params: { id: schedule.id },
    version: schedule.version,
    body: { timeZone: 'Mars/Olympus' },
  })
  expect((await odd).body.errors?.[0]?.path).toBe('/timeZone')
})

test('a file too large to be attached waits behind a sign-in; nobody outside gets it', async () => {
  await rulesAfter({ outside: 'anybody', domains: [] })
  const { got, port } = await aMailServer()
  const context = sending.contextWith(port, publicUrl)
  const schedule = await sending.aSchedule(seller, { addresses: ['out@side.test'] })
  const { deliver } = await import('./deliver.ts')
  const { claimRun } = await import('./claim-run.ts')
  const order = { scheduleId: schedule.id, slot: '2026-11-22T08:10:00.000Z', asked: true }
  const claimed = await claimRun(context, order, async () => undefined)
  if (!claimed) throw new Error('Nothing was claimed.')
  await deliver(context, claimed, {
    report: { title: 'Large', notes: [], tables: [] },
    name: 'Large',
    company: 'X',
    timeZone: 'Asia/Shanghai',
    sender: 'Seller',
    senderAddress: seller.email,
    analysis: (await import('../analyses.ts')).analyses.find(({ name }) => name === 'composition') as never,
    place: {},
    query: {},
    content: Buffer.alloc(10_000_001),
    fileName: 'large.csv',
    mediaType: 'text/csv',
    rows: 1,
  })
  expect(got.map(({ to }) => to)).toEqual([[mate.email]])
  expect(got[0]?.content.length).toBeLessThan(20_000)
  expect(partOf(got[0]?.content ?? '', 'plain')).toContain(`${publicUrl}/reports`)
  expect(attached(got[0]?.content ?? '')).toBe('')
  const [run] = await sending.runsOf(schedule.id, seller)
  expect(run?.deliveries.map(({ message }) => message?.code)).toEqual([undefined, 'tooLargeForOutside'])
})

test('a test mail goes to oneself alone, and says what the mail server found wrong', async () => {
  const open = await aMailServer()
  const works = await testApp(base.database, { as: seller, mail: aMailer(open.port) })
  expect((await works.call(contract.sendTestMail)).body).toEqual({ to: 'seller@example.test' })
  expect(open.got.map(({ to }) => to)).toEqual([['seller@example.test']])
  const full = await aMailServer({ refuses: () => true })
  const refusal = await (await testApp(base.database, { as: seller, mail: aMailer(full.port) })).refused(
    contract.sendTestMail,
  )
  expect([refusal.status, refusal.body.code]).toEqual([502, 'mailboxUnknown'])
  expect(refusal.body.messageZh).toContain('检查是否写错')
  await open.close()
  expect((await works.refused(contract.sendTestMail)).body.code).toBe('mailServerAway')
  expect((await base.app.refused(contract.sendTestMail, { as: seller })).body.code).toBe('mailNotSetUp')
})

test('the file says what it was narrowed to, and a shared question counts what its reader may see', async () => {
  const { got, port } = await aMailServer()
  const question = { by: 'account', currency: 'CNY', ownerId: base.seller.id }
  const shared = await base.app.call(contract.saveAnalysisView, {
    as: base.boss,
    body: { analysis: 'composition', name: 'shared', period: 'all', place: {}, question, shared: 'all' },
  })
  const narrow = await aUser(base.database, {
    rights: {
      modules: { accounts: 'own', orders: 'own', analyses: 'all' },
      categories: { basic: true, finance: true, behaviour: true },
    },
  })
  const sent = async (as: User) => {
    const schedule = await sending.aSchedule(as, { viewId: shared.body.id, locale: 'en' })
    await sending.attempt(schedule, sending.contextWith(port))
    const content = got.at(-1)?.content ?? ''
    return { text: partOf(content, 'plain'), rows: attached(content).trim().split('\r\n').length - 1 }
  }
  const whole = await sent(base.boss)
  expect(whole.rows).toBeGreaterThan(5)
  expect(whole.text).toContain('Only: owner ')
  expect((await sent(narrow)).rows).toBe(0)
})

test('the address of a page is read as it was written', () => {
  const place = { by: 'region', region: '1', top: 10, all: true, list: ['a', 'b'], word: 'true' }
  const query = new URL(pageUrl(publicUrl, 'customer-profitability', place)).searchParams
  expect(pageUrl(publicUrl, 'customer-profitability', {})).toBe(`${publicUrl}/profitability`)
  const read = Object.fromEntries(
    [...query].map(([name, value]) => {
      try {
        return [name, JSON.parse(value)]
      } catch {
        return [name, value]
      }
    }),
  )
  expect(read).toEqual(place)
})
