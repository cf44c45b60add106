import { EdiReader, Received } from '@quayside/edi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/harness.ts'
import {
  aPartner,
  type EdiWorld,
  edifact,
  ediWorld,
  handIn,
  message,
  messagesOf,
  removeEdiFolder,
  tender,
  transaction,
  written,
  x12,
} from '../for-tests.ts'

/** What the centre says of what came, as the partner reads it. */

let world: EdiWorld
beforeAll(async () => {
  world = await ediWorld(await testDatabase())
  await aPartner(world, { identifier: 'ACME' })
  await aPartner(world, { identifier: 'NINE', settings: { acknowledge: '999' } })
  await aPartner(world, { identifier: 'MUTE', settings: { acknowledge: 'none' } })
  await aPartner(world, { identifier: 'EACH', settings: { ta1: true } })
  await aPartner(world, { identifier: 'EURO', standard: 'edifact', settings: { acknowledge: 'CONTRL' } })
})
afterAll(() => removeEdiFolder(world))

let controls = 0
const next = () => String(++controls)

/** The newest of ours, segment by segment; read back by the reader without a fault. */
async function answer(text: string): Promise<string[]> {
  const before = (await written(world)).length
  await handIn(world, text, `${next()}.edi`)
  const all = await written(world)
  expect(all.length - before).toBe(1)
  const bytes = all.at(-1) ?? ''
  const received = new Received()
  const reader = new EdiReader(received.visitor)
  reader.push(Buffer.from(bytes))
  reader.end()
  const [interchange] = received.interchanges
  expect([...received.issues, ...(interchange?.issues ?? [])]).toEqual([])
  expect(interchange?.whole).toBe(true)
  for (const group of interchange?.groups ?? []) {
    expect(group.issues).toEqual([])
    for (const { issues } of group.transactions) expect(issues).toEqual([])
  }
  return bytes.split(/[~']/)
}
const of = (segments: string[], ...tags: string[]) => segments.filter((one) => tags.includes(one.slice(0, 3).trim()))
const asks = (text: string) => text.replace(/\*0\*P\*>~/, '*1*P*>~')
const orders = (control: string, reference: string) =>
  message('ORDERS', control, [
    `BGM+220+${reference}+9`,
    'DTM+137:20261122:102',
    'NAD+BY+1::9',
    'CUX+2:EUR:9',
    'LIN+1++4000862141404:EN',
    'QTY+21:48:PCE',
    'UNS+S',
  ])

test('a good load tender is accepted by a 997, without a TA1 nobody asked for', async () => {
  const said = await answer(x12([tender('A-1')], { control: next() }))
  expect(of(said, 'AK1', 'AK2', 'AK5', 'AK9', 'TA1')).toEqual(['AK1*SM*1', 'AK2*204*0001', 'AK5*A', 'AK9*A*1*1*1'])
})

test('by the partner’s settings it is a 999, in an interchange of release 005010', async () => {
  const said = await answer(x12([tender('A-2')], { sender: 'NINE', control: next() }))
  expect(said[0]).toContain('*^*00501*')
  expect(of(said, 'ST*', 'AK1', 'AK2', 'IK5', 'AK9')).toEqual([
    expect.stringMatching(/^ST\*999\*\d{4}\*005010X231A1$/),
    'AK1*SM*1*004010',
    'AK2*204*0001',
    'IK5*A',
    'AK9*A*1*1*1',
  ])
})

test('a group of the guides of 005010 is answered by a 999, another beside it by a 997', async () => {
  const control = next()
  const one = x12([tender('A-3')], { control })
  const body = one.slice(one.indexOf('GS*'), one.indexOf('IEA*'))
  const guided = body.replace('X*004010', 'X*005010X204').replaceAll('A-3', 'A-4').replaceAll('*1~GE', '*2~GE')
  const second = guided
    .replace(/GS\*(\w+)\*ACME\*QUAYSIDE\*20261122\*1201\*1/, 'GS*$1*ACME*QUAYSIDE*20261122*1201*2')
    .replace('GE*1*1', 'GE*1*2')
  const said = await answer(one.replace('IEA*1', `${second}IEA*2`))
  expect(said.flatMap((segment) => /^ST\*(\d+)/.exec(segment)?.[1] ?? [])).toEqual(['997', '999'])
  expect(of(said, 'AK1', 'GE*', 'IEA')).toEqual([
    'AK1*SM*1',
    expect.stringMatching(/^GE\*1\*/),
    'AK1*SM*2*005010X204',
    expect.stringMatching(/^GE\*1\*/),
    expect.stringMatching(/^IEA\*2\*/),
  ])
})

test('faults of content are named by segment and element, and the message is accepted with errors', async () => {
  const bad = tender('A-5').replace('G62*37*20261126*I*0800', 'G62*37*20261131*I*0800')
  const said = await answer(x12([bad], { control: next() }))
  expect(of(said, 'AK3', 'AK4', 'AK5', 'AK9')).toEqual([
    expect.stringMatching(/^AK3\*G62\*7\*\w+\*8$/),
    'AK4*2*373*8*20261131',
    'AK5*E*5',
    'AK9*A*1*1*1',
  ])
})

test('of several messages the wrong one is rejected by code: count, number, a type nobody takes', async () => {
  const messages = [
    tender('A-6'),
    tender('A-7', '0002').replace(/SE\*\d+/, 'SE*99'),
    tender('A-8', '0003').replace('SE*18*0003', 'SE*18*0009'),
    transaction('824', '0004', ['BGN*11*X*20261122']),
  ]
  const said = await answer(x12(messages, { control: next() }))
  expect(of(said, 'AK5', 'AK9')).toEqual(['AK5*A', 'AK5*R*4', 'AK5*R*3', 'AK5*R*1', 'AK9*P*4*4*1'])
})

test('a TA1 comes where ISA14 asks for it, where the partner wants one each time, and where the envelope is wrong', async () => {
  const control = next()
  const asked = await answer(asks(x12([tender('A-9')], { control })))
  expect(of(asked, 'TA1')).toEqual([`TA1*${control.padStart(9, '0')}*261122*1201*A*000`])
  expect(of(await answer(x12([tender('A-10')], { sender: 'EACH', control: next() })), 'TA1', 'AK9')).toHaveLength(2)
  const wrong = await answer(x12([tender('A-11')], { control: next() }).replace(/IEA\*1\*\d+/, 'IEA*1*000000777'))
  expect(of(wrong, 'TA1', 'AK9')).toEqual([expect.stringMatching(/\*E\*001$/), 'AK9*A*1*1*1'])
  const alone = await answer(asks(x12([tender('A-12')], { sender: 'MUTE', control: next() })))
  expect(of(alone, 'TA1', 'ST*', 'IEA')).toEqual([
    expect.stringMatching(/\*A\*000$/),
    expect.stringMatching(/^IEA\*0\*/),
  ])
})

test('a control number used before with other content is rejected as a whole, and nothing in it accepted', async () => {
  const control = next()
  await answer(x12([tender('A-13')], { control }))
  const said = await answer(x12([tender('A-14')], { control }))
  expect(of(said, 'TA1', 'AK1')).toEqual([expect.stringMatching(/\*R\*025$/)])
  const first = next()
  await answer(edifact([orders('1', 'E-1')], { sender: 'EURO', control: first }))
  const again = await answer(edifact([orders('1', 'E-2')], { sender: 'EURO', control: first }))
  expect(of(again, 'UCI', 'UCM')).toEqual([`UCI+${first}+EURO:14+QUAYSIDE:14+4+26`])
})

test('a CONTRL accepts an interchange, and refuses by name and code the message in it that is wrong', async () => {
  const good = next()
  expect(of(await answer(edifact([orders('1', 'E-3')], { sender: 'EURO', control: good })), 'UCI', 'UCM')).toEqual([
    `UCI+${good}+EURO:14+QUAYSIDE:14+7`,
    'UCM+1+ORDERS:D:96A:UN+7',
  ])
  const control = next()
  const messages = [orders('1', 'E-4'), orders('2', 'E-5').replace(/UNT\+\d+/, 'UNT+99'), message('PRICAT', '3', [])]
  const said = await answer(edifact(messages, { sender: 'EURO', control }))
  expect(of(said, 'UCI', 'UCM')).toEqual([
    `UCI+${control}+EURO:14+QUAYSIDE:14+7`,
    'UCM+1+ORDERS:D:96A:UN+7',
    'UCM+2+ORDERS:D:96A:UN+4+29',
    'UCM+3+PRICAT:D:96A:UN+4+19',
  ])
})

test('acknowledgements themselves are never acknowledged', async () => {
  const before = (await written(world)).length
  const file = await handIn(
    world,
    x12([transaction('997', '0001', ['AK1*QM*77', 'AK9*A*1*1*1'])], { kind: 'FA', control: next() }),
  )
  expect(await messagesOf(world, file)).toMatchObject([{ type: '997', reasons: [{ code: 'answersNothing' }] }])
  expect((await written(world)).length).toBe(before)
})
