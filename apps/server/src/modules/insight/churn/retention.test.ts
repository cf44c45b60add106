import { retention as retentionOf } from '@quayside/analytics'
import { listRetention, retention } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'
import { retentionReport } from './retention-report.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
  await writeAsOwner(base.database, async (tx) => {
    const orders = {
      Stays: ['2025-10-01', '2025-12-20', '2026-11-01'],
      Goes: ['2025-11-01', '2025-12-01', '2026-02-01'],
      'Comes back': ['2024-01-01', '2026-10-01'],
      New: ['2026-08-01', '2026-11-20'],
      'New and gone': ['2026-02-01'],
      'Long gone': ['2023-01-01'],
    }
    for (const [name, days] of Object.entries(orders)) {
      const { id } = await anAccount(tx, { name, owner_id: name === 'Goes' ? base.seller.id : null })
      for (const day of days) await anOrder(tx, id, 100_0000, day, 'USD')
    }
  })
  await base.warehouse.catchUp()
})
afterAll(() => base.close())

const query = { currency: 'USD', from: '2026-01-01', to: '2026-11-22', silenceDays: 180 } as const

test('customers are kept, lost, won back and new as by hand', async () => {
  const { body } = await base.app.call(retention.read, { query })
  const by = async (move: 'retained' | 'lost' | 'wonBack' | 'new' | 'newLost') => {
    const list = await base.app.call(listRetention, { query: { ...query, move } })
    expect(list.body.total).toBe(body.moves.find((one) => one.move === move)?.customers)
    return list.body.rows.map((row) => row.account.name)
  }
  expect(await by('retained')).toEqual(['Stays'])
  expect(await by('lost')).toEqual(['Goes'])
  expect(await by('wonBack')).toEqual(['Comes back'])
  expect(await by('new')).toEqual(['New'])
  expect((await by('newLost')).toSorted()).toEqual(['Customer 7', 'New and gone'])
  expect(body).toMatchObject({ activeAtStart: 2, activeAtEnd: 3, retentionRate: 0.5 })
  expect(body.rows.map((row) => [row.account.name, row.lostOn])).toEqual([['Goes', '2026-08-01']])
})

test('the figures are those of all lines, not of the turning points alone', async () => {
  const { rows } = await base.database.owner.query(
    `select account_id as id, ordered_on::text as day, amount_e4::float8 as amount from order_lines where currency = 'CNY'`,
  )
  const ids = [...new Set(rows.map((row) => row.id))]
  const day = (text: string) => Date.parse(text) / 864e5
  const lines = {
    series: rows.map((row) => ids.indexOf(row.id)),
    day: rows.map((row) => day(row.day)),
    amount: rows.map((row) => row.amount),
  }
  for (const silenceDays of [30, 180, 400]) {
    const { body } = await base.app.call(retention.read, { query: { ...query, currency: 'CNY', silenceDays } })
    const told = retentionOf(lines, {
      from: day(query.from),
      to: day(query.to),
      lost: { kind: 'silence', days: silenceDays },
    })
    expect(body).toMatchObject({
      activeAtStart: told.activeAtStart,
      activeAtEnd: told.activeAtEnd,
      retentionRate: told.retentionRate ?? null,
      buyers: told.buyers,
      repeatRate: told.repeatRate ?? null,
      meanTenureDays: told.meanTenureDays ?? null,
      medianTenureDays: told.medianTenureDays ?? null,
    })
  }
})

test('a seller’s rate is of his own customers; no silence of no days', async () => {
  const { body } = await base.app.call(retention.read, { as: base.seller, query })
  expect(body).toMatchObject({ activeAtStart: 1, activeAtEnd: 0, retentionRate: 0 })
  const wrong = await base.app.refused(retention.read, { query: { ...query, silenceDays: 0 } })
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, '/query/silenceDays'])
})

test('leaves as a file with headings in the language asked for', async () => {
  const { raw } = await base.app.call(retention.file, { query: { ...query, format: 'csv', locale: 'en' } })
  expect(raw.body.replace('\uFEFF', '').split('\r\n')[0]).toBe(
    'Number,Customer,Tier,Owner,First order,Last order,Lost on,Revenue of the last year',
  )
})

test('a customer is active through the last day of silence and lost on the next, at the start as at the end', async () => {
  const moves = async (from: string, to: string) => {
    const { body } = await base.app.call(retention.read, { query: { ...query, from, to } })
    return Object.fromEntries(body.moves.map(({ move, customers }) => [move, customers]))
  }
  // “Goes” and two more ordered last on 1 February: the 180th day after is 31 July.
  expect(await moves('2026-07-01', '2026-07-31')).toMatchObject({ retained: 3, lost: 0 })
  expect(await moves('2026-07-01', '2026-08-01')).toMatchObject({ retained: 0, lost: 3 })
  expect(await moves('2026-08-01', '2026-08-02')).toMatchObject({ lost: 3 })
  expect(await moves('2026-08-02', '2026-08-03')).toMatchObject({ lost: 0 })
})

test('what was counted reaches back to the first order, and the file tells the period, the boundary days and the currency', async () => {
  const { body } = await base.app.call(retention.read, { query })
  const counted = await base.database.owner.query(
    `select count(*)::integer as lines, count(distinct account_id)::integer as accounts
     from order_lines where currency = 'USD' and ordered_on <= $1`,
    [query.to],
  )
  expect(body.basis).toMatchObject({ from: null, to: query.to, ...counted.rows[0] })
  const notes = retentionReport(body, 'en').notes.join(' ')
  expect(notes).toContain('from the end of the day before 2026-01-01 to the end of 2026-11-22')
  expect(notes).toContain('Active through day 180 after the last order, lost from the next day on.')
  expect(notes).toContain('Orders in USD alone')
})

test('a file that does not name all who were lost says so', async () => {
  const told = async (rows: number) => {
    const { body } = await base.app.call(retention.read, { query: { ...query, rows } })
    return retentionReport(body, 'en').notes.join(' ')
  }
  expect(await told(0)).toContain('The first 0 of 1 customers are listed.')
  expect(await told(1)).not.toContain('are listed')
})
