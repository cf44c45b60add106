import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aTeam, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'

const now = new Date('2026-03-02T08:00:00Z')
let database: TestDatabase
let api: TestApp
let chief: User
let agent: User
let outsider: User
let bare: User
let account: contract.Account

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  const categories = { basic: true, address: true, behaviour: true }
  agent = await aUser(database, {
    name: 'Agent 王',
    rights: {
      modules: { accounts: { read: 'all' }, timeline: { read: 'all', create: 'all', change: 'own', delete: 'own' } },
      categories,
    },
  })
  outsider = await aUser(database, {
    name: 'Outsider',
    teams: [await aTeam(database)],
    rights: { modules: { accounts: 'team', timeline: 'all' } },
  })
  bare = await aUser(database, {
    rights: {
      modules: { accounts: { read: 'all' }, timeline: { read: 'all' }, orders: { read: 'all' } },
      categories: { basic: { read: true } },
    },
  })
  api = await testApp(database, { as: chief, now })
  account = await make('天津港')
})

const make = async (name: string, more: Partial<contract.NewAccount> = {}) =>
  (await api.call(contract.createAccount, { body: { kind: 'enterprise', name, ...more } })).body
type Typed = Parameters<typeof api.call<typeof contract.addInteraction>>[1] extends infer A
  ? A extends { body?: infer B }
    ? B
    : never
  : never
const add = async (body: Typed, as = chief, id = account.id) =>
  (await api.call(contract.addInteraction, { params: { id }, body, as })).body as Extract<
    contract.TimelineEntry,
    { type: 'interaction' }
  >
const timeline = async (query: Record<string, unknown> = {}, as = chief, id = account.id) =>
  (await api.call(contract.readTimeline, { params: { id }, query, as })).body

describe('the timeline', () => {
  test('shows interactions, orders and events in one line, newest first', async () => {
    const { id } = await make('Mixed')
    await database.owner.query(
      `with o as (insert into orders (id, number, account_id, ordered_on, currency) values (gen_random_uuid(), 'O-1', $1, '2026-02-10', 'CNY') returning id)
       insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, amount_e4) select gen_random_uuid(), id, $1, '2026-02-10', 'CNY', 1, 424242 from o`,
      [id],
    )
    await add({ kind: 'call', at: '2026-02-09T17:00:00Z', subject: 'late on the ninth' }, chief, id)
    await add({ kind: 'call', at: '2026-02-09T15:00:00Z', subject: 'early' }, chief, id)
    const { rows } = await timeline({}, chief, id)
    // The order stands at midnight in Shanghai, 16:00 UTC of the day before.
    expect(
      rows.map((row) => (row.type === 'interaction' ? row.subject : row.type === 'order' ? row.number : row.kind)),
    ).toEqual(['account.created', 'late on the ninth', 'O-1', 'early'])
    expect(rows[2]).toMatchObject({ type: 'order', lines: 1, amountE4: 424242, at: '2026-02-09T16:00:00.000Z' })
    expect((await timeline({ show: 'orders' }, chief, id)).rows).toHaveLength(1)
    expect((await timeline({ show: 'call' }, chief, id)).rows).toHaveLength(2)
    expect((await timeline({ search: 'LATE' }, chief, id)).rows).toHaveLength(1)
  })

  test('is walked page by page without loss, also where many entries have one time', async () => {
    const { id } = await make('Many')
    await database.owner.query(
      `insert into interactions (id, account_id, kind, at) select gen_random_uuid(), $1, 'note', timestamptz '2026-01-01' + (n / 10) * interval '1 microsecond' from generate_series(1, 100) n`,
      [id],
    )
    const met: string[] = []
    let cursor: string | undefined
    do {
      const page = await timeline({ limit: 7, ...(cursor ? { cursor } : {}) }, chief, id)
      met.push(...page.rows.map((row) => row.id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect([met.length, new Set(met).size]).toEqual([101, 101])
  })

  test('of ten thousand entries reads one page of the index, not the whole', async () => {
    const { id } = await make('Long')
    await database.owner.query(
      `insert into interactions (id, account_id, kind, at, body) select gen_random_uuid(), $1, 'note', timestamptz '2020-01-01' + n * interval '1 hour', 'x' from generate_series(1, 10000) n`,
      [id],
    )
    await database.owner.query(
      `insert into events (id, at, actor_id, subject_type, subject_id, account_id, kind) select gen_random_uuid(), timestamptz '2020-01-01' + n * interval '1 hour', null, 'interaction', gen_random_uuid(), $1, 'interaction.added' from generate_series(1, 10000) n`,
      [id],
    )
    await database.owner.query('analyze interactions, events')
    const first = await timeline({ limit: 50 }, chief, id)
    const started = performance.now()
    const second = await timeline({ limit: 50, cursor: first.next ?? '' }, chief, id)
    expect(second.rows).toHaveLength(50)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test('hides from events what the reader may not read', async () => {
    const { id } = await make('Hidden changes')
    await api.call(contract.changeAccount, {
      params: { id },
      version: 1,
      body: { creditLimitE4: 135_791_113, industry: 'steel' },
    })
    const raw = await api.inject({ method: 'GET', url: `/api/accounts/${id}/timeline`, as: bare })
    const changed = raw.json().rows.find((row: { kind: string }) => row.kind === 'account.changed')
    expect(changed.data.changes).toMatchObject({
      industry: { from: null, to: 'steel' },
      creditLimitE4: { category: 'finance', masked: true },
    })
    expect(raw.body).not.toContain('135791113')
  })

  test('of an account out of sight is not there', async () => {
    expect((await api.refused(contract.readTimeline, { params: { id: account.id }, as: outsider })).status).toBe(404)
    expect(
      (await api.refused(contract.addInteraction, { params: { id: account.id }, body: { kind: 'note' }, as: outsider }))
        .status,
    ).toBe(404)
  })
})

describe('an interaction', () => {
  test('is changed by its author and not by others', async () => {
    const entry = await add({ kind: 'call', direction: 'in', subject: 'kept', body: 'first' }, agent)
    expect(entry).toMatchObject({ author: { name: 'Agent 王' }, canChange: true, at: now.toISOString() })
    const { body } = await api.call(contract.changeInteraction, {
      params: { id: entry.id },
      version: 1,
      body: { body: 'second' },
      as: agent,
    })
    expect(body).toMatchObject({ body: 'second', subject: 'kept', direction: 'in', version: 2 })
    const others = await add({ kind: 'note', body: 'mine' })
    const answer = await api.refused(contract.changeInteraction, {
      params: { id: others.id },
      version: 1,
      body: { body: 'yours' },
      as: agent,
    })
    expect(answer.status).toBe(403)
    const late = await api.refused(contract.changeInteraction, {
      params: { id: entry.id },
      version: 1,
      body: { body: 'third' },
      as: agent,
    })
    expect(late).toMatchObject({ status: 412, body: { current: { body: 'second' } } })
  })

  test('is removed and brought back', async () => {
    const entry = await add({ kind: 'note', subject: 'gone and back' })
    await api.call(contract.removeInteraction, { params: { id: entry.id }, version: 1 })
    expect((await timeline({ search: 'gone and back' })).rows).toEqual([])
    await api.call(contract.restoreInteraction, { params: { id: entry.id } })
    expect((await timeline({ search: 'gone and back' })).rows).toMatchObject([{ id: entry.id }])
  })

  test('tells mentioned colleagues who may see the account, and nobody else', async () => {
    const body = `@[Agent 王](${agent.id}) please call; @[Outsider](${outsider.id}) @[Nobody](00000000-0000-7000-8000-000000000000)`
    const entry = await add({ kind: 'note', subject: 'Call', body })
    expect(entry.mentions).toEqual([{ id: agent.id, name: 'Agent 王' }])
    const told = await api.call(contract.listNotifications, { as: agent })
    expect(told.body).toMatchObject({
      unread: 1,
      rows: [
        {
          kind: 'mention',
          account: { id: account.id },
          data: { by: { name: 'Chief' }, excerpt: expect.stringContaining('@Agent 王') },
        },
      ],
    })
    expect((await api.call(contract.listNotifications, { as: outsider })).body.rows).toEqual([])
    const { rows: events } = await database.owner.query(
      `select account_id, data from events where kind = 'notification.made' and subject_id = $1`,
      [told.body.rows[0]?.id],
    )
    expect(events).toEqual([{ account_id: null, data: { forUserId: agent.id } }])
    await api.call(contract.changeInteraction, { params: { id: entry.id }, version: 1, body: { body: `${body}!` } })
    expect((await api.call(contract.listNotifications, { as: agent })).body.unread).toBe(1)
    await api.call(contract.readNotifications, { body: {}, as: agent })
    expect((await api.call(contract.listNotifications, { query: { unread: 'yes' }, as: agent })).body).toMatchObject({
      unread: 0,
      rows: [],
    })
  })

  test('sets the next follow-up in the same stroke', async () => {
    await add({ kind: 'visit', subject: 'Visit', followUp: { title: 'Send the offer', dueAt: '2026-03-05T00:00:00Z' } })
    const { body } = await api.call(contract.listFollowUps, { query: { accountId: account.id } })
    expect(body.rows).toMatchObject([
      { title: 'Send the offer', owner: { id: chief.id }, account: { number: account.number } },
    ])
  })

  test.each([
    [
      'a contact of another account',
      { kind: 'note', contactId: '00000000-0000-7000-8000-000000000000' },
      'unknownContact',
    ],
    ['a time to come', { kind: 'note', at: '2026-03-05T00:00:00Z' }, 'inFuture'],
    [
      'a file that is not there',
      { kind: 'note', attachmentIds: ['00000000-0000-7000-8000-000000000000'] },
      'unknownAttachment',
    ],
  ] as const)('with %s is refused', async (_, body, code) => {
    const answer = await api.refused(contract.addInteraction, { params: { id: account.id }, body: body as never })
    expect([answer.status, answer.body.errors?.[0]?.code ?? answer.body.code]).toEqual([422, code])
  })
})

describe('a file', () => {
  const upload = (content: Buffer, name: string, as = chief) => {
    const boundary = 'b0undary'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`
    return api.inject({
      method: 'POST',
      url: `/api/accounts/${account.id}/attachments`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      as,
    })
  }
  const text = Buffer.from('报价单 2026\n')

  test('is uploaded, hung on an interaction, downloaded as it was, and removed', async () => {
    const reply = await upload(text, '报价.txt')
    expect([reply.statusCode, reply.json()]).toEqual([
      201,
      expect.objectContaining({ name: '报价.txt', mediaType: 'text/plain', bytes: text.length }),
    ])
    const file = contract.Attachment.parse(reply.json())
    const entry = await add({ kind: 'mail', attachmentIds: [file.id] })
    expect(entry.attachments).toEqual([file])
    const got = await api.inject({ method: 'GET', url: `/api/attachments/${file.id}/content` })
    expect(got.rawPayload).toEqual(text)
    expect(got.headers['content-disposition']).toContain('attachment')
    expect(
      (await api.inject({ method: 'GET', url: `/api/attachments/${file.id}/content`, as: outsider })).statusCode,
    ).toBe(404)
    expect((await api.inject({ method: 'DELETE', url: `/api/attachments/${file.id}`, as: agent })).statusCode).toBe(403)
    await api.call(contract.removeAttachment, { params: { id: file.id } })
    expect((await timeline({ show: 'mail' })).rows[0]).toMatchObject({ attachments: [] })
  })

  test('of a removed interaction is gone for all but those who could bring it back', async () => {
    const file = contract.Attachment.parse((await upload(text, '旧报价.txt')).json())
    const entry = await add({ kind: 'mail', attachmentIds: [file.id] })
    const got = async (as: User) =>
      (await api.inject({ method: 'GET', url: `/api/attachments/${file.id}/content`, as })).statusCode
    expect([await got(agent), await got(chief)]).toEqual([200, 200])
    await api.call(contract.removeInteraction, { params: { id: entry.id }, version: entry.version })
    expect([await got(agent), await got(chief)]).toEqual([404, 200])
  })

  test.each([
    ['a page that a browser would run', Buffer.from('<!doctype html><script>alert(1)</script>'), 'photo.png', 415],
    ['nothing', Buffer.alloc(0), 'empty.png', 422],
  ])('that is %s is refused, whatever it is called', async (_, content, name, status) => {
    expect((await upload(content, name)).statusCode).toBe(status)
  })

  test('for an account out of sight is not taken', async () => {
    expect((await upload(text, 'a.txt', outsider)).statusCode).toBe(404)
  })
})
