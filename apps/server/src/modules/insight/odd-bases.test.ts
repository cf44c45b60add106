import { composition, mergeAccounts } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { analyses } from './analyses.ts'
import { aBase, anOrder, type Base } from './for-tests.ts'

let base: Base
/** A base of each kind in a currency of its own: an analysis looks at one. Days and amounts in ten-thousandths. */
const bases = {
  'no orders at all': ['CHF', []],
  'one order of one customer': ['EUR', [[['2026-03-01', 1_0000]]]],
  'one customer with many orders': [
    'SEK',
    [[...Array(12).keys()].map((at) => [`2026-${month(at)}-01`, 1_0000 * (at + 1)])],
  ],
  'everybody equal': [
    'GBP',
    [...Array(20)].map(() => [
      ['2026-03-01', 500],
      ['2026-06-01', 500],
    ]),
  ],
  'returns alone': ['JPY', [[['2026-03-01', -1_0000]], [['2026-04-01', -2_0000]]]],
  'returns that make the whole nothing': [
    'THB',
    [
      [
        ['2026-03-01', 1_0000],
        ['2026-04-01', -1_0000],
      ],
    ],
  ],
  'days that have not come yet': ['HKD', [[['2031-03-01', 1_0000]], [['2032-03-01', 5_0000]]]],
} as const satisfies Record<string, readonly [string, readonly (readonly (readonly [string, number])[])[]]>

function month(at: number) {
  return String(at + 1).padStart(2, '0')
}

beforeAll(async () => {
  base = await aBase()
  await writeAsOwner(base.database, async (tx) => {
    for (const [name, [currency, customers]] of Object.entries(bases))
      for (const orders of customers) {
        const { id } = await anAccount(tx, { name })
        for (const [day, amount] of orders as readonly (readonly [string, number])[])
          await anOrder(tx, id, amount, day, currency)
      }
  })
  await base.warehouse.catchUp()
})
afterAll(() => base.close())

const asked = (path: string, query: Record<string, string>) =>
  base.app.inject({ method: 'GET', url: `/api${path}?${new URLSearchParams(query)}`, as: base.boss })

/** No figure that is none: neither text nor null stands for a number that could not be worked out. */
const noNumber = /"(NaN|-?Infinity)"|:(NaN|-?Infinity)/

describe.each(Object.entries(bases))('%s', (_, [currency, customers]) => {
  test.each(analyses.map((analysis) => [analysis.name, analysis] as const))(
    '%s answers, or says which field it wants',
    async (__, { read, file }) => {
      const answer = await asked(read.path, { currency })
      expect([200, 409, 422], answer.body.slice(0, 300)).toContain(answer.statusCode)
      if (answer.statusCode !== 200) return expect(answer.json().detail).toBeTruthy()
      expect(answer.body).not.toMatch(noNumber)
      expect(answer.json().basis).toMatchObject({ currency, accounts: expect.any(Number) })
      expect(answer.json().basis.accounts).toBeLessThanOrEqual(customers.length)
      const told = await asked(file.path, { currency, format: 'csv', locale: 'en' })
      expect(told.statusCode, told.body.slice(0, 300)).toBe(200)
      expect(told.body).not.toMatch(/NaN|Infinity/)
    },
  )
})

test.each(analyses.map((analysis) => [analysis.name, analysis] as const))(
  '%s of a period without data, of one that ends before it begins, and of no date',
  async (_, { read }) => {
    const empty = await asked(read.path, { from: '1999-01-01', to: '1999-12-31' })
    expect([200, 409, 422]).toContain(empty.statusCode)
    const turned = await asked(read.path, { from: '2026-12-31', to: '2026-01-01' })
    expect([200, 409, 422]).toContain(turned.statusCode)
    const ahead = await asked(read.path, { from: '2090-01-01' })
    expect([200, 409, 422]).toContain(ahead.statusCode)
    const none = await asked(read.path, { from: '2026-02-30' })
    expect([none.statusCode, none.json().errors[0].path]).toEqual([422, '/query/from'])
  },
)

test('a merged customer counts with the one who stays, an erased one no longer', async () => {
  const [stays, goes, erased] = await writeAsOwner(base.database, async (tx) => {
    const made = []
    for (const name of ['Stays', 'Goes', 'Erased']) {
      const { id } = await anAccount(tx, { name })
      await anOrder(tx, id, 10_000, '2026-03-01', 'NOK')
      made.push(
        await tx.selectFrom('accounts').select(['id', 'version']).where('id', '=', id).executeTakeFirstOrThrow(),
      )
    }
    return made
  })
  await base.app.call(mergeAccounts, {
    body: {
      winnerId: stays?.id as string,
      loserId: goes?.id as string,
      winnerVersion: stays?.version as number,
      loserVersion: goes?.version as number,
      choices: {},
    },
  })
  await base.database.owner.query('update accounts set deleted_at = now() where id = $1', [erased?.id])
  await base.warehouse.catchUp()
  const { body } = await base.app.call(composition.read, { query: { by: 'account', currency: 'NOK' } })
  expect(body.parts.map(({ label, revenueE4 }) => [label, revenueE4])).toEqual([['Stays', 20_000]])
  for (const { read } of analyses) {
    const answer = await asked(read.path, { currency: 'NOK' })
    expect(answer.statusCode).toBeLessThan(500)
    expect(answer.body).not.toContain(erased?.id)
    expect(answer.body).not.toContain(goes?.id)
  }
})
