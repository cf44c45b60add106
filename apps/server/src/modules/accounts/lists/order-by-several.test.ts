import * as contract from '@quayside/contract'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
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

let database: TestDatabase
let api: TestApp
let mate: User
const total = 48

/** Few values, so that many are equal, and some are missing; every seventh has no sums at all. */
interface Row {
  id: string
  name: string
  quality: number
  createdAt: number
  updatedAt: number
  amount: number | null
  lastOrderOn: string | null
  health: number | null
  lifetimeValue: number | null
  nextAction: number | null
}
const rows: Row[] = []

beforeAll(async () => {
  database = await testDatabase()
  const chief = await aUser(database)
  const teams = [await aTeam(database), await aTeam(database)]
  mate = await aUser(database, {
    teams,
    rights: {
      modules: { accounts: { read: 'team' }, timeline: 'all' },
      categories: { basic: true, finance: true, behaviour: true },
    },
  })
  api = await testApp(database, { as: chief })
  const orNot = <T>(n: number, each: number, value: T) => (n % each === 0 ? null : value)
  for (let n = 0; n < total; n++) {
    const hasSums = n % 7 !== 0
    const row = {
      name: `k${n % 3}`,
      quality: n % 4,
      createdAt: Date.UTC(2026, 0, 1 + (n % 5)),
      updatedAt: Date.UTC(2026, 1, 1 + (n % 2)),
      amount: hasSums ? (n % 3) * 10_000 : null,
      lastOrderOn: hasSums ? orNot(n, 5, `2026-01-0${1 + (n % 4)}`) : null,
      health: hasSums ? orNot(n, 4, n % 3) : null,
      lifetimeValue: hasSums ? orNot(n, 3, n % 2) : null,
      nextAction: orNot(n, 2, 1 + (n % 3)),
    }
    const { id } = await writeAsOwner(database, (tx) =>
      anAccount(tx, {
        name: `Number ${n}`,
        sort_key: row.name,
        quality_score: row.quality,
        created_at: new Date(row.createdAt),
        updated_at: new Date(row.updatedAt),
        owner_id: n % 2 ? mate.id : null,
        team_id: teams[n % 4] ?? null,
      }),
    )
    rows.push({ id, ...row })
    if (hasSums)
      await database.owner.query(
        'insert into account_figures (account_id, amount_e4, last_order_on, health, lifetime_value_e4) values ($1, $2, $3, $4, $5)',
        [id, row.amount, row.lastOrderOn, row.health, row.lifetimeValue],
      )
    if (row.nextAction)
      await database.owner.query(
        `insert into next_actions (account_id, action, urgency, advised_at) values ($1, 'keepInTouch', $2, now())`,
        [id, row.nextAction],
      )
  }
})

async function walk(sort: string, limit: number, as?: User): Promise<string[]> {
  const met: string[] = []
  let cursor: string | undefined
  do {
    const query = { sort, limit, ...(cursor ? { cursor } : {}) }
    const { body } = await api.call(contract.listAccounts, { query, ...(as ? { as } : {}) })
    met.push(...body.rows.map((row) => row.id))
    cursor = body.next ?? undefined
  } while (cursor)
  return met
}

/** As a person would sort them: what is missing comes last either way. */
function expected(order: string, among: readonly Row[]): (string | number | null)[][] {
  const keys = contract.sortsOf(order).map((sort) => ({
    key: sort.replace('-', '') as keyof Row,
    sign: sort.startsWith('-') ? -1 : 1,
  }))
  const compare = (a: Row, b: Row) => {
    for (const { key, sign } of keys) {
      const [x, y] = [a[key], b[key]]
      if (x === y) continue
      if (x === null) return 1
      if (y === null) return -1
      return x < y ? -sign : sign
    }
    return 0
  }
  return among.toSorted(compare).map((row) => keys.map(({ key }) => row[key]))
}

const columns = [...new Set(contract.AccountSort.options.map((sort) => sort.replace('-', '')))]
const orders = fc
  .uniqueArray(fc.record({ name: fc.constantFrom(...columns), sign: fc.constantFrom('', '-') }), {
    selector: ({ name }) => name,
    minLength: 1,
    maxLength: contract.mostSorts,
  })
  .map((keys) => keys.map(({ name, sign }) => sign + name).join(','))

test(
  'any order meets every account once and in its place, whatever the page size, with ties and gaps',
  {
    timeout: 120_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(orders, fc.constantFrom(1, 3, 10, 47), fc.boolean(), async (order, limit, ofTeam) => {
        const met = await walk(order, limit, ofTeam ? mate : undefined)
        const seen = ofTeam ? rows.filter((_, n) => n % 2 === 1 || n % 4 < 2) : rows
        expect(met.toSorted()).toEqual(seen.map((row) => row.id).toSorted())
        const byId = new Map(rows.map((row) => [row.id, row]))
        const keys = contract.sortsOf(order).map((sort) => sort.replace('-', '') as keyof Row)
        const values = met.map((id) => keys.map((key) => byId.get(id)?.[key] ?? null))
        expect(values).toEqual(expected(order, seen))
        expect(met).toEqual(await walk(order, 100, ofTeam ? mate : undefined))
      }),
      { numRuns: 30 },
    ),
)

test.each(['name,name', 'name,-name', 'name,', 'name,weather', 'name,quality,createdAt,updatedAt,amount', ''])(
  'the order %j is refused and named',
  async (sort) => {
    const answer = await api.refused(contract.listAccounts, { query: { sort } })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: '/query/sort' }] } })
  },
)

test('an order hidden in second place is refused as in the first', async () => {
  const clerk = await aUser(database, { rights: { modules: { accounts: 'all' }, categories: { basic: true } } })
  for (const sort of ['name,amount', 'name,-health', 'quality,nextAction']) {
    const answer = await api.refused(contract.listAccounts, { query: { sort }, as: clerk })
    expect([answer.status, answer.body.code]).toEqual([403, 'sortNotAllowed'])
  }
})

test('a cursor of one order is refused by another', async () => {
  const { body } = await api.call(contract.listAccounts, { query: { sort: 'health,name', limit: 1 } })
  const answer = await api.refused(contract.listAccounts, { query: { sort: 'health', cursor: body.next ?? '' } })
  expect(answer).toMatchObject({ status: 422, body: { code: 'badCursor' } })
})
