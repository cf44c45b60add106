import * as contract from '@quayside/contract'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  anAccount,
  aTeam,
  aUser,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
} from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let clerk: User
let teamMate: User
let team: string
const total = 60
const states = ['prospect', 'active', 'mature', 'lost'] as const

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  team = await aTeam(database)
  clerk = await aUser(database, {
    rights: { modules: { accounts: { read: 'own' } }, categories: { basic: { read: true } } },
  })
  teamMate = await aUser(database, {
    teams: [team, await aTeam(database)],
    rights: {
      modules: { accounts: { read: 'team' }, timeline: 'all' },
      categories: { basic: true, finance: true, behaviour: true, address: true },
    },
  })
  api = await testApp(database, { as: chief })
  await writeAsOwner(database, async (tx) => {
    await tx
      .insertInto('custom_fields')
      .values([
        { id: newId(), subject: 'account', key: 'fleet', label_zh: '车队', label_en: 'Fleet', kind: 'number' },
        {
          id: newId(),
          subject: 'account',
          key: 'margin',
          label_zh: '毛利',
          label_en: 'Margin',
          kind: 'text',
          category: 'finance',
        },
        { id: newId(), subject: 'account', key: 'since', label_zh: '自', label_en: 'Since', kind: 'date' },
        { id: newId(), subject: 'account', key: 'vip', label_zh: '贵宾', label_en: 'VIP', kind: 'boolean' },
        {
          id: newId(),
          subject: 'account',
          key: 'ports',
          label_zh: '港口',
          label_en: 'Ports',
          kind: 'choices',
          choices: JSON.stringify([{ value: 'CNSHA' }]),
        },
      ])
      .execute()
    for (let n = 0; n < total; n++) {
      const { id } = await anAccount(tx, {
        name: `客户 ${n}`,
        sort_key: `k${String((n * 7) % total).padStart(3, '0')}`,
        quality_score: n % 5,
        state: states[n % states.length],
        updated_at: new Date(Date.UTC(2026, 0, 1 + (n % 9))),
        credit_limit_e4: n * 10_000,
        credit_grade: 'AA',
        tags: n % 2 ? ['odd'] : [],
        industry: n % 3 ? 'coal' : null,
        owner_id: n % 4 === 0 ? clerk.id : n % 4 === 1 ? teamMate.id : null,
        team_id: n % 5 === 0 ? team : null,
        custom: JSON.stringify({
          fleet: n,
          margin: `secret-${n}`,
          since: `2026-01-${10 + (n % 20)}`,
          vip: n % 2 === 0,
          ports: ['CNSHA'],
        }),
      })
      if (n % 3 === 0)
        await tx
          .insertInto('orders')
          .values({
            id: newId(),
            number: `O-${n}`,
            account_id: id,
            ordered_on: `2026-02-${10 + (n % 15)}`,
            currency: 'CNY',
          })
          .execute()
      if (n % 2 === 0)
        await tx
          .insertInto('addresses')
          .values({ id: newId(), account_id: id, city: n % 4 ? '上海' : '深圳' })
          .execute()
    }
  })
})

async function walk(
  sort: string,
  options: { as?: User; limit?: number; between?: () => Promise<void>; filter?: unknown } = {},
) {
  const rows: contract.AccountRow[] = []
  let cursor: string | undefined
  do {
    const query = {
      sort: sort as never,
      limit: options.limit ?? 7,
      ...(cursor ? { cursor } : {}),
      ...(options.filter ? { filter: JSON.stringify(options.filter) } : {}),
    }
    const { body } = await api.call(contract.listAccounts, { query, ...(options.as ? { as: options.as } : {}) })
    rows.push(...body.rows)
    cursor = body.next ?? undefined
    await options.between?.()
  } while (cursor)
  return rows
}

const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id)

describe('walking a list', () => {
  test('of any states by name meets each of their accounts once and in order, whatever the page size', async () => {
    const all = await walk('name', { limit: 50 })
    const chosen = fc.subarray([...states, 'wonBack'], { minLength: 1 })
    const filters = (value: readonly string[]) => [
      { field: 'state', op: 'in', value },
      { all: [{ field: 'state', op: 'in', value: [...value, ...value] }] },
      {
        all: [
          { field: 'state', op: 'in', value },
          { field: 'kind', op: 'is', value: 'enterprise' },
        ],
      },
    ]
    await fc.assert(
      fc.asyncProperty(
        chosen,
        fc.nat(2),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (value, form, limit, down) => {
          const met = await walk(down ? '-name' : 'name', { limit, filter: filters(value)[form] })
          const wanted = ids(all.filter((row) => value.includes(row.state)))
          expect(ids(met)).toEqual(down ? wanted.toReversed() : wanted)
        },
      ),
      { numRuns: 12 },
    )
    const own = await walk('name', { as: clerk, filter: { field: 'state', op: 'in', value: ['active', 'prospect'] } })
    expect(ids(own)).toEqual(ids((await walk('name', { as: clerk })).filter((row) => row.state === 'prospect')))
  })

  test.each(contract.AccountSort.options)(
    'sorted by %s meets every account once, whatever the page size',
    async (sort) => {
      const whole = await walk(sort, { limit: 500 })
      expect(whole).toHaveLength(total)
      for (const limit of [1, 7, 20]) expect(ids(await walk(sort, { limit }))).toEqual(ids(whole))
      if (!sort.startsWith('-') && !ofSums.includes(sort))
        expect(ids(await walk(`-${sort}`, { limit: 11 }))).toEqual(ids(whole).toReversed())
    },
  )

  test.each(['name', '-updatedAt', '-amount'])('of own and team accounts by %s meets each once', async (sort) => {
    const rows = await walk(sort, { as: teamMate, limit: 4 })
    const { rows: expected } = await database.owner.query(
      'select id from accounts where owner_id = $1 or team_id = $2',
      [teamMate.id, team],
    )
    expect(new Set(ids(rows)).size).toBe(rows.length)
    expect(ids(rows).sort()).toEqual(expected.map((row) => row.id).sort())
    if (sort === 'name')
      expect(rows.map((row) => (Number(row.name.slice(3)) * 7) % total)).toEqual(
        rows.map((row) => (Number(row.name.slice(3)) * 7) % total).toSorted((a, b) => a - b),
      )
  })

  test('meets every row once while others are being inserted', async () => {
    const before = ids(await walk('-createdAt', { limit: 500 }))
    const added: string[] = []
    const between = async () => {
      const { id } = await writeAsOwner(database, (tx) =>
        anAccount(tx, { sort_key: `k${String(added.length * 5).padStart(3, '0')}x` }),
      )
      added.push(id)
    }
    try {
      for (const sort of ['name', '-createdAt']) {
        const met = ids(await walk(sort, { limit: 9, between }))
        expect(new Set(met).size).toBe(met.length)
        expect(met).toEqual(expect.arrayContaining(before))
      }
    } finally {
      await database.owner.query('delete from accounts where id = any($1)', [added])
    }
  })

  test('counts on request', async () => {
    const { body } = await api.call(contract.listAccounts, { query: { count: 'yes', limit: 1 } })
    expect(body).toMatchObject({ total, totalIsFloor: false })
  })

  test('refuses a cursor of another order', async () => {
    const { body } = await api.call(contract.listAccounts, { query: { limit: 1 } })
    const answer = await api.refused(contract.listAccounts, { query: { sort: '-name', cursor: body.next ?? '' } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'badCursor' } })
  })
})

describe('rights in lists', () => {
  test('one sees his own alone, without the categories he may not read', async () => {
    const raw = await api.inject({ method: 'GET', url: '/api/accounts?limit=500&count=yes', as: clerk })
    const page = raw.json()
    expect(page).toMatchObject({ total: total / 4 })
    expect(page.rows[0]).toMatchObject({ amountE4: null, creditGrade: null, city: null, orders: null })
    expect(page.rows[0].masked).toEqual(expect.arrayContaining(['amountE4', 'creditGrade', 'custom.margin']))
    expect(raw.body).not.toMatch(/secret-|AA/)
  })

  test.each([
    ['sort=amount', 'sortNotAllowed'],
    ['sort=-lastOrderOn', 'sortNotAllowed'],
    [`filter=${encodeURIComponent('{"field":"creditGrade","op":"is","value":"AA"}')}`, 'filterNotAllowed'],
    [`filter=${encodeURIComponent('{"any":[{"field":"custom.margin","op":"isNotEmpty"}]}')}`, 'filterNotAllowed'],
  ])('a hidden value is not guessed by %s', async (query, code) => {
    const reply = await api.inject({ method: 'GET', url: `/api/accounts?${query}`, as: clerk })
    expect([reply.statusCode, reply.json().code]).toEqual([403, code])
  })
})

describe('filters', () => {
  test.each<[string, contract.Filter, (n: number) => boolean]>([
    ['a choice', { field: 'creditGrade', op: 'in', value: ['AA', 'B'] }, () => true],
    ['an empty text', { field: 'industry', op: 'isEmpty' }, (n) => n % 3 === 0],
    ['not a text', { field: 'industry', op: 'isNot', value: 'coal' }, (n) => n % 3 === 0],
    ['a tag', { field: 'tags', op: 'contains', value: 'odd' }, (n) => n % 2 === 1],
    ['no tag', { field: 'tags', op: 'isEmpty' }, (n) => n % 2 === 0],
    ['a number between', { field: 'creditLimit', op: 'between', value: [100_000, 200_000] }, (n) => n >= 10 && n <= 20],
    ['a place', { field: 'city', op: 'is', value: '上海' }, (n) => n % 4 === 2],
    ['not a place', { field: 'city', op: 'isNot', value: '上海' }, (n) => n % 4 !== 2],
    ['no place', { field: 'city', op: 'isEmpty' }, (n) => n % 2 === 1],
    [
      'the last order by day',
      { field: 'lastOrderOn', op: 'lte', value: '2026-02-10' },
      (n) => n % 3 === 0 && n % 15 === 0,
    ],
    ['no order yet', { field: 'orders', op: 'is', value: 0 }, (n) => n % 3 !== 0],
    ['few orders', { field: 'orders', op: 'lt', value: 1 }, (n) => n % 3 !== 0],
    ['orders from none on', { field: 'orders', op: 'between', value: [0, 1] }, () => true],
    ['an amount of nothing', { field: 'amount', op: 'lte', value: 0 }, () => true],
    ['some orders', { field: 'orders', op: 'gte', value: 1 }, (n) => n % 3 === 0],
    ['a custom number', { field: 'custom.fleet', op: 'gt', value: 55 }, (n) => n > 55],
    ['a custom day', { field: 'custom.since', op: 'is', value: '2026-01-12' }, (n) => n % 20 === 2],
    ['a custom flag', { field: 'custom.vip', op: 'is', value: true }, (n) => n % 2 === 0],
    [
      'either of two',
      {
        any: [
          { field: 'custom.fleet', op: 'lt', value: 2 },
          { field: 'custom.fleet', op: 'is', value: 9 },
        ],
      },
      (n) => n < 2 || n === 9,
    ],
    ['a day of change', { field: 'updatedAt', op: 'is', value: '2026-01-03' }, (n) => n % 9 === 2],
    ['the owner', { field: 'owner', op: 'isEmpty' }, (n) => n % 4 > 1],
  ])('by %s finds what it says', async (_, filter, fits) => {
    const rows = await walk('name', { filter })
    const expected = Array.from({ length: total }, (__, n) => n).filter(fits)
    expect(rows.map((row) => Number(row.name.slice(3))).sort((a, b) => a - b)).toEqual(expected)
  })

  test('may say me and mine', async () => {
    const mine = await walk('name', { as: teamMate, filter: { field: 'owner', op: 'is', value: 'me' } })
    const ours = await walk('name', { as: teamMate, filter: { field: 'team', op: 'is', value: 'mine' } })
    expect([mine.length, ours.length]).toEqual([total / 4, total / 5])
  })

  const leaf = fc.record({
    field: fc.oneof(
      fc.constantFrom(
        ...Object.keys(contract.accountFilterFields),
        'custom.fleet',
        'custom.since',
        'custom.vip',
        'custom.ports',
        'custom.margin',
      ),
      fc.string(),
    ),
    op: fc.constantFrom(...contract.FilterOperator.options),
    value: fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.integer(),
      fc.constantFrom('2026-02-28', '0000-01-01', '9999-12-31', 'me', 'mine', "'; drop table accounts; --", '%', '\\'),
      fc.array(fc.oneof(fc.integer(), fc.string(), fc.uuid(), fc.constant('2026-01-01')), { maxLength: 3 }),
      fc.tuple(fc.double(), fc.double()),
    ),
  })
  const { filter: anyFilter } = fc.letrec((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
    ),
  }))

  test('of whatever shape are answered or refused, never an error of the database', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyFilter, fc.jsonValue()), async (filter) => {
        const query = new URLSearchParams({ filter: JSON.stringify(filter), limit: '2', count: 'yes' })
        const reply = await api.inject({ method: 'GET', url: `/api/accounts?${query}` })
        if (reply.statusCode !== 200)
          expect([reply.statusCode, reply.json().code]).toEqual([
            422,
            expect.stringMatching(/badFilter|invalidRequest/),
          ])
      }),
      { numRuns: 300 },
    )
  })

  test('nested a thousand deep are refused', async () => {
    const filter = '{"all":['.repeat(1000) + ']}'.repeat(1000)
    const reply = await api.inject({ method: 'GET', url: `/api/accounts?filter=${encodeURIComponent(filter)}` })
    expect(reply.statusCode).toBe(422)
  })
})
/** Who has no such sum comes last either way. */
const ofSums: readonly string[] = ['amount', 'lastOrderOn', 'health', 'lifetimeValue', 'nextAction']
