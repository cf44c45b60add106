import * as contract from '@quayside/contract'
import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'

// 10:00 on Monday in Shanghai.
const now = new Date('2026-03-02T02:00:00Z')
let database: TestDatabase
let api: TestApp
let chief: User
let mate: User
let outsider: User
let account: contract.Account

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  mate = await aUser(database, { name: 'Mate' })
  outsider = await aUser(database, {
    rights: { modules: { accounts: 'own', timeline: 'all' }, categories: { basic: true } },
  })
  api = await testApp(database, { as: chief, now })
  account = (
    await api.call(contract.createAccount, { body: { kind: 'enterprise', name: '大连港, "集团"; 有限\n公司' } })
  ).body
})

const plan = async (title: string, dueAt: string, more: Record<string, unknown> = {}, as = chief) =>
  (await api.call(contract.createFollowUp, { body: { accountId: account.id, title, dueAt, ...more }, as })).body

describe('a follow-up', () => {
  test('is planned, postponed, done and reopened', async () => {
    const made = await plan('Call', '2026-03-03T00:00:00Z', { note: 'kept', allDay: false })
    const moved = await api.call(contract.changeFollowUp, {
      params: { id: made.id },
      version: 1,
      body: { dueAt: '2026-03-10T00:00:00Z' },
    })
    expect(moved.body).toMatchObject({ dueAt: '2026-03-10T00:00:00.000Z', note: 'kept', allDay: false, version: 2 })
    expect(
      (await api.refused(contract.changeFollowUp, { params: { id: made.id }, version: 1, body: { title: 'x' } }))
        .status,
    ).toBe(412)
    for (const _ of [1, 2]) {
      const done = await api.call(contract.completeFollowUp, { params: { id: made.id } })
      expect(done.body).toMatchObject({ doneAt: now.toISOString(), version: 3 })
    }
    expect((await api.call(contract.reopenFollowUp, { params: { id: made.id } })).body).toMatchObject({
      doneAt: null,
      version: 4,
    })
    await api.call(contract.completeFollowUp, { params: { id: made.id } })
  })

  test('given to a colleague is told to him, unless he may not see the account', async () => {
    await plan('For you', '2026-03-04T00:00:00Z', { ownerId: mate.id })
    const { body } = await api.call(contract.listNotifications, { as: mate })
    expect(body.rows).toMatchObject([{ kind: 'followUpAssigned', data: { title: 'For you', by: { name: 'Chief' } } }])
    const answer = await api.refused(contract.createFollowUp, {
      body: { accountId: account.id, title: 'x', dueAt: '2026-03-04T00:00:00Z', ownerId: outsider.id },
    })
    expect(answer.body.errors?.[0]?.code).toBe('cannotSee')
  })

  test('of an account out of sight cannot be planned', async () => {
    const body = { accountId: account.id, title: 'x', dueAt: '2026-03-04T00:00:00Z' }
    expect((await api.refused(contract.createFollowUp, { body, as: outsider })).status).toBe(404)
  })
})

describe('my day', () => {
  test('parts follow-ups by the day it is where the company is', async () => {
    const owner = await aUser(database, { name: 'Day' })
    const mine = (title: string, dueAt: string, allDay: boolean) => plan(title, dueAt, { allDay, ownerId: owner.id })
    // All-day ones stand at midnight in Shanghai.
    await mine('yesterday', '2026-02-28T16:00:00Z', true)
    await mine('today all day', '2026-03-01T16:00:00Z', true)
    await mine('today at nine', '2026-03-02T01:00:00Z', false)
    await mine('today at noon', '2026-03-02T04:00:00Z', false)
    await mine('tomorrow', '2026-03-02T16:00:00Z', true)
    await mine('in a month', '2026-04-02T16:00:00Z', true)
    await api.call(contract.readCustomer360, { params: { id: account.id }, as: owner })
    const { body } = await api.call(contract.readMyDay, { as: owner })
    const titles = (rows: readonly contract.FollowUp[]) => rows.map((row) => row.title)
    expect(titles(body.followUps.overdue)).toEqual(['yesterday', 'today at nine'])
    expect(titles(body.followUps.today)).toEqual(['today all day', 'today at noon'])
    expect(titles(body.followUps.week)).toEqual(['tomorrow'])
    expect(body.followUps.overdueCount).toBe(2)
    expect(body.recent).toMatchObject([{ id: account.id }])
    const overdue = await api.call(contract.listFollowUps, { query: { state: 'overdue', limit: 1 }, as: owner })
    expect(titles(overdue.body.rows)).toEqual(['yesterday'])
    const next = await api.call(contract.listFollowUps, {
      query: { state: 'overdue', limit: 1, cursor: overdue.body.next ?? '' },
      as: owner,
    })
    expect([titles(next.body.rows), next.body.next]).toEqual([['today at nine'], null])
  })

  test('counts my accounts and those to verify', async () => {
    const { body } = await api.call(contract.readMyDay)
    expect(body.myAccounts).toEqual([{ state: 'prospect', accounts: 1 }])
    expect(body.toVerify).toMatchObject({ accounts: 1, rows: [{ id: account.id }] })
  })
})

describe('the calendar', () => {
  const read = async (path: string) => api.inject({ method: 'GET', url: path, as: null })

  test('is read by its secret link alone, as RFC 5545 says', async () => {
    const { body } = await api.call(contract.renewCalendarLink, {})
    await plan('Meeting; bring "samples", 样品', '2026-03-06T06:30:00Z', { allDay: false, note: 'Line one\nLine two' })
    await plan('Whole day', '2026-03-06T16:00:00Z')
    const reply = await read(body.path)
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    const calendar = new ICAL.Component(ICAL.parse(reply.body))
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
    const meeting = events.find((event) => event.summary.startsWith('Meeting'))
    expect(meeting?.summary).toBe('Meeting; bring "samples", 样品 · 大连港, "集团"; 有限 公司')
    expect(meeting?.description).toContain('Line one\nLine two')
    expect(meeting?.startDate.toJSDate().toISOString()).toBe('2026-03-06T06:30:00.000Z')
    const day = events.find((event) => event.summary.startsWith('Whole day'))
    expect([day?.startDate.isDate, day?.startDate.toString()]).toEqual([true, '2026-03-07'])
    expect(events.find((event) => event.summary.startsWith('✓ Call'))).toBeDefined()
    expect(reply.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })

  test('forgets the old link when a new one is made, and tells nothing of a wrong one', async () => {
    const first = (await api.call(contract.renewCalendarLink, {})).body.path
    const second = (await api.call(contract.renewCalendarLink, {})).body.path
    expect([(await read(first)).statusCode, (await read(second)).statusCode]).toEqual([404, 200])
    expect((await read(`/api/calendar/${'x'.repeat(43)}`)).statusCode).toBe(404)
    const { rows } = await database.owner.query('select calendar_token from users where id = $1', [chief.id])
    expect(second).not.toContain(rows[0].calendar_token)
  })
})
