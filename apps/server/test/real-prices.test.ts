import { readFile } from 'node:fs/promises'
import { checkRateCard, createTariff, type PriceAnswer, readTariff } from '@quayside/contract'
import { detectFile, readRows } from '@quayside/tabular'
import { beforeAll, expect, test } from 'vitest'
import { realData } from '../src/modules/accounts/imports/for-tests.ts'
import { openPricing } from '../src/modules/pricing/index.ts'
import { readAs } from '../src/platform/database.ts'
import type { User } from '../src/platform/http/serve.ts'
import { aUser, type TestApp, testApp, testDatabase } from './harness.ts'
import type { TestDatabase } from './test-database.ts'

const path = realData('brunel/brunel-logistics.xlsx')
const day = '2013-05-26'

let database: TestDatabase
let api: TestApp
let user: User
beforeAll(async () => {
  database = await testDatabase()
  user = await aUser(database)
  api = await testApp(database, { as: user })
})

async function sheet(name: string): Promise<string[][]> {
  const rows: string[][] = []
  for await (const batch of readRows(path ?? '', await detectFile(path ?? ''), { sheet: name }))
    rows.push(...batch.rows.map(({ values }) => [...values]))
  return rows
}

/** The card as the workbook has it, priced by the database in numeric, which knows nothing of this module. */
async function independently(orders: readonly string[][]): Promise<Map<string, string | null>> {
  const { owner } = database
  await owner.query(
    `create table brunel_rates (carrier text, origin text, destination text, low numeric, high numeric, level text, least numeric, rate numeric)`,
  )
  await owner.query(
    `create table brunel_orders (id text, carrier text, origin text, destination text, level text, kg numeric)`,
  )
  const rates = (await sheet('FreightRates')).map((row) => row.slice(0, 8))
  await owner.query(
    `insert into brunel_rates select r->>0, r->>1, r->>2, (r->>3)::numeric, (r->>4)::numeric, r->>5, round((r->>6)::numeric, 4), round((r->>7)::numeric, 10) from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rates)],
  )
  await owner.query(
    `insert into brunel_orders select r->>0, r->>3, r->>2, r->>11, r->>5, (r->>13)::numeric from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(orders)],
  )
  const { rows } = await owner.query<{ id: string; amount: string | null }>(`
    select o.id, (select round(min(round(greatest(r.least, round(r.rate * o.charged, 4)), 4)), 2)::text from brunel_rates r
                  where r.carrier = o.carrier and r.origin = o.origin and r.destination = o.destination and r.level = o.level
                  and   o.charged between r.low and r.high) as amount
    from  (select *, ceil(round(kg, 3) * 100) / 100 as charged from brunel_orders) o`)
  return new Map(rows.map(({ id, amount }) => [id, amount]))
}

test.skipIf(path === null)(
  '1,540 real rates become carriers’ cards; 9,215 orders are priced as the database reckons, the rest say why',
  { timeout: 120_000 },
  async () => {
    const boundary = '--b\r\nContent-Disposition: form-data; name="file"; filename="brunel-logistics.xlsx"\r\n\r\n'
    const card = (
      await api.call(checkRateCard, {
        payload: Buffer.concat([Buffer.from(boundary), await readFile(path ?? ''), Buffer.from('\r\n--b--\r\n')]),
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      })
    ).body
    expect({ rows: card.rows, faulty: card.faulty, carriers: card.cards.length }).toEqual({
      rows: 1540,
      faulty: 0,
      carriers: 9,
    })
    expect(card.warnings.length, 'the real card has doubled breaks').toBeGreaterThan(100)
    for (const { carrier, rates } of card.cards) {
      const made = await api.call(createTariff, {
        body: {
          kind: 'carrier',
          carrier,
          code: `BRUNEL-${carrier}`,
          name: `Brunel ${carrier}`,
          first: { validFrom: '2013-01-01', currency: 'USD', weightStepG: 10, rates, sourceFile: card.fileName },
        },
      })
      expect((await api.call(readTariff, { params: { id: made.body.id } })).body.rates).toBe(rates.length)
    }

    const orders = await sheet('OrderList')
    expect(orders).toHaveLength(9215)
    const expected = await independently(orders)
    const answers = await readAs(database, user.id, async (db) => {
      const pricing = openPricing(db)
      const told = new Map<string, PriceAnswer>()
      for (const [id = '', , origin = '', carrier = '', , level = '', , , , , , destination = '', , kg = ''] of orders)
        told.set(
          id,
          await pricing.price({
            carrier,

            level,
            origin,
            destination,
            on: day,
            weightG: Math.round(Number(kg) * 1000),
          }),
        )
      return told
    })

    const wrong = [...answers].filter(([id, answer]) => {
      const amount = expected.get(id) ?? null
      return amount === null
        ? answer.outcome === 'priced'
        : answer.outcome !== 'priced' || answer.amountE4 !== Math.round(Number(amount) * 1e4)
    })
    expect(wrong.slice(0, 5)).toEqual([])
    const reasons = Object.groupBy(answers.values(), (answer) =>
      answer.outcome === 'priced' ? 'priced' : answer.reason,
    )
    expect(Object.fromEntries(Object.entries(reasons).map(([reason, of]) => [reason, of.length]))).toEqual({
      priced: 6997,
      noTariff: 854,
      outsideBreaks: 1364,
    })
    expect(reasons.noTariff?.[0]).toMatchObject({ en: 'There is no rate card of carrier V44_3.' })
    expect(reasons.outsideBreaks?.[0]).toMatchObject({
      en: expect.stringContaining('which has 0.01–2.5, 70.51–9999.99 kg'),
    })
    const total = [...answers.values()].reduce(
      (sum, answer) => sum + (answer.outcome === 'priced' ? answer.amountE4 : 0),
      0,
    )
    expect(total).toBe([...expected.values()].reduce((sum, amount) => sum + Math.round(Number(amount ?? 0) * 1e4), 0))
  },
)
