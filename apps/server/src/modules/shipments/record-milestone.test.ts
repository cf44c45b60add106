import * as contract from '@quayside/contract'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { recordMilestone, type ToldMilestone } from './record-milestone.ts'
import { readToldTime } from './told-time.ts'

const now = new Date('2026-11-20T08:00:00Z')
let database: TestDatabase
let api: TestApp
let dispatcher: User
let stranger: User
let accountId: string
let containers = 0

beforeAll(async () => {
  database = await testDatabase()
  dispatcher = await aUser(database, { roles: ['dispatcher'] })
  stranger = await aUser(database, { roles: ['salesRepresentative'] })
  api = await testApp(database, { as: dispatcher, now })
  accountId = (await writeAsOwner(database, (tx) => anAccount(tx, { name: '海天' }))).id
})

async function aShipment(draft: Partial<contract.ShipmentDraft> = {}) {
  const container = `MSCU${String(++containers).padStart(7, '0')}`
  const body = {
    accountId,
    mode: 'sea' as const,
    origin: '上海',
    destination: 'Hamburg',
    promisedOn: '2026-11-25',
    references: [{ kind: 'container' as const, value: container }],
    ...draft,
  }
  return { container, shipment: (await api.call(contract.openShipment, { body })).body }
}
const tell = (told: Partial<ToldMilestone> & Pick<ToldMilestone, 'shipment'>) =>
  writeAs(database, dispatcher.id, (tx) =>
    recordMilestone(
      tx,
      dispatcher,
      { code: 'departed', kind: 'actual', at: '2026-11-19T10:00Z', source: 'edi', ...told },
      now,
    ),
  )
const read = async (id: string) => (await api.call(contract.readShipment, { params: { id } })).body
const unplaced = async () => (await api.call(contract.listUnplacedMilestones, { query: { limit: 500 } })).body.rows

describe('a milestone', () => {
  test('moves the shipment, whatever the order in which it is told', async () => {
    const { shipment } = await aShipment()
    expect(shipment).toMatchObject({ state: 'planned', number: expect.stringMatching(/^S-2026-\d{6}$/) })
    const told: [contract.MilestoneCode, string][] = [
      ['outForDelivery', '2026-11-19T07:00Z'],
      ['pickedUp', '2026-11-10T07:00+08:00'],
      ['arrived', '2026-11-18T07:00Z'],
    ]
    for (const [code, at] of told) await tell({ shipment: { id: shipment.id }, code, at, place: 'Hamburg' })
    expect(await read(shipment.id)).toMatchObject({ state: 'outForDelivery', last: { code: 'outForDelivery' } })
    await tell({ shipment: { id: shipment.id }, code: 'delivered', at: '2026-11-19T11:00Z' })
    // The empty container goes back: the goods are delivered all the same.
    await tell({ shipment: { id: shipment.id }, code: 'inTransit', at: '2026-11-19T20:00Z' })
    expect(await read(shipment.id)).toMatchObject({
      state: 'delivered',
      deliveredAt: '2026-11-19T11:00:00.000Z',
      milestones: [{ code: 'pickedUp', offsetMinutes: 480 }, {}, {}, {}, {}],
    })
  })

  test('told twice is one, by its key and by what it says', async () => {
    const { shipment } = await aShipment()
    const first = await tell({ shipment: { id: shipment.id }, key: 'm1' })
    expect(first.outcome).toBe('taken')
    expect(await tell({ shipment: { id: shipment.id }, key: 'm1', at: '2026-11-18T10:00Z' })).toMatchObject({
      outcome: 'known',
      milestoneId: first.milestoneId,
    })
    expect(await tell({ shipment: { id: shipment.id }, key: 'm2' })).toMatchObject({
      outcome: 'known',
      milestoneId: first.milestoneId,
    })
    expect((await read(shipment.id)).milestones).toHaveLength(1)
  })

  test('finds its shipment by any reference, however it is written', async () => {
    const { shipment, container } = await aShipment({
      references: [
        { kind: 'container', value: 'TGHU 765432-1' },
        { kind: 'purchaseOrder', value: 'PO-77/α' },
      ],
    })
    expect(container).toBeTruthy()
    for (const [kind, value] of [
      ['container', 'tghu7654321'],
      ['other', 'PO 77 Α'],
      ['other', shipment.number],
    ] as const) {
      const at = `2026-11-${10 + value.length}`
      const outcome = await tell({ shipment: { references: [{ kind, value }] }, at })
      expect([value, outcome.shipmentId]).toEqual([value, shipment.id])
    }
  })

  test('of a container that sailed before is of the shipment under way; of two under way it is nobody’s', async () => {
    const value = 'OOLU9999999'
    const references = [{ kind: 'container' as const, value }]
    const { shipment: former } = await aShipment({ references })
    await tell({ shipment: { id: former.id }, code: 'delivered', at: '2026-10-01T10:00Z' })
    const { shipment } = await aShipment({ references })
    expect((await tell({ shipment: { references } })).shipmentId).toBe(shipment.id)
    await aShipment({ references })
    expect((await tell({ shipment: { references }, at: '2026-11-19T12:00Z' })).outcome).toBe('severalShipments')
  })
})

describe('what cannot be true is kept and mended', () => {
  test.each([
    ['future', { at: '2026-11-20T09:00Z' }],
    ['future', { at: '2026-11-23' }],
    ['noSuchDate', { at: '2026-02-30T10:00Z' }],
    ['noSuchDate', { at: 'yesterday' }],
    ['unknownCode', { code: 'ZZ' }],
    ['unknownShipment', { shipment: { references: [{ kind: 'pro', value: 'NOBODY-1' }] } }],
  ] as [string, Partial<ToldMilestone>][])('%s: %o', async (fault, told) => {
    const { shipment } = await aShipment()
    const outcome = await tell({ shipment: { id: shipment.id }, ...told })
    expect(outcome).toMatchObject({ outcome: fault, milestoneId: null })
    expect((await read(shipment.id)).milestones).toEqual([])
    expect(await unplaced()).toContainEqual(expect.objectContaining({ id: outcome.keptId, fault, state: 'open' }))
    const params = { id: outcome.keptId ?? '' }
    const body = { shipmentId: shipment.id, at: '2026-11-19T10:00Z', code: 'departed' as const }
    expect((await api.call(contract.placeMilestone, { params, body })).body.outcome).toBe('taken')
    expect((await read(shipment.id)).milestones).toHaveLength(1)
    expect((await unplaced()).map(({ id }) => id)).not.toContain(params.id)
    expect((await api.refused(contract.placeMilestone, { params, body })).status).toBe(409)
  })

  test('before the order: in every zone, and only then', async () => {
    const orderId = newId()
    await database.owner.query(
      `insert into orders (id, account_id, number, ordered_on, currency) values ($1, $2, $3, '2026-11-10', 'CNY')`,
      [orderId, accountId, `O-${orderId}`],
    )
    const { shipment } = await aShipment({ orderId })
    expect((await tell({ shipment: { id: shipment.id }, at: '2026-11-09T09:00Z' })).outcome).toBe('beforeOrder')
    // In Shanghai it is the tenth already.
    expect((await tell({ shipment: { id: shipment.id }, at: '2026-11-10T01:00+08:00' })).outcome).toBe('taken')
    expect((await tell({ shipment: { id: shipment.id }, at: '2026-11-05', kind: 'planned' })).outcome).toBe('taken')
  })

  test('told again by its key it is kept once, and placed once its shipment is there', async () => {
    const references = [{ kind: 'pro' as const, value: 'PRO-LATE' }]
    const told = { shipment: { references }, key: 'late-1' }
    const first = await tell(told)
    expect(await tell(told)).toEqual(first)
    const { shipment } = await aShipment({ references })
    expect((await tell(told)).shipmentId).toBe(shipment.id)
    expect((await unplaced()).map(({ id }) => id)).not.toContain(first.keptId)
  })

  test('a mending that does not mend leaves it open with the fault that is left', async () => {
    const { shipment } = await aShipment()
    const { keptId } = await tell({ shipment: { references: [{ kind: 'pro', value: 'NOBODY-2' }] } })
    const params = { id: keptId ?? '' }
    const tried = await api.call(contract.placeMilestone, {
      params,
      body: { shipmentId: shipment.id, at: '2026-13-01' },
    })
    expect(tried.body).toMatchObject({ outcome: 'noSuchDate', keptId })
    expect((await unplaced()).filter(({ id }) => id === keptId)).toMatchObject([{ fault: 'noSuchDate' }])
  })
})

test('nobody tells of, or sees, what is not his', async () => {
  const { shipment } = await aShipment()
  const params = { id: shipment.id }
  expect((await api.refused(contract.readShipment, { params, as: stranger })).status).toBe(404)
  expect(
    (
      await api.refused(contract.recordShipmentMilestone, {
        params,
        body: { code: 'lost', at: '2026-11-19' },
        as: stranger,
      })
    ).status,
  ).toBe(403)
})

test('a milestone taken back is as if it had never been', async () => {
  const { shipment } = await aShipment()
  const { milestoneId } = await tell({ shipment: { id: shipment.id }, code: 'delivered' })
  await api.call(contract.retractMilestone, { params: { id: milestoneId ?? '' } })
  expect(await read(shipment.id)).toMatchObject({ state: 'planned', milestones: [], deliveredAt: null })
})

describe('a told time', () => {
  test('is any real instant, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2199-12-30'), noInvalidDate: true }),
        fc.integer({ min: -720, max: 840 }),
        (at, offset) => {
          const local = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 19)
          const [sign, minutes] = [offset < 0 ? '-' : '+', Math.abs(offset)]
          const zone = `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
          const read = readToldTime(local + zone, 'Asia/Shanghai')
          expect(read?.at.getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000)
          expect(read?.offsetMinutes).toBe(offset)
        },
      ),
    )
    fc.assert(fc.property(fc.string({ maxLength: 45 }), (text) => void readToldTime(text, 'Asia/Shanghai')))
  })
  test.each([
    '2026-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-01-01T25:00Z',
    '2026-01-01T24:01Z',
    '2026-01-01T10:60Z',
    '2026-01-01T10:00+15:00',
    '20260101',
    '',
  ])('there is no %s', (text) => expect(readToldTime(text, 'Asia/Shanghai')).toBeNull())
  test('without a zone is the company’s', () => {
    expect(readToldTime('2026-11-20T08:00', 'Asia/Shanghai')?.at.toISOString()).toBe('2026-11-20T00:00:00.000Z')
    expect(readToldTime('2024-02-29', 'Asia/Shanghai')).toMatchObject({ dayOnly: true })
  })
})
