import { churnRadar, valueRadar } from '@quayside/analytics'
import { churn, listChurn, listLinesBehind } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'
import { churnReport } from './churn-report.ts'

const asOf = Date.parse('2026-11-22') / 864e5
const dayText = (day: number) => new Date(day * 864e5).toISOString().slice(0, 10)

let base: Base
beforeAll(async () => {
  base = await aBase()
  await writeAsOwner(base.database, (tx) => slippingAndSteady(tx, base.seller.id))
  await base.warehouse.catchUp()
})
afterAll(() => base.close())

/** Two years in dollars: 30 order every 14 days; one stopped in June, one orders by air no more, one orders smaller. */
async function slippingAndSteady(tx: Tx, sellerId: string) {
  const begin = asOf - 730
  for (let at = 0; at < 30; at++) {
    const { id } = await anAccount(tx, { name: `Steady ${at}`, owner_id: at === 0 ? sellerId : null })
    for (let day = begin + (at % 14); day <= asOf; day += 14)
      await anOrder(tx, id, 1_000_0000 + day, dayText(day), 'USD')
  }
  const stopped = await anAccount(tx, { name: 'Stopped', owner_id: sellerId })
  for (let day = begin; day <= asOf - 160; day += 14) await anOrder(tx, stopped.id, 1_000_0000, dayText(day), 'USD')
  const smaller = await anAccount(tx, { name: 'Smaller' })
  for (let day = begin; day <= asOf; day += 14)
    await anOrder(tx, smaller.id, (day > asOf - 200 ? 400 : 1_000) * 10_000 + (day % 9) * 10_000, dayText(day), 'USD')
  const part = await anAccount(tx, { name: 'No longer by air' })
  for (let day = begin; day <= asOf; day += 7) {
    const air = day % 14 < 7
    if (air && day > asOf - 150) continue
    await aLineOf(tx, part.id, air ? 'air' : 'road', dayText(day))
  }
}

async function aLineOf(tx: Tx, accountId: string, service: string, day: string) {
  const id = newId()
  const own = { account_id: accountId, ordered_on: day, currency: 'USD' }
  await tx
    .insertInto('orders')
    .values({ ...own, id, number: `S-${id}` })
    .execute()
  const lane = { origin: 'Shanghai', destination: service === 'air' ? 'Hamburg' : 'Ningbo' }
  const line = { ...own, ...lane, id: newId(), order_id: id, line_no: 1, amount_e4: 500_0000, service }
  await tx.insertInto('order_lines').values(line).execute()
}

/** The radar of packages/analytics over the lines as the source has them. */
async function radarsInSource(condition: string, of: string) {
  const { rows } = await base.database.owner.query(
    `select a.name || ${of} as series, l.ordered_on::text as day, l.amount_e4::float8 as amount
     from   order_lines l join accounts a on a.id = l.account_id where l.currency = 'USD' and ${condition}`,
  )
  const names = [...new Set(rows.map((row) => row.series as string))]
  const lines = {
    series: rows.map((row) => names.indexOf(row.series)),
    day: rows.map((row) => Date.parse(row.day) / 864e5),
    amount: rows.map((row) => row.amount as number),
  }
  const options = { asOf, falseAlarms: 0.01, of: 'series' as const }
  return { names, rhythm: churnRadar(lines, options), value: valueRadar(lines, options) }
}

const query = { currency: 'USD', falseAlarms: 0.01 } as const

test('alarms about whom the radar alarms on the lines of the source, with what is missing', async () => {
  const { body } = await base.app.call(churn.read, { query })
  const source = await radarsInSource('true', `''`)
  const alarmed = source.names.filter((_, at) => source.rhythm.alarm[at] && !Number.isNaN(source.rhythm.since[at]))
  expect(body.rhythm.rows.map((row) => row.account.name).toSorted()).toEqual(alarmed.toSorted())
  expect(alarmed).toContain('Stopped')
  for (const row of body.rhythm.rows) {
    const at = source.names.indexOf(row.account.name)
    expect(row.missingE4).toBeCloseTo(source.rhythm.missingAmount[at] as number, 2)
    expect(row.chance).toBeCloseTo(source.rhythm.chance[at] as number, 9)
    expect(row.since).toBe(dayText(source.rhythm.since[at] as number))
  }
  // Sums over customers in another order: the same but for the last bits.
  for (const [at, month] of [...source.rhythm.season].entries()) expect(body.season[at]).toBeCloseTo(month, 12)
  expect(body.rhythm.watched + body.rhythm.tooFew).toBe(source.names.length)
  expect(body.rhythm.expectedFalse).toBeCloseTo(0.01 * body.rhythm.watched, 9)
  expect(body.rhythm.months.reduce((sum, month) => sum + month.alarms, 0)).toBe(body.rhythm.alarms)
})

test('the value radar stands beside it and finds whose orders became smaller', async () => {
  const { body } = await base.app.call(churn.read, { query })
  const source = await radarsInSource('true', `''`)
  const found = body.value.rows.find((row) => row.account.name === 'Smaller')
  const at = source.names.indexOf('Smaller')
  expect(found?.missingE4).toBeCloseTo(source.value.missingAmount[at] as number, 2)
  expect(found?.missingOrders).toBeNull()
  expect(body.rhythm.rows.map((row) => row.account.name)).not.toContain('Smaller')
})

test('by service it tells in which one a customer slips whom the whole does not show', async () => {
  const { body } = await base.app.call(churn.read, { query: { ...query, by: 'service' } })
  const source = await radarsInSource('true', `'/' || l.service`)
  const alarmed = source.names.filter((_, at) => source.rhythm.alarm[at] && !Number.isNaN(source.rhythm.since[at]))
  expect(body.rhythm.rows.map((row) => `${row.account.name}/${row.part}`).toSorted()).toEqual(alarmed.toSorted())
  expect(alarmed).toContain('No longer by air/air')
  expect(alarmed).not.toContain('No longer by air/road')
})

test('by lane it tells on which one, and the row opens the orders of that lane', async () => {
  const { body } = await base.app.call(churn.read, { query: { ...query, by: 'lane' } })
  const row = body.rhythm.rows.find((one) => one.account.name === 'No longer by air')
  expect(row?.part).toBe('Shanghai → Hamburg')
  const behind = await base.app.call(listLinesBehind, {
    query: { currency: 'USD', accountId: row?.account.id, origin: 'Shanghai', destination: 'Hamburg', limit: 500 },
  })
  expect(new Set(behind.body.rows.map((line) => line.service))).toEqual(new Set(['air']))
  expect(behind.body.rows[0]?.orderedOn).toBe(row?.lastOrderOn)
  const notGiven = await base.app.call(listLinesBehind, { query: { currency: 'USD', origin: '-', limit: 1 } })
  const { rows } = await base.database.owner.query(
    `select count(*)::int as lines from order_lines where currency = 'USD' and origin is null`,
  )
  expect(notGiven.body.total).toBe(rows[0].lines)
})

test('who is silent longer than asked is lost, the others slip; the list parts them', async () => {
  const lost = await base.app.call(listChurn, { query: { ...query, silenceDays: 90, state: 'lost' } })
  expect(lost.body.rows.map((row) => row.account.name)).toContain('Stopped')
  const slipping = await base.app.call(listChurn, { query: { ...query, silenceDays: 365, state: 'slipping' } })
  expect(slipping.body.rows.map((row) => row.account.name)).toContain('Stopped')
  expect(slipping.body.rows.every((row) => !row.lost)).toBe(true)
})

test('the share of false alarms is the reader’s: a stricter one alarms about no more', async () => {
  const counts = []
  for (const falseAlarms of [0.5, 0.1, 0.01, 0.001]) {
    const { body } = await base.app.call(churn.read, { query: { ...query, falseAlarms } })
    counts.push(body.rhythm.alarms)
  }
  expect(counts).toEqual(counts.toSorted((one, other) => other - one))
})

test('the file tells how many were watched, how many alarms are expected to be false, and whether all are listed', async () => {
  const { body } = await base.app.call(churn.read, { query: { ...query, falseAlarms: 0.5, rows: 1 } })
  const { watched, alarms, expectedFalse } = body.rhythm
  expect(alarms).toBeGreaterThan(1)
  expect(churnReport(body, 'en').notes).toContain(
    `Rhythm: ${watched} watched, ${alarms} alarms, ${Math.round(expectedFalse)} of them expected to be false, the first 1 listed.`,
  )
})

test('a seller’s radar watches his own customers alone', async () => {
  const { body } = await base.app.call(churn.read, { as: base.seller, query })
  expect(body.rhythm.watched).toBe(2)
  expect(body.rhythm.rows.map((row) => row.account.name)).toEqual(['Stopped'])
  const list = await base.app.call(listChurn, { as: base.seller, query })
  expect(list.body.total).toBe(1)
})

test('customers with too few orders are counted and never alarmed about', async () => {
  const { body } = await base.app.call(churn.read, { query: { currency: 'CNY' } })
  expect(body.rhythm).toMatchObject({ watched: 0, tooFew: 200, alarms: 0, rows: [], months: [] })
})

test('who may not see money is refused; an impossible share names its field', async () => {
  const as = await aUser(base.database, {
    rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
  })
  expect((await base.app.refused(churn.read, { as })).body.code).toBe('financeHidden')
  expect((await base.app.refused(listChurn, { as })).body.code).toBe('financeHidden')
  const wrong = await base.app.refused(churn.read, { query: { falseAlarms: 0.9 } })
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, '/query/falseAlarms'])
})

test('leaves as a file with headings and services in the language asked for', async () => {
  const { raw } = await base.app.call(churn.file, {
    query: { ...query, by: 'service', format: 'csv', locale: 'zh-CN' },
  })
  expect(raw.body.replace('\uFEFF', '').split('\r\n')[0]).toBe(
    '客户编号,客户,等级,负责人,服务,自何时,最近订单,概率,此前每年订单,此后每年订单,缺失订单,缺失金额',
  )
  const parts = raw.body
    .split('\r\n')
    .slice(1)
    .flatMap((line) => line.split(',')[4] || [])
  expect(parts.length).toBeGreaterThan(0)
  expect(parts.every((part) => /\p{Script=Han}/u.test(part))).toBe(true)
})
