import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness.ts'
import {
  aPartner,
  type EdiWorld,
  ediWorld,
  handIn,
  messagesOf,
  removeEdiFolder,
  tender,
  transaction,
  x12,
} from './for-tests.ts'

let world: EdiWorld
let control = 0
beforeEach(async () => {
  world = await ediWorld(await testDatabase())
  await aPartner(world, { identifier: 'ACME', settings: { currency: 'USD' } })
})
afterAll(() => removeEdiFolder(world))

const send = async (message: string, kind = 'PO') =>
  (await messagesOf(world, await handIn(world, x12([message], { kind, control: String(++control) }))))[0]
const lines = async () =>
  (await world.database.owner.query('select item_code, quantity::float, amount_e4 from order_lines order by line_no'))
    .rows
const statuses = async () =>
  (await world.database.owner.query('select status from orders')).rows.map(({ status }) => status)

const purchase = transaction('850', '0001', [
  'BEG*00*SA*PO-1**20261122',
  'PO1*1*10*EA*2.50**VP*BOLT',
  'PO1*2*4*EA*5**VP*NUT',
])

test('money of an order that names no currency is in the partner’s, as his settings say', async () => {
  await send(purchase)
  await send(purchase.replace('PO-1', 'PO-2').replace('PO1*1', 'CUR*BY*EUR~PO1*1').replace('SE*5', 'SE*6'))
  const { rows } = await world.database.owner.query('select customer_reference, currency from orders order by number')
  expect(rows.map(({ currency }) => currency)).toEqual(['USD', 'EUR'])
})

test('an 860 changes quantity, takes a line away and adds one; sent again it changes nothing', async () => {
  await send(purchase)
  const change = transaction('860', '0001', [
    'BCH*04*SA*PO-1***20261123',
    'POC*1*QI*12**EA*2.50**VP*BOLT',
    'POC*2*DI*4**EA*5**VP*NUT',
    'POC*3*AI*1**EA*9**VP*WASHER',
  ])
  expect(await send(change)).toMatchObject({ status: 'taken', outcome: 'changed' })
  const after = [
    { item_code: 'BOLT', quantity: 12, amount_e4: 300_000 },
    { item_code: 'WASHER', quantity: 1, amount_e4: 90_000 },
  ]
  expect(await lines()).toEqual(after)
})

test('a tender sent as cancelled cancels its order; for an order nobody knows it waits', async () => {
  await send(tender('LOAD-1'), 'SM')
  expect(await send(tender('LOAD-1').replace('B2A*00', 'B2A*01'), 'SM')).toMatchObject({
    status: 'taken',
    outcome: 'cancelled',
  })
  expect(await statuses()).toEqual(['cancelled'])
  expect(await send(tender('LOAD-9').replace('B2A*00', 'B2A*01'), 'SM')).toMatchObject({
    status: 'quarantined',
    reasons: [{ code: 'orderUnknown' }],
  })
  expect(await send(tender('LOAD-1').replace('B2A*00', 'B2A*04'), 'SM')).toMatchObject({ status: 'quarantined' })
})

test('an order of a customer on hold is held, of one nobody serves it waits', async () => {
  const hold = (kind: string) =>
    world.database.owner.query(
      `insert into account_order_holds (id, account_id, kind, reason, since) values (gen_random_uuid(), $1, $2, 'unpaid', now())`,
      [world.account.id, kind],
    )
  await hold('onHold')
  expect(await send(tender('LOAD-1'), 'SM')).toMatchObject({ status: 'taken', outcome: 'held' })
  await world.database.owner.query('delete from account_order_holds')
  await hold('frozen')
  expect(await send(tender('LOAD-2'), 'SM')).toMatchObject({
    status: 'quarantined',
    reasons: expect.arrayContaining([expect.objectContaining({ code: 'customerFrozen' })]),
  })
  expect((await world.database.owner.query('select from order_drafts')).rowCount).toBe(0)
})

test('a day the calendar has not, a negative quantity, a currency nobody knows: each waits with its reason', async () => {
  const wrong = async (from: string, to: string) =>
    (await send(purchase.replace(from, to).replace('PO-1', `PO-${control}`)))?.reasons.map(({ code }) => code)
  expect(await wrong('20261122', '20261131')).toContain('noSuchDay')
  expect(await wrong('PO1*1*10', 'PO1*1*-10')).toEqual(
    expect.arrayContaining([expect.stringMatching(/negative|quantity/i)]),
  )
  expect(await wrong('PO1*1*10', 'CUR*BY*XQX~PO1*1*10')).toEqual(
    expect.arrayContaining([expect.stringMatching(/currency|envelope/i)]),
  )
})

const billOfLading = (reference: string, purpose = '00') =>
  transaction('211', '0001', [
    `BOL*SCAC*PP*${reference}*20261122**PRO-88`,
    `B2A*${purpose}*BL`,
    'L11*PO-7*PO',
    'G62*10*20261126',
    'G62*02*20261128',
    'N1*SH*Acme plant*ZZ*P1',
    'N3*1 Dock Road',
    'N4*Shanghai**200000*CN',
    'N1*CN*Acme shop*ZZ*S1',
    'N4*Suzhou**215000*CN',
    'AT1*1',
    'AT4*Machine parts',
    'AT2*10*PLT*G*K*1200',
  ])

test('a bill of lading is put to the order of its load tender', async () => {
  const tendered = await send(tender('LOAD-1'), 'SM')
  const paper = await send(billOfLading('LOAD-1'), 'BL')
  expect(paper).toMatchObject({ status: 'taken', outcome: 'known', order_id: tendered?.order_id })
  expect((await world.database.owner.query('select from orders')).rowCount).toBe(1)
})

test('a bill of lading that no tender announced is the order; it is changed and cancelled by its purpose', async () => {
  expect(await send(billOfLading('BOL-9'), 'BL')).toMatchObject({ status: 'taken', outcome: 'taken' })
  const { rows } = await world.database.owner.query(
    `select l.origin, l.destination, g.packages, g.weight_g, g.description, (select array_agg(r.kind || ' ' || r.value order by r.kind, r.value) from order_references r where r.order_id = o.id) as numbers
     from   orders o join order_lines l on l.order_id = o.id join order_goods g on g.order_id = o.id`,
  )
  expect(rows).toEqual([
    {
      ...{ origin: 'Shanghai', destination: 'Suzhou', description: 'Machine parts' },
      ...{ packages: 10, weight_g: expect.anything() },
      numbers: ['billOfLading BOL-9', 'pro PRO-88', 'purchaseOrder PO-7'],
    },
  ])
  expect(Number(rows[0]?.weight_g)).toBe(1_200_000)
  expect(await send(billOfLading('BOL-9', '01'), 'BL')).toMatchObject({ status: 'taken', outcome: 'cancelled' })
})
