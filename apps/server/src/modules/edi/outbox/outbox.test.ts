import { confirmEdiOutbox, listEdiOutbox, readEdiMessage, rejectEdiMessage } from '@quayside/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { settled, testApp, testDatabase } from '../../../../test/harness.ts'
import { consumeNext } from '../../../platform/consume-events.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { openShipment, recordMilestone } from '../../shipments/index.ts'
import {
  aPartner,
  type EdiWorld,
  edifact,
  ediWorld,
  handIn,
  message,
  messagesOf,
  removeEdiFolder,
  type SomePartner,
  tender,
  transaction,
  work,
  written,
  x12,
} from '../for-tests.ts'
import { tellPartners } from '../index.ts'
import { markSent } from './deliver.ts'
import { tellOverdue } from './watch.job.ts'

let world: EdiWorld
let now: Date
beforeEach(async () => {
  now = new Date()
  world = await ediWorld(await testDatabase(), () => now)
})
afterAll(() => removeEdiFolder(world))

type Writes = NonNullable<NonNullable<SomePartner['settings']>['writes']>
const partner = (writes: Writes, standard: 'x12' | 'edifact' = 'x12') =>
  aPartner(world, { identifier: 'ACME', standard, settings: { writes, acknowledge: 'none' } })

/** What follows the spine has read all there is, twice over: nothing may come of the second time. */
async function tell() {
  await settled(world.database)
  while ((await consumeNext(world.database, tellPartners)) > 0);
  await work(world)
}

test('a tender that is taken is answered by 990, once; one laid aside is declined', async () => {
  await partner(['990'])
  await handIn(world, x12([tender('LOAD-1')]))
  await tell()
  await world.database.owner.query(`update event_cursors set xid = '0', seq = 0`)
  await tell()
  expect(await written(world)).toEqual([expect.stringMatching(/GS\*GF\*.*B1\*QUAY\*LOAD-1\*\d{8}\*A~N9\*CN\*SO-/)])
  await world.database.owner.query('update edi_partners set account_id = null')
  const waiting = await handIn(world, x12([tender('LOAD-2')], { control: '2' }))
  const api = await testApp(world.database, { as: world.chief, files: world.context.files })
  const [message] = await messagesOf(world, waiting)
  await api.call(rejectEdiMessage, { params: { id: message?.id ?? '' }, body: { why: 'no truck' } })
  await tell()
  expect((await written(world)).at(-1)).toMatch(/B1\*QUAY\*LOAD-2\*\d{8}\*D~/)
})

test.each([
  ['x12', '214', /B10\*S-.*AT7\*D1\*NS\*\*\*\d{8}\*\d{4}\*UT~MS1\*Suzhou~/],
  ['edifact', 'IFTSTA', /CNI\+1\+.*STS\+1\+21'DTM\+334:\d{12}:203'/],
] as const)('what happened to a shipment is told to its customer by %s %s', async (standard, type, expected) => {
  await partner([type], standard)
  const opened = await writeAsOwner(world.database, (tx) =>
    openShipment(tx, null, { accountId: world.account.id, mode: 'road' }, now),
  )
  await writeAsOwner(world.database, (tx) =>
    recordMilestone(
      tx,
      null,
      { shipment: opened, code: 'delivered', kind: 'actual', at: now.toISOString(), place: 'Suzhou', source: 'staff' },
      now,
    ),
  )
  await tell()
  expect(await written(world)).toEqual([expect.stringMatching(expected)])
})

test.each(['IFTMIN', 'IFTMBF'])(
  '%s of a forwarder becomes an order of its mode, and is confirmed by IFTMBC',
  async (type) => {
    await partner(['IFTMBC'], 'edifact')
    const said = message(type, '1', [
      'BGM+335+BOOK-1+9',
      'DTM+137:20261122:102',
      'TDT+20++1+13',
      'LOC+9+CNSHA',
      'LOC+11+DEHAM',
      'NAD+CZ+++Acme plant',
      'GID+1+10:PK',
      'FTX+AAA+++Machine parts',
      'MEA+WT+AAB+KGM:1200',
    ])
    expect(await messagesOf(world, await handIn(world, edifact([said])))).toMatchObject([
      { status: 'taken', outcome: 'taken', reference: 'BOOK-1' },
    ])
    await tell()
    const { rows } = await world.database.owner.query(
      'select o.number, l.service from orders o join order_lines l on l.order_id = o.id',
    )
    expect(rows).toEqual([{ number: expect.stringMatching(/^SO-/), service: 'sea' }])
    expect(await written(world)).toEqual([expect.stringMatching(`IFTMBC.*${rows[0].number}.*RFF\\+BN:BOOK-1`)])
  },
)

test('an order by EDIFACT is answered by ORDRSP, and ORDCHG changes it', async () => {
  await partner(['ORDRSP'], 'edifact')
  const line = (quantity: number) => ['LIN+1++BOLT:SA', `QTY+21:${quantity}`, 'PRI+AAA:2.5', 'UNS+S']
  const ordered = message('ORDERS', '1', ['BGM+220+PO-1+9', 'DTM+137:20261122:102', 'CUX+2:CNY:9', ...line(10)])
  await handIn(world, edifact([ordered]))
  await tell()
  expect(await written(world)).toEqual([expect.stringMatching(/ORDRSP.*RFF\+ON:PO-1/)])
  const changed = message('ORDCHG', '1', [
    'BGM+230+CH-1+4',
    'DTM+137:20261123:102',
    'RFF+ON:PO-1',
    ...line(15).toSpliced(0, 1, 'LIN+1+3+BOLT:SA'),
  ])
  expect(await messagesOf(world, await handIn(world, edifact([changed], { control: '2' })))).toMatchObject([
    { status: 'taken', outcome: 'changed' },
  ])
  const { rows } = await world.database.owner.query('select quantity::float, amount_e4 from order_lines')
  expect(rows).toEqual([{ quantity: 15, amount_e4: 375_000 }])
})

test('that goods left is told once, though they were picked up and then departed', async () => {
  await partner(['856'])
  const shipment = await writeAsOwner(world.database, (tx) =>
    openShipment(tx, null, { accountId: world.account.id, mode: 'road' }, now),
  )
  for (const [code, minutes] of [
    ['pickedUp', 60],
    ['departed', 30],
  ] as const) {
    const at = new Date(now.getTime() - minutes * 60_000).toISOString()
    await writeAsOwner(world.database, (tx) =>
      recordMilestone(tx, null, { shipment, code, kind: 'actual', at, source: 'staff' }, now),
    )
    await tell()
  }
  expect(await written(world)).toEqual([expect.stringMatching(/ST\*856\*/)])
})

test('what is sent waits for its acknowledgement, is overdue without, and is settled by it', async () => {
  const partnerId = await partner(['990'])
  await handIn(world, x12([tender('LOAD-1'), tender('LOAD-2', '0002')]))
  await tell()
  const api = await testApp(world.database, { as: world.chief, files: world.context.files })
  const { rows } = (await api.call(listEdiOutbox, { query: { partnerId } })).body
  expect(rows).toMatchObject([{ types: ['990'] }, { types: ['990'] }])
  for (const { id } of rows) await api.call(confirmEdiOutbox, { params: { id } })
  expect((await api.call(listEdiOutbox)).body.rows).toEqual([])
  const later = new Date(now.getTime() + 25 * 3_600_000)
  expect(await writeAsOwner(world.database, (tx) => tellOverdue(tx, later))).toBe(2)
  expect(await writeAsOwner(world.database, (tx) => tellOverdue(tx, later))).toBe(0)
  const told = await world.database.owner.query(`select kind, data->>'title' as title from notifications`)
  expect(told.rows).toEqual([1, 2].map((at) => ({ kind: 'ediOverdue', title: `990 LOAD-${at}` })))
  const groups = await world.database.owner.query<{ id: string; control: string; group_control: string }>(
    `select id, control, group_control from edi_messages where direction = 'out' order by received_at, id`,
  )
  const [first, second] = groups.rows
  const receipt = (of: typeof first, verdict: string) =>
    transaction('997', '0001', [
      `AK1*GF*${of?.group_control}`,
      `AK2*990*${of?.control}`,
      ...(verdict === 'R' ? ['AK3*B1*2**8', 'AK4*4*558*7*ZZ', 'AK3*N9*3**3'] : []),
      `AK5*${verdict}${verdict === 'R' ? '*5' : ''}`,
      `AK9*${verdict}*1*1*1`,
    ])
  await handIn(world, x12([receipt(first, 'A')], { kind: 'FA', control: '7' }))
  await handIn(world, x12([receipt(second, 'R')], { kind: 'FA', control: '8' }))
  const outcome = async (id = '') => (await api.call(readEdiMessage, { params: { id } })).body
  expect(await outcome(first?.id)).toMatchObject({
    status: 'acknowledged',
    answers: [{ type: '997', direction: 'in' }],
  })
  expect(await outcome(second?.id)).toMatchObject({
    status: 'rejected',
    reasons: [
      {
        code: 'refusedByPartner',
        zh: '对方拒收：B104“ZZ”：代码无效；N9：缺少必需段；有段出错。请改正后重新发送。',
        en: 'The partner rejected it: B104 “ZZ”: Invalid code; N9: Mandatory segment missing; One or more segments in error. Put it right and send it again.',
      },
    ],
  })
})

test('a CONTRL that rejects says which segment and which element of ours it means', async () => {
  const id = await aPartner(world, {
    identifier: 'EURO',
    standard: 'edifact',
    settings: { writes: ['ORDRSP'], acknowledge: 'none' },
  })
  const order = [
    'BGM+220+EO-1+9',
    'DTM+137:20261122:102',
    'CUX+2:CNY:9',
    'LIN+1++BOLT:SA',
    'QTY+21:10',
    'PRI+AAA:2.50',
    'UNS+S',
  ]
  await handIn(world, edifact([message('ORDERS', '1', order)], { sender: 'EURO' }))
  await tell()
  const api = await testApp(world.database, { as: world.chief, files: world.context.files })
  const [row] = (await api.call(listEdiOutbox, { query: { partnerId: id } })).body.rows
  await api.call(confirmEdiOutbox, { params: { id: row?.id ?? '' } })
  const ours = await world.database.owner.query<{ id: string; control: string; interchange: string }>(
    `select m.id, m.control, i.control as interchange from edi_messages m join edi_interchanges i on i.id = m.interchange_id
     where m.direction = 'out' and m.type = 'ORDRSP'`,
  )
  const [sent] = ours.rows
  const said = [
    `UCI+${sent?.interchange}+QUAYSIDE:14+EURO:14+4`,
    `UCM+${sent?.control}+ORDRSP:D:96A:UN+4`,
    'UCS+3',
    'UCD+12+1:2',
    'UCS+5+13',
  ]
  await handIn(world, edifact([message('CONTRL', '1', said)], { sender: 'EURO', control: '2' }))
  expect((await api.call(readEdiMessage, { params: { id: sent?.id ?? '' } })).body.reasons).toMatchObject([
    {
      en: expect.stringMatching(/rejected it: segment 3, element 1: Invalid value; segment 5: Missing\. Put it right/),
    },
  ])
})

test('an acknowledgement of what was never sent waits; acknowledgements are never acknowledged', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const file = await handIn(world, x12([transaction('997', '0001', ['AK1*SM*77', 'AK9*A*1*1*1'])], { kind: 'FA' }))
  expect(await messagesOf(world, file)).toMatchObject([
    { status: 'quarantined', reasons: [{ code: 'answersNothing' }] },
  ])
  expect(await written(world)).toEqual([])
  expect(await markSent(world.context, file)).toBe(false)
})
