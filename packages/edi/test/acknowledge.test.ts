import { expect, test } from 'vitest'
import {
  type AcknowledgeX12,
  acknowledgeEdifact,
  acknowledgeGroup,
  acknowledgeInterchange,
  EdiReader,
  EdiWriter,
  edifactMessages,
  edifactSeparators,
  faultsOf,
  Received,
  type ReceivedGroup,
  x12Messages,
  x12Separators,
} from '../src/index.ts'
import { readAll } from './corpus.ts'
import { messagesOf } from './messages.ts'

function received(text: string): Received {
  const all = new Received()
  const reader = new EdiReader(all.visitor)
  reader.push(Buffer.from(text))
  reader.end()
  return all
}

const isa = 'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261122*1201*U*00401*000000001*0*P*>~'
const order = (control: string, count = 3) =>
  `ST*850*${control}~BEG*00*SA*PO${control}**20261122~SE*${count}*${control}~`
const x12 = (messages: string, count: number, end = 'GE*{}*1~IEA*1*000000001~') =>
  received(`${isa}GS*PO*SENDER*RECEIVER*20261122*1201*1*X*004010~${messages}${end.replace('{}', String(count))}`)

function linesOf(group: ReceivedGroup | undefined, how: Partial<AcknowledgeX12> = {}): string[] {
  const writer = new EdiWriter({ delimiters: x12Separators, lineBreak: '\n' })
  if (group) acknowledgeGroup(writer, group, { kind: '997', control: '0001', ...how })
  return lines(writer)
}
/** By control number. */
const faultsIn = (text: string) =>
  new Map(
    messagesOf(Buffer.from(text), { ...x12Messages, ...edifactMessages }).flatMap(({ transaction, read }) => {
      const faults = read && faultsOf(read)
      return faults ? [[transaction.control, faults] as const] : []
    }),
  )
const lines = (writer: EdiWriter) => Buffer.from(writer.bytes()).toString().trim().split('\n')

test('a sound group is accepted whole', () => {
  const [interchange] = x12(order('0001') + order('0002'), 2).interchanges
  expect(linesOf(interchange?.groups[0])).toEqual([
    'ST*997*0001~',
    'AK1*PO*1~',
    'AK2*850*0001~',
    'AK5*A~',
    'AK2*850*0002~',
    'AK5*A~',
    'AK9*A*2*2*2~',
    'SE*8*0001~',
  ])
})

test('a message with a wrong count is rejected with code 4, the one beside it accepted, the group in part', () => {
  const [interchange] = x12(order('0001', 9) + order('0002'), 2).interchanges
  expect(linesOf(interchange?.groups[0])).toContain('AK5*R*4~')
  expect(linesOf(interchange?.groups[0])).toContain('AK9*P*2*2*1~')
})

test('a control number that came before in the group is rejected with code 23, in CONTRL with 26, and the one before it accepted', () => {
  const [interchange] = x12(order('0001') + order('0001'), 2).interchanges
  expect(linesOf(interchange?.groups[0])).toEqual(expect.arrayContaining(['AK5*A~', 'AK5*R*23~', 'AK9*P*2*2*1~']))
  const message = "UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'UNT+3+1'"
  const all = received(`UNB+UNOC:3+A:14+B:14+261122:1201+77'${message}${message}UNZ+2+77'`)
  const writer = new EdiWriter({ delimiters: edifactSeparators, lineBreak: '\n' })
  for (const one of all.interchanges) acknowledgeEdifact(writer, one, { control: '1' })
  expect(lines(writer)).toEqual(expect.arrayContaining(["UCM+1+ORDERS:D:96A:UN+7'", "UCM+1+ORDERS:D:96A:UN+4+26'"]))
})

test('a message cut off is rejected with code 2, and the group says what was declared and what came', () => {
  const [interchange] = x12(order('0001') + order('0002').replace('SE*3*0002~', ''), 3).interchanges
  expect(linesOf(interchange?.groups[0])).toEqual(expect.arrayContaining(['AK5*R*2~', 'AK9*P*3*2*1*5~']))
})

test('a fault of the content is named by segment and element, in 997 and in 999', () => {
  const [interchange] = x12(order('0001'), 1).interchanges
  const elements = [{ position: 5, reference: '373', code: '8', value: '20261399' }]
  const faults = new Map([['0001', { rejected: false, segments: [{ tag: 'BEG', position: 2, elements }] }]])
  expect(linesOf(interchange?.groups[0], { faults }).slice(2, 6)).toEqual([
    'AK2*850*0001~',
    'AK3*BEG*2**8~',
    'AK4*5*373*8*20261399~',
    'AK5*E*5~',
  ])
  expect(linesOf(interchange?.groups[0], { faults, kind: '999' }).slice(0, 6)).toEqual([
    'ST*999*0001*005010X231A1~',
    'AK1*PO*1*004010~',
    'AK2*850*0001~',
    'IK3*BEG*2**8~',
    'IK4*5*373*8*20261399~',
    'IK5*E*5~',
  ])
})

test('a message this side does not take is rejected with code 1', () => {
  const [interchange] = x12(order('0001'), 1).interchanges
  expect(linesOf(interchange?.groups[0], { unsupported: (type) => type === '850' })).toContain('AK5*R*1~')
})

test('the interchange is acknowledged by TA1, with the code of what is wrong with it', () => {
  const ta1 = (end: string) => {
    const writer = new EdiWriter({ delimiters: x12Separators, lineBreak: '\n' })
    for (const one of x12(order('0001'), 1, end).interchanges) acknowledgeInterchange(writer, one)
    return lines(writer)
  }
  expect(ta1('GE*{}*1~IEA*1*000000001~')).toEqual(['TA1*000000001*261122*1201*A*000~'])
  expect(ta1('GE*{}*1~IEA*1*000000009~')).toEqual(['TA1*000000001*261122*1201*E*001~'])
  expect(ta1('GE*{}*1~')).toEqual(['TA1*000000001*261122*1201*R*023~'])
})

test('CONTRL takes the good messages of an interchange and refuses the bad one', () => {
  const message = (control: string, count = 3) =>
    `UNH+${control}+ORDERS:D:96A:UN:EAN008'BGM+220+PO${control}+9'UNT+${count}+${control}'`
  const all = received(
    `UNB+UNOC:3+4012345000009:14+6901234000009:14+261122:1201+77'${message('1')}${message('2', 8)}UNZ+2+77'`,
  )
  const writer = new EdiWriter({ delimiters: edifactSeparators, lineBreak: '\n' })
  for (const interchange of all.interchanges) acknowledgeEdifact(writer, interchange, { control: '1' })
  expect(lines(writer)).toEqual([
    "UNH+1+CONTRL:D:3:UN'",
    "UCI+77+4012345000009:14+6901234000009:14+7'",
    "UCM+1+ORDERS:D:96A:UN:EAN008+7'",
    "UCM+2+ORDERS:D:96A:UN:EAN008+4+29'",
    "UNT+5+1'",
  ])
})

test('what the message layer finds in a tender goes into AK3 and AK4 with the codes of the standard', () => {
  const text = `${isa}GS*SM*A*B*20261122*1201*1*X*004010~ST*204*0001~B2**SCAC**LOAD77~B2A*00~ZZZ*1~S5*1*CL~G62*37*20260230~L11*X~SE*8*0001~GE*1*1~IEA*1*000000001~`
  const faults = faultsIn(text)
  const [interchange] = received(text).interchanges
  expect(linesOf(interchange?.groups[0], { faults })).toEqual([
    'ST*997*0001~',
    'AK1*SM*1~',
    'AK2*204*0001~',
    'AK3*B2*2**8~',
    'AK4*6*146*1~',
    'AK3*ZZZ*4**1~',
    'AK3*G62*6*0300*8~',
    'AK4*2*373*8*20260230~',
    'AK3*L11*7*0300*7~',
    'AK3*L11*7*0300*8~',
    'AK4*2*128*2~',
    'AK5*R*5~',
    'AK9*R*1*1*0~',
    'SE*14*0001~',
  ])
  expect(linesOf(interchange?.groups[0], { faults, kind: '999' })).toContain('IK4*2*373*8*20260230~')
})

test('what the message layer finds in an order goes into UCS and UCD, a missing segment by the one before it', () => {
  const text =
    "UNB+UNOC:3+A:14+B:14+261122:1201+77'UNH+1+ORDERS:D:96A:UN'BGM+220+PO1+9'NAD+BY+1'LIN+1'QTY+21'UNS+S'UNT+7+1'UNZ+1+77'"
  const writer = new EdiWriter({ delimiters: edifactSeparators, lineBreak: '\n' })
  for (const one of received(text).interchanges)
    acknowledgeEdifact(writer, one, { control: '1', faults: faultsIn(text) })
  expect(lines(writer)).toEqual([
    "UNH+1+CONTRL:D:3:UN'",
    "UCI+77+A:14+B:14+7'",
    "UCM+1+ORDERS:D:96A:UN+4+18'",
    "UCS+2+13'",
    "UCS+5'",
    "UCD+13+2:2'",
    "UNT+7+1'",
  ])
})

test('every acknowledgement is itself read without an issue', () => {
  const [interchange] = x12(order('0001', 9), 1).interchanges
  const writer = new EdiWriter({ delimiters: x12Separators })
  writer.isa([
    '00',
    '',
    '00',
    '',
    'ZZ',
    'RECEIVER',
    'ZZ',
    'SENDER',
    '261122',
    '1202',
    '^',
    '00501',
    '000000002',
    '0',
    'P',
    '>',
  ])
  writer.segment('GS', 'FA', 'RECEIVER', 'SENDER', '20261122', '1202', '2', 'X', '005010')
  for (const group of interchange?.groups ?? []) acknowledgeGroup(writer, group, { kind: '997', control: '0001' })
  writer.segment('GE', '1', '2').segment('IEA', '1', '000000002')
  expect(readAll(writer.bytes()).issues).toEqual([])
})
