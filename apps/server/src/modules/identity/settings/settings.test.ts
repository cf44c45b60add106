import {
  changeCalendar,
  changeCompany,
  changeCustomField,
  createCustomField,
  createTeam,
  listCustomFields,
  listEvents,
  listHolidays,
  orderCustomFields,
  readCalendar,
  readCompany,
  readFrontDoor,
  removeLogo,
} from '@quayside/contract'
import { addWorkingMinutes, isWorkingDay } from '@quayside/worktime'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { asBusinessCalendar } from './holidays.ts'
import { checkPicture } from './picture.ts'

let database: TestDatabase
let office: TestApp
let clerk: User

beforeAll(async () => {
  database = await testDatabase()
  office = await testApp(database, { as: await aUser(database, { roles: ['administrator'] }) })
  clerk = await aUser(database, { roles: ['dispatcher'] })
})

const company = async () => (await office.call(readCompany)).body

describe('the company', () => {
  test('is changed against its version and shows at the front door', async () => {
    const { version } = await company()
    const body = {
      name: '东海物流',
      nameEn: 'East Sea Logistics',
      accentColor: '#aa3300',
      timeZone: 'Asia/Urumqi',
      currency: 'EUR',
    }
    expect((await office.call(changeCompany, { version, body })).body).toMatchObject({ ...body, version: version + 1 })
    expect((await office.refused(changeCompany, { version, body })).status).toBe(412)
    expect((await office.call(readFrontDoor, { as: null })).body.company).toMatchObject(body)
    expect((await office.call(readCompany, { as: clerk })).body.can.change).toBe(false)
  })

  test.each([
    { timeZone: 'Mars/Olympus' },
    { currency: 'yuan' },
    { accentColor: 'red' },
    { name: '' },
    { isDemo: true },
  ])('refuses %j', async (body) => {
    const { version } = await company()
    const reply = await office.inject({
      method: 'PATCH',
      url: '/api/company',
      payload: body,
      headers: { 'if-match': `"${version}"` },
    })
    expect(reply.statusCode).toBe(422)
  })
})

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100)])
const svg = (inside: string) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`)

describe('the logo', () => {
  function upload(bytes: Buffer, type = 'image/png') {
    const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="logo"\r\ncontent-type: ${type}\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')])
    return office.inject({
      method: 'PUT',
      url: '/api/company/logo',
      payload,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
  }

  test('is taken, served to anybody so that it can do nothing, and taken back', async () => {
    const reply = await upload(svg('<path d="M0 0h9v9z" fill="url(#a)"/>'), 'image/svg+xml')
    expect(reply.statusCode, reply.body).toBe(200)
    const { logoUrl } = await company()
    const logo = await office.inject({ method: 'GET', url: logoUrl ?? '', as: null })
    expect(logo.statusCode).toBe(200)
    expect(logo.headers['content-type']).toBe('image/svg+xml')
    expect(logo.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
    expect(logo.headers['x-content-type-options']).toBe('nosniff')
    await office.call(removeLogo)
    expect((await company()).logoUrl).toBeNull()
  })

  test('larger than 512 kB, or no picture at all, is refused', async () => {
    expect((await upload(Buffer.concat([png, Buffer.alloc(600 * 1024)]))).statusCode).toBe(413)
    expect((await upload(Buffer.from('MZ…not a picture'))).statusCode).toBe(415)
    expect((await upload(Buffer.from('<html><script>alert(1)</script></html>'), 'image/png')).statusCode).toBe(415)
    expect((await office.inject({ method: 'PUT', url: '/api/company/logo', payload: {} })).statusCode).toBe(422)
  })

  test.each([
    '<script>alert(1)</script>',
    '<SCRIPT xlink:href="data:text/javascript,1"/>',
    '<path onload="alert(1)"/>',
    '<path\nonclick=alert(1) />',
    '<foreignObject><body/></foreignObject>',
    '<image href="https://evil.example/a.png"/>',
    '<use href="https://evil.example/a.svg#x"/>',
    '<use xlink:href=//evil.example/#x />',
    '<a href="javascript:alert(1)"><path/></a>',
    '<style>@import url(https://evil.example/a.css)</style>',
    '<rect fill="url(https://evil.example/#a)"/>',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<text>&#106;avascript:</text>',
  ])('as SVG with %s is refused', (inside) => {
    expect(() => checkPicture(svg(inside))).toThrow(/SVG/)
  })

  test('as SVG that could act is refused at the door, whatever it is called, and the old one stays', async () => {
    await upload(png)
    const before = (await company()).logoUrl
    for (const type of ['image/svg+xml', 'image/png', 'text/html']) {
      const reply = await upload(svg('<script>alert(1)</script>'), type)
      expect([reply.statusCode, reply.json().code]).toEqual([422, 'unsafeSvg'])
    }
    expect((await company()).logoUrl).toBe(before)
    const logo = await office.inject({ method: 'GET', url: before ?? '', as: null })
    expect([logo.headers['content-type'], logo.rawPayload.equals(png)]).toEqual(['image/png', true])
    await office.call(removeLogo)
  })

  const much = 500 * 1024
  test.each([
    ['comments before nothing', '<!---->'.repeat(much / 7), 415],
    ['comments before a drawing', `${'<!-- -->\n'.repeat(much / 9)}<svg></svg>`, 'image/svg+xml'],
    ['a comment without end', `<!--${'-'.repeat(much)}`, 415],
    ['a declaration without end', `<?xml ${'?'.repeat(much)}`, 415],
    ['blanks', `${' '.repeat(much)}x`, 415],
    ['brackets and blanks', `<svg ${`<${' '.repeat(1_000)}`.repeat(much / 1_001)}`, 'image/svg+xml'],
    ['one bracket and blanks', `<svg><${' '.repeat(much)}`, 'image/svg+xml'],
    ['what begins as handlers', `<svg ${' on'.repeat(much / 3)}`, 'image/svg+xml'],
    ['what begins as a reference', `<svg ${'href'.repeat(much / 4)}`, 'image/svg+xml'],
    ['a reference and blanks', `<svg href${' '.repeat(much)}`, 'image/svg+xml'],
  ])('of half a megabyte of %s keeps the server busy for less than a second', (_, text, outcome) => {
    const before = process.cpuUsage()
    let judged: unknown
    try {
      judged = checkPicture(Buffer.from(text)).type
    } catch (error) {
      judged = (error as { status?: number }).status
    }
    const { user } = process.cpuUsage(before)
    expect(judged).toBe(outcome)
    expect(user / 1_000_000).toBeLessThan(1)
  })

  test('as SVG with a document type is refused, and plain drawings are taken', () => {
    expect(() => checkPicture(Buffer.from('<!DOCTYPE svg [<!ENTITY x "y">]><svg/>'))).toThrow()
    expect(checkPicture(svg('<title>驿客</title><g><circle r="2"/><use href="#a"/></g>')).type).toBe('image/svg+xml')
    expect(checkPicture(png).type).toBe('image/png')
  })
})

describe('the business calendar', () => {
  test('is read, replaced against the version, and reckoned with', async () => {
    const { body: before } = await office.call(readCalendar)
    expect(before.calendar).toMatchObject({ holidayCountry: 'CN', closed: [] })
    const calendar = {
      ...before.calendar,
      closed: [{ day: '2026-03-02', name: '盘点' }],
      open: [{ day: '2026-03-07', name: '加班' }],
    }
    const { body: after } = await office.call(changeCalendar, { version: before.version, body: calendar })
    expect(after).toMatchObject({ calendar, version: before.version + 1 })
    const reckoned = asBusinessCalendar(after.calendar, 'Asia/Shanghai', { from: 2026, to: 2026 })
    expect(['2026-03-02', '2026-03-03', '2026-03-07', '2026-03-08'].map((day) => isWorkingDay(day, reckoned))).toEqual([
      false,
      true,
      true,
      false,
    ])
    // National Day 2026-10-01 is off; work goes on after the holiday.
    expect(isWorkingDay('2026-10-01', reckoned)).toBe(false)
    expect(addWorkingMinutes(new Date('2026-03-03T01:00:00Z'), 60, reckoned)).toEqual(new Date('2026-03-03T02:00:00Z'))
  })

  test.each([
    { week: { 1: [['18:00', '09:00']] } },
    {
      week: {
        1: [
          ['09:00', '12:00'],
          ['11:00', '18:00'],
        ],
      },
    },
    { week: { 8: [['09:00', '12:00']] } },
    { closed: [{ day: '2026-02-30' }] },
    { holidayCountry: 'XX' },
  ])('refuses %j', async (wrong) => {
    const { body } = await office.call(readCalendar)
    const reply = await office.inject({
      method: 'PUT',
      url: '/api/calendar',
      payload: { ...body.calendar, ...wrong },
      headers: { 'if-match': `"${body.version}"` },
    })
    expect(reply.statusCode, reply.body).toBe(422)
  })

  test('previews the holidays of a year with their make-up days', async () => {
    const { body } = await office.call(listHolidays, { query: { year: 2025, country: 'CN' }, as: clerk })
    expect(body.announced).toBe(true)
    expect(body.days).toContainEqual({ day: '2025-10-01', nameZh: '国庆节', nameEn: 'National Day', kind: 'holiday' })
    expect(body.days.filter((day) => day.kind === 'makeUpWorkday').map((day) => day.day)).toEqual([
      '2025-01-26',
      '2025-02-08',
      '2025-04-27',
      '2025-09-28',
      '2025-10-11',
    ])
    expect((await office.call(listHolidays, { query: { year: 2040, country: 'CN' } })).body.announced).toBe(false)
    expect((await office.call(listHolidays, { query: { year: 2026, country: 'DE' } })).body.days).toContainEqual(
      expect.objectContaining({ day: '2026-10-03' }),
    )
    expect((await office.refused(listHolidays, { query: { year: 2026, country: 'XX' } })).body.code).toBe(
      'unknownCountry',
    )
  })
})

describe('custom fields', () => {
  const label = { labelZh: '保险公司', labelEn: 'Insurer' }
  const make = async (key: string) =>
    (await office.call(createCustomField, { body: { subject: 'account', key, ...label, kind: 'text' } })).body

  test('are made, changed, hidden, and put in order', async () => {
    const fields = [await make('insurer'), await make('vessel'), await make('berth')]
    const [insurer, , berth] = fields
    if (!insurer || !berth) throw new Error('not made')
    const { body: hidden } = await office.call(changeCustomField, {
      params: { id: insurer.id },
      version: 1,
      body: { active: false, category: 'finance' },
    })
    expect(hidden).toMatchObject({ active: false, category: 'finance', version: 2 })
    expect(
      (await office.refused(changeCustomField, { params: { id: insurer.id }, version: 1, body: { active: true } }))
        .status,
    ).toBe(412)
    await office.call(orderCustomFields, { body: { subject: 'account', ids: [berth.id] } })
    const keys = async (inactive: 'true' | 'false') =>
      (await office.call(listCustomFields, { query: { subject: 'account', inactive }, as: clerk })).body.map(
        (field) => field.key,
      )
    expect(await keys('false')).toEqual(['berth', 'vessel'])
    expect(await keys('true')).toEqual(['berth', 'insurer', 'vessel'])
  })

  test('keep their keys apart, also from hidden ones, and a choice has choices', async () => {
    await make('taken')
    expect(
      (await office.refused(createCustomField, { body: { subject: 'account', key: 'taken', ...label, kind: 'text' } }))
        .body.code,
    ).toBe('keyTaken')
    expect(
      (await office.refused(createCustomField, { body: { subject: 'account', key: 'mode', ...label, kind: 'choice' } }))
        .status,
    ).toBe(422)
    const choices = [{ value: 'sea', labelZh: '海运', labelEn: 'Sea' }]
    const { body } = await office.call(createCustomField, {
      body: { subject: 'contact', key: 'mode', ...label, kind: 'choice', choices },
    })
    expect(body.choices).toEqual(choices)
  })
})

describe('the audit trail', () => {
  test('is filtered by person, kind and day, and paged without gap or double', async () => {
    const own = await testDatabase()
    const administrator = await aUser(own, { roles: ['administrator'] })
    const app = await testApp(own, { as: administrator, now: new Date('2026-03-01T17:00:00Z') })
    for (let at = 0; at < 7; at++) await app.call(createTeam, { body: { name: `t${at}` } })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await app.call(listEvents, {
        query: { limit: 3, kind: 'team', actorId: administrator.id, ...(cursor ? { cursor } : {}) },
      })
      seen.push(...body.rows.map((row) => String(row.subjectName)))
      cursor = body.next ?? undefined
    } while (cursor)
    expect(seen).toEqual(['t6', 't5', 't4', 't3', 't2', 't1', 't0'])
    const count = async (query: object) => (await app.call(listEvents, { query })).body.rows.length
    // 17:00 UTC is the next day in Shanghai.
    expect(await count({ from: '2026-03-02', until: '2026-03-02' })).toBe(7)
    expect(await count({ until: '2026-03-01' })).toBe(0)
    expect(await count({ kind: 'team.created' })).toBe(7)
    expect(await count({ kind: 'role' })).toBe(0)
    expect(await count({ actorId: newId() })).toBe(0)
  })

  test('shows what an event says of a customer only to who may read every category', async () => {
    await writeAsOwner(database, async (tx) => {
      const { id } = await anAccount(tx)
      await recordEvent(tx, {
        kind: 'account.changed',
        subject: { type: 'account', id },
        accountId: id,
        actorId: null,
        at: new Date(),
        data: { creditLimitE4: 1 },
      })
    })
    const auditor = await aUser(database, {
      rights: {
        modules: { administration: { read: 'all' }, accounts: { read: 'all' } },
        categories: { basic: { read: true } },
      },
    })
    const read = async (as?: User) =>
      (await office.call(listEvents, { query: { kind: 'account.changed' }, ...(as ? { as } : {}) })).body.rows[0]
    expect(await read()).toMatchObject({ data: { creditLimitE4: 1 }, subjectName: expect.any(String) })
    expect(await read(auditor)).toMatchObject({ data: null, subjectName: null })
  })
})
