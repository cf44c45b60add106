import * as contract from '@quayside/contract'
import { type Logger, pino } from 'pino'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import type { Mail } from '../../platform/mail/index.ts'
import { watchShipments } from './exceptions/watch-shipments.ts'
import { followAgainJob } from './follow-again.job.ts'
import { followAll } from './for-tests.ts'
import { noticeWords } from './notices/notice-words.ts'
import { afterQuiet } from './notices/quiet-hours.ts'
import { sendNotice } from './notices/send-notice.ts'
import { recordMilestone } from './record-milestone.ts'

// Four in the afternoon in Shanghai.
const now = new Date('2026-11-20T08:00:00Z')
let database: TestDatabase
let api: TestApp
let dispatcher: User
let accountId: string
const sent: Mail[] = []
const mail = { send: async (one: Mail) => void sent.push(one), close: () => undefined }

beforeAll(async () => {
  database = await testDatabase()
  dispatcher = await aUser(database, { roles: ['dispatcher'] })
  api = await testApp(database, { as: dispatcher, now })
})
beforeEach(async () => {
  accountId = (await writeAsOwner(database, (tx) => anAccount(tx, { name: '海天物流', owner_id: dispatcher.id }))).id
  await database.owner.query(
    `insert into contacts (id, account_id, name, email, is_primary) values ($1, $2, '李', $3, true)`,
    [newId(), accountId, `li@${accountId}.example`],
  )
})

const open = async (draft: Partial<contract.ShipmentDraft> = {}) =>
  (
    await api.call(contract.openShipment, {
      body: { accountId, mode: 'road', origin: '上海', destination: '武汉', promisedOn: '2026-11-25', ...draft },
    })
  ).body
const tell = (
  id: string,
  code: contract.MilestoneCode,
  at: string,
  kind: contract.MilestoneKind = 'actual',
  on = now,
) =>
  writeAs(database, dispatcher.id, (tx) =>
    recordMilestone(tx, dispatcher, { shipment: { id }, code, kind, at, source: 'edi' }, on),
  )
const follow = (log?: Logger) => followAll(database, log)
const read = async (id: string) => (await api.call(contract.readShipment, { params: { id } })).body
const deliver = async (id: string) => {
  for (const { id: notice } of (await read(id)).notices) await sendNotice(notice, { database, clock: () => now, mail })
}

describe('the expected arrival', () => {
  test('rests on what shipments like it took, with an interval; an odd voyage does not move it', async () => {
    const lane = { origin: 'Lane A', destination: 'Lane B', carrier: 'Swift' }
    for (const days of [2, 2, 3, 3, 3, 3, 4, 4, 60]) {
      const past = await open(lane)
      await tell(past.id, 'pickedUp', '2026-08-01T08:00Z')
      await tell(past.id, 'delivered', new Date(Date.parse('2026-08-01T08:00Z') + days * 86_400_000).toISOString())
    }
    const { id } = await open(lane)
    await follow()
    expect((await read(id)).arrival).toMatchObject({ basis: 'plan', shipments: 0, earliest: null })
    await tell(id, 'pickedUp', '2026-11-20T06:00Z')
    await follow()
    expect((await read(id)).arrival).toMatchObject({
      basis: 'laneAndCarrier',
      shipments: 9,
      since: 'pickedUp',
      at: '2026-11-23T06:00:00.000Z',
      earliest: '2026-11-22T06:00:00.000Z',
    })
    const other = await open({ ...lane, carrier: 'Slow' })
    await tell(other.id, 'pickedUp', '2026-11-20T06:00Z')
    await follow()
    expect((await read(other.id)).arrival).toMatchObject({ basis: 'lane', shipments: 9 })
    await tell(other.id, 'delivered', '2026-11-30T06:00Z', 'estimated')
    await follow()
    expect((await read(other.id)).arrival).toMatchObject({ basis: 'carrier', at: '2026-11-30T06:00:00.000Z' })
    expect(await read(other.id)).toMatchObject({ risk: 'atRisk' })
  })
})

test('on lanes and carriers of different pace the expected arrival is nearer than the usual of the mode, and four of five arrive between its two ends', async () => {
  // Each lane and carrier takes a time of its own, give or take a third; the same numbers at each run.
  const past = 12
  await database.owner.query(
    `insert into shipments (id, account_id, mode, state, carrier, origin, destination, opened_at, picked_up_at, delivered_at, delivered_on, goods)
     select gen_random_uuid(), $1, 'rail', 'delivered', 'Pace ' || c, 'From ' || l, 'To ' || l, t.at, t.at,
            t.at + t.took, (t.at + t.took)::date, 'pace'
     from   generate_series(1, 5) l, generate_series(1, 2) c, generate_series(1, 40) n
     cross  join lateral (select timestamptz '2026-06-01T08:00Z' + n * interval '2 days' as at,
              make_interval(hours => (l * c * 20 * (1 + (hashint4extended(l * 1000 + c * 100 + n, 7) % 1000) / 3000.0))::int) as took) t`,
    [accountId],
  )
  await database.owner.query(
    `insert into shipment_milestones (id, shipment_id, code, kind, at, source, recorded_at)
     select gen_random_uuid(), id, 'pickedUp', 'actual', picked_up_at, 'edi', picked_up_at from shipments where goods = 'pace'`,
  )
  const { rows } = await database.owner.query(
    `with tried as (
       select s.*, e.at, e.earliest, e.latest, e.basis,
              (select percentile_cont(0.5) within group (order by p.delivered_at - p.picked_up_at) from shipments p
               where p.mode = s.mode and p.delivered_at <= s.picked_up_at) as usual
       from   shipments s cross join lateral expect_shipment(s.id, s.picked_up_at) e
       where  s.goods = 'pace' and s.opened_at > timestamptz '2026-06-01T08:00Z' + $1 * interval '2 days')
     select count(*)::int as n, count(*) filter (where basis = 'laneAndCarrier')::int as own,
            extract(epoch from percentile_cont(0.5) within group (order by greatest(at - delivered_at, delivered_at - at)))::float8 / 3600 as error,
            extract(epoch from percentile_cont(0.5) within group (order by
              greatest(picked_up_at + usual - delivered_at, delivered_at - picked_up_at - usual)))::float8 / 3600 as naive,
            avg((delivered_at between earliest and latest)::int)::float8 as within
     from   tried where earliest is not null`,
    [past],
  )
  const [{ n, own, error, naive, within }] = rows
  expect(n).toBeGreaterThan(200)
  expect(own / n).toBeGreaterThan(0.8)
  // Hours: measured 11 against 33.5.
  expect(error).toBeLessThan(naive / 2)
  expect(within).toBeGreaterThan(0.78)
  expect(within).toBeLessThan(0.92)
})

test('OTIF by customer names the terms each is judged by, and is a file with the same figures', async () => {
  const { id } = await open({ promisedOn: '2026-11-17' })
  await tell(id, 'delivered', '2026-11-19T06:00Z')
  const query = { by: 'account', accountId } as const
  const mine = async () => (await api.call(contract.shipmentOtif, { query })).body.parts
  expect(await mine()).toMatchObject([{ late: 1, otif: 0, terms: { accountId, own: false } }])
  await database.owner.query(
    "insert into service_definitions (id, account_id, early_days, grace_days, attested_by) values ($1, $2, 1, 3, 'carrier')",
    [newId(), accountId],
  )
  const terms = { accountId, own: true, earlyDays: 1, graceDays: 3, attestedBy: 'carrier' }
  expect(await mine()).toMatchObject([{ late: 0, otif: 1, terms }])
  expect((await api.call(contract.shipmentOtif, { query: { accountId } })).body.parts).toMatchObject([{ terms: null }])

  const asked = new URLSearchParams({ ...query, format: 'csv' })
  const { body, headers } = await api.inject({ method: 'GET', url: `/api/shipments/otif/file?${asked}` })
  const [, part, total] = body.trim().split(/\r?\n/)
  expect(part).toMatch(/海天物流,1,1,1,0,0,0,1,1,1,1,1,1,3$/)
  expect(total).toBe('Total,1,1,1,0,0,0,1,1,1,1,,,')
  expect(headers['content-disposition']).toContain('otif-account-')
})

describe('exceptions', () => {
  test('are found by rules, once for a fact, and end when their cause does', async () => {
    const shipment = await open({ promisedOn: '2026-11-18', plannedPickupAt: '2026-11-19T00:00:00.000Z' })
    await writeAsOwner(database, (tx) => watchShipments(tx, now))
    expect((await read(shipment.id)).exceptions.toSorted()).toEqual(['delay', 'overdue'])
    expect(await writeAsOwner(database, (tx) => watchShipments(tx, now))).toBe(0)
    await tell(shipment.id, 'customsHold', '2026-11-19T05:00Z')
    expect((await read(shipment.id)).exceptions).toContain('customsHold')
    await tell(shipment.id, 'customsReleased', '2026-11-19T06:00Z')
    expect((await read(shipment.id)).exceptions).not.toContain('customsHold')
    await tell(shipment.id, 'delivered', '2026-11-20T06:00Z')
    expect(await read(shipment.id)).toMatchObject({ exceptions: [], risk: 'late', state: 'delivered' })
  })

  test('of silence follow the threshold of the mode, which somebody may set', async () => {
    const shipment = await open({ mode: 'express', promisedOn: '2026-12-30' })
    await tell(shipment.id, 'pickedUp', '2026-11-19T06:00Z')
    const { rules } = (await api.call(contract.listShipmentRules)).body
    const rule = rules.find(({ trigger, mode }) => trigger === 'silence' && mode === 'express')
    const params = { id: rule?.id ?? '' }
    const change = (minutes: number, version: number) =>
      api.call(contract.changeShipmentRule, { params, version, body: { minutes } })
    await change(2_880, 1)
    expect(await writeAsOwner(database, (tx) => watchShipments(tx, now))).toBe(0)
    await change(1_440, 2)
    expect(await writeAsOwner(database, (tx) => watchShipments(tx, now))).toBe(1)
    expect((await api.refused(contract.changeShipmentRule, { params, version: 1, body: { minutes: 1 } })).status).toBe(
      412,
    )
    expect((await read(shipment.id)).exceptions).toEqual(['silence'])
  })

  test('are settled and opened again by people', async () => {
    const { id } = await open()
    const exception = (
      await api.call(contract.addShipmentException, { params: { id }, body: { kind: 'damage', note: '2 箱' } })
    ).body
    const params = { id: exception.id }
    const resolved = await api.call(contract.resolveShipmentException, {
      params,
      version: 1,
      body: { resolution: 'Paid' },
    })
    expect(resolved.body).toMatchObject({ resolution: 'Paid', resolvedBy: { id: dispatcher.id } })
    expect((await read(id)).exceptions).toEqual([])
    await api.call(contract.reopenShipmentException, { params, version: 2 })
    expect((await read(id)).exceptions).toEqual(['damage'])
  })
})

test('an exception is given to somebody, and his are found; a filter narrows list, board and file alike', async () => {
  const { id } = await open({ carrier: '顺达', references: [{ kind: 'container', value: 'MSCU1234567' }] })
  await open({ carrier: '顺达' })
  await tell(id, 'damaged', '2026-11-20T06:00Z')
  const [exception] = (await read(id)).exceptionList
  const params = { id: exception?.id ?? '' }
  const given = { params, version: 1, body: { userId: dispatcher.id } }
  expect((await api.call(contract.assignShipmentException, given)).body.assignee).toEqual({
    id: dispatcher.id,
    name: expect.any(String),
  })
  expect((await api.refused(contract.assignShipmentException, given)).status).toBe(412)
  const nobody = await api.refused(contract.assignShipmentException, { params, version: 2, body: { userId: newId() } })
  expect([nobody.status, nobody.raw.body]).toEqual([422, expect.stringContaining('/userId')])

  const filter = JSON.stringify({
    all: [
      { field: 'carrier', op: 'is', value: '顺达' },
      {
        any: [
          { field: 'assignee', op: 'is', value: ['me'] },
          { field: 'number', op: 'isEmpty' },
        ],
      },
      { field: 'exceptionKind', op: 'is', value: 'damage' },
      { field: 'referenceValue', op: 'startsWith', value: 'MSCU' },
      { field: 'lastAt', op: 'is', value: '2026-11-20' },
    ],
  })
  expect((await api.call(contract.listShipments, { query: { filter } })).body.rows.map((row) => row.id)).toEqual([id])
  expect((await api.call(contract.shipmentBoard, { query: { filter } })).body.open).toBe(1)
  const file = await api.inject({
    method: 'GET',
    url: `/api/shipments/file?${new URLSearchParams({ filter, format: 'csv', sort: 'last' })}`,
  })
  expect(file.body.trim().split('\n')).toHaveLength(2)
  // Words for people, and the codes beside them for programs.
  for (const word of ['Road', 'road', 'Damage', 'damage']) expect(file.body).toContain(`,${word},`)
  for (const field of Object.keys(contract.shipmentFilterFields)) {
    const query = { filter: JSON.stringify({ field, op: 'isNotEmpty' }) }
    expect((await api.call(contract.listShipments, { query })).status, field).toBe(200)
  }
  const wrong = { query: { filter: JSON.stringify({ field: 'secret', op: 'is', value: 'x' }) } }
  expect((await api.refused(contract.listShipments, wrong)).status).toBe(422)
})

describe('the customer is told before he asks', () => {
  test('of each fact once, in his language, and it stands on his timeline', async () => {
    const { id, number } = await open()
    await tell(id, 'pickedUp', '2026-11-20T06:00Z')
    await follow()
    await deliver(id)
    await deliver(id)
    expect(sent.filter(({ to }) => to === `li@${accountId}.example`)).toMatchObject([
      { subject: expect.stringContaining(`运单 ${number} 已于 2026-11-20 提货`) },
    ])
    // Told by the carrier a second time, with another hour: no news.
    await tell(id, 'pickedUp', '2026-11-20T07:00Z')
    await follow()
    expect((await read(id)).notices).toMatchObject([{ state: 'sent', channel: 'mail' }])
    const onTimeline = await database.owner.query('select subject from interactions where account_id = $1', [accountId])
    expect(onTimeline.rows).toHaveLength(1)
  })

  test('not of what is long past, not where he wants nothing', async () => {
    const { id } = await open()
    await tell(id, 'pickedUp', '2026-10-01T06:00Z')
    await api.call(contract.setNoticeTerms, {
      params: { id: accountId },
      version: 0,
      body: { terms: { events: ['delivered'], channel: 'mail', quietFrom: 0, quietTo: 0 } },
    })
    await tell(id, 'outForDelivery', '2026-11-20T06:00Z')
    await follow()
    expect((await read(id)).notices).toEqual([])
  })

  test('by a colleague where no mail is set up or he wants to be called', async () => {
    const { id } = await open()
    await tell(id, 'damaged', '2026-11-20T06:00Z')
    await follow()
    const [notice] = (await read(id)).notices
    await sendNotice(notice?.id ?? '', { database, clock: () => now })
    expect((await read(id)).notices).toMatchObject([{ state: 'handedOver' }])
    const { rows } = await database.owner.query('select title, owner_id from follow_ups where account_id = $1', [
      accountId,
    ])
    expect(rows).toMatchObject([{ title: expect.stringContaining('发现货物损坏'), owner_id: dispatcher.id }])
  })

  test('never twice: a sending that broke off is looked at by a person', async () => {
    const { id } = await open()
    await tell(id, 'pickedUp', '2026-11-20T06:00Z')
    await follow()
    await database.owner.query(`update shipment_notices set state = 'sending' where shipment_id = $1`, [id])
    const before = sent.length
    await deliver(id)
    expect(sent).toHaveLength(before)
    expect((await read(id)).notices).toMatchObject([{ state: 'failed' }])
  })

  test('not at night', () => {
    const night = { quietFrom: 21 * 60, quietTo: 8 * 60 }
    const at = (text: string) => afterQuiet(new Date(text), night, 'Asia/Shanghai').toISOString()
    expect(at('2026-11-20T12:59:00Z')).toBe('2026-11-20T12:59:00.000Z')
    expect(at('2026-11-20T13:00:00Z')).toBe('2026-11-21T00:00:00.000Z')
    expect(at('2026-11-20T23:59:00Z')).toBe('2026-11-21T00:00:00.000Z')
    expect(at('2026-11-21T00:00:00Z')).toBe('2026-11-21T00:00:00.000Z')
    expect(afterQuiet(now, { quietFrom: 60, quietTo: 60 }, 'UTC')).toBe(now)
  })

  test('in words of both languages for every trouble', () => {
    const shipment = { number: 'S-1', reference: null, origin: 'A', destination: 'B', trackingCheck: 'C', eta: null }
    for (const exception of contract.ShipmentExceptionKind.options) {
      const fact = { kind: 'exception' as const, exception, note: '' }
      expect(noticeWords(fact, shipment, 'zh').body).toMatch(/\p{Script=Han}/u)
      expect(noticeWords(fact, shipment, 'en').body).not.toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('anybody follows a shipment by number and check', () => {
  test('and learns where it is, but not whose', async () => {
    const { id, number, trackingCheck } = await open()
    await tell(id, 'pickedUp', '2026-11-20T06:00Z')
    const query = { number: number.toLowerCase(), check: ` ${trackingCheck?.toLowerCase()} ` }
    const found = await api.call(contract.trackShipment, { query, as: null })
    expect(found.body).toMatchObject({ number, state: 'inTransit', steps: [{ code: 'pickedUp' }] })
    expect(found.raw.body).not.toMatch(/海天|example|dispatcher/)
    const page = await api.inject({
      method: 'GET',
      url: `/track?number=${number}&check=${trackingCheck}&lang=en`,
      as: null,
    })
    expect(page.body).toContain('Picked up')
    expect(page.body).not.toMatch(/海天|<script/)
    expect(page.body.length).toBeLessThan(6_000)
  })

  test('a wrong number and a wrong check get the same answer; trying out ends soon', async () => {
    const fresh = await testApp(database, { now })
    const { number, trackingCheck } = await open()
    const ask = async (asked: string, check: string) => {
      const reply = await fresh.inject({ method: 'GET', url: `/api/tracking?number=${asked}&check=${check}` })
      const { instance: _, ...told } = reply.json() as Record<string, unknown>
      return { status: reply.statusCode, told }
    }
    const wrongCheck = await ask(number, 'AAAAAAAA')
    expect(wrongCheck.status).toBe(404)
    expect(await ask('S-2026-999999', trackingCheck ?? '')).toEqual(wrongCheck)
    const statuses = []
    for (let n = 0; n < 32; n++) statuses.push((await ask(number, `WRONG${n}`)).status)
    expect(statuses.at(-1)).toBe(429)
    expect(
      (await fresh.inject({ method: 'GET', url: `/track?number=${number}&check=${trackingCheck}` })).statusCode,
    ).toBe(429)
  })

  test('what is typed is shown as text', async () => {
    const page = await api.inject({
      method: 'GET',
      url: `/track?number=${encodeURIComponent('"><img src=x>')}&check=a`,
      as: null,
    })
    expect(page.body).not.toContain('<img')
  })
})

test('an order confirmed opens its shipments, each once, with its places and references', async () => {
  const orderId = newId()
  await database.owner.query(
    `insert into orders (id, account_id, number, ordered_on, currency, status) values ($1, $2, $3, '2026-11-10', 'CNY', 'confirmed')`,
    [orderId, accountId, `O-${orderId}`],
  )
  await database.owner.query(
    `insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, service) values ($1, $3, $4, '2026-11-10', 'CNY', 1, 'sea'),
      ($2, $3, $4, '2026-11-10', 'CNY', 2, 'customs')`,
    [newId(), newId(), orderId, accountId],
  )
  await database.owner.query(
    `insert into order_places (id, order_id, position, kind, name, unlocode, window_to) values
      ($1, $3, 1, 'pickup', '洋山', 'CNSHA', null), ($2, $3, 2, 'delivery', 'Hamburg', 'DEHAM', '2026-12-10T15:00Z')`,
    [newId(), newId(), orderId],
  )
  await database.owner.query(
    `insert into order_references (id, order_id, position, kind, value) values ($1, $2, 1, 'pro', 'PRO-77')`,
    [newId(), orderId],
  )
  const confirmed = () =>
    database.owner.query(
      `insert into events (id, at, actor_id, subject_type, subject_id, account_id, kind) values ($1, $2, null, 'order', $3, $4, 'order.confirmed')`,
      [newId(), now, orderId, accountId],
    )
  await confirmed()
  await confirmed()
  await follow()
  const { rows } = (await api.call(contract.listShipments, { query: { orderId } })).body
  expect(rows).toMatchObject([{ mode: 'sea', origin: '洋山', destination: 'Hamburg', promisedOn: '2026-12-10' }])
  const found = await writeAs(database, dispatcher.id, (tx) =>
    recordMilestone(
      tx,
      dispatcher,
      {
        shipment: { references: [{ kind: 'pro', value: 'pro 77' }] },
        code: 'departed',
        kind: 'actual',
        at: '2026-11-19',
        source: 'edi',
      },
      now,
    ),
  )
  expect(found.shipmentId).toBe(rows[0]?.id)
})

test('an order that cannot be followed keeps none beside it waiting, and is followed once it can be', async () => {
  const orders = Array.from({ length: 3 }, (_, n) => ({ id: newId(), at: new Date(now.getTime() + n * 1000) }))
  for (const { id, at } of orders) {
    await database.owner.query(
      `with o as (insert into orders (id, account_id, number, ordered_on, currency, status) values ($1, $2, $3, '2026-11-10', 'CNY', 'confirmed')),
            l as (insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, service) values ($4, $1, $2, '2026-11-10', 'CNY', 1, 'road'))
       insert into events (id, at, actor_id, subject_type, subject_id, account_id, kind) values ($5, $6, null, 'order', $1, $2, 'order.confirmed')`,
      [id, accountId, `O-${id}`, newId(), newId(), at],
    )
  }
  const poison = orders[1]?.id
  await database.owner.query(
    `create function refuse_one() returns trigger language plpgsql as $$ begin raise 'not this one'; end $$;
     create trigger refuse_one before insert on shipments for each row when (new.order_id = '${poison}') execute function refuse_one()`,
  )
  onTestFinished(async () => void (await database.owner.query('drop function if exists refuse_one cascade')))
  const said: { subject: unknown; err: unknown }[] = []
  await follow(pino({}, { write: (line) => void said.push(JSON.parse(line)) }))
  // Should it do the next time, nobody would know why it did not the first.
  const why = expect.objectContaining({ message: 'not this one' })
  expect(said).toMatchObject([{ subject: { type: 'order', id: poison }, err: why }])
  const opened = async () => {
    const { rows } = await database.owner.query<{ id: string; at: Date }>(
      'select order_id as id, opened_at as at from shipments where order_id = any ($1) order by opened_at',
      [orders.map(({ id }) => id)],
    )
    return rows
  }
  expect(await opened()).toEqual([orders[0], orders[2]])
  const { rows } = await database.owner.query<{ data: { xid: string; seq: number } }>(
    `select data from pgboss.job where name = 'shipments.followAgain'`,
  )
  expect(rows).toHaveLength(1)
  const again = () => followAgainJob.handle({ data: rows[0]?.data } as never, { database } as never)
  await expect(again()).rejects.toThrow('not this one')
  await database.owner.query('drop function refuse_one cascade')
  await again()
  await again()
  expect(await opened()).toEqual(orders)
})
