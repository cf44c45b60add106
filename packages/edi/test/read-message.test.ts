import { expect, test } from 'vitest'
import { EdiWriter, edifactSeparators, orders, readMessage, writeMessage, x12Separators, x204 } from '../src/index.ts'
import { segmentsOf, x12 } from './messages.ts'

const tender = (...segments: string[]) => readMessage(x204, segmentsOf(x12('204', ...segments)))
const codes = (read: ReturnType<typeof tender>) =>
  read.issues.map(({ code, position, tag, element }) => [code, position, tag, ...(element ? [element] : [])].join(' '))

const sound = [
  'B2**SCAC**LOAD77**PP',
  'B2A*00*LT',
  'L11*PO-1*PO',
  'N1*BT*港通货运*93*C001',
  'N3*上海路 1 号',
  'N4*上海**200001*CN',
  'S5*1*CL',
  'G62*37*20261126*I*1009',
  'AT8*G*K*5472.0**12',
  'N1*SH*MILL',
  'S5*2*CU*5472*K',
  'L5**PAPER ROLLS',
  'L3*5472*G*557.21*FR*55721******12',
]

test('a tender is read by name, loops and all, with the decimal point put where the standard implies it', () => {
  const { message, issues, ok } = tender(...sound)
  expect(issues).toEqual([])
  expect(ok).toBe(true)
  expect(message.B2?.shipment).toBe('LOAD77')
  expect(message.parties?.[0]?.N1).toEqual({ entity: 'BT', name: '港通货运', qualifier: '93', id: 'C001' })
  expect(message.stops?.map(({ S5 }) => S5?.reason)).toEqual(['CL', 'CU'])
  expect(message.stops?.[0]?.parties?.[0]?.N1?.name).toBe('MILL')
  expect(message.stops?.[1]?.goods?.[0]?.L5?.description).toBe('PAPER ROLLS')
  expect(message.L3).toMatchObject({ rate: '557.21', charge: '557.21' })
})

test('what was read comes out as it was', () => {
  const writer = new EdiWriter({ delimiters: x12Separators })
  writeMessage(writer, x204, tender(...sound).message, { control: '0001' })
  expect(Buffer.from(writer.bytes()).toString()).toBe(`ST*204*0001~${sound.join('~')}~SE*15*0001~`)
})

test('what is missing, unknown, out of order, too often or impossible is said where it stands, and the rest is read', () => {
  const read = tender(
    'B2**SCAC**LOAD77',
    'L11*PO-1*PO',
    'ZZZ*1*2',
    'S5*1*CL*5472',
    'G62*37*20260230*I*2510',
    'L11*X',
    'AT8*G*K*heavy',
    'S5*2*CU********ABCDEF*and*more',
    'L3*1',
    'L3*2',
  )
  expect(codes(read)).toEqual([
    'elementMissing 2 B2 6',
    'segmentMissing 3 B2A',
    'segmentUnknown 4 ZZZ',
    'elementConditional 5 S5 4',
    'dateInvalid 6 G62 2',
    'timeInvalid 6 G62 4',
    'segmentOutOfSequence 7 L11',
    'elementConditional 7 L11 2',
    'numberInvalid 8 AT8 3',
    'elementTooLong 9 S5 11',
    'elementsTooMany 9 S5 12',
    'elementConditional 10 L3 2',
    'segmentOverMax 11 L3',
  ])
  expect(read.ok).toBe(false)
  expect(read.message.stops?.[0]?.L11).toEqual([{ reference: 'X' }])
  expect(read.message.stops?.[0]?.AT8?.weight).toBe('heavy')
  expect(read.message.stops?.[1]?.S5?.extra).toEqual([[['more']]])
  expect(read.message.other).toEqual([
    { tag: 'ZZZ', elements: [[['1']], [['2']]], after: 'L11' },
    { tag: 'L3', elements: [[['2']]], after: 'L3' },
  ])
  expect(read.issues[0]?.sentence.en).toBe('The mandatory B206 (Shipment method of payment) is missing.')
  expect(read.issues[4]?.sentence.zh).toBe('G6202（日期）“20260230”不是有效日期。')
})

test('an issue points at the very byte, and a segment that was read tells where it stood', () => {
  const read = tender('B2****LOAD77**PP', 'B2A*00', 'S5*1*CL', 'G62*37*20260230')
  const [issue] = read.issues
  const place = read.placeOf(read.message.stops?.[0]?.G62?.[0] ?? {})
  expect(place?.position).toBe(5)
  expect(issue?.at).toBe(place?.segment.at(2))
  expect(issue?.loop).toBe('0300')
})

test('an EDIFACT order is read by the same vocabulary: composites, segment groups, released characters', () => {
  const text = [
    "UNB+UNOC:3+A:14+B:14+261122:1201+7'UNH+1+ORDERS:D:96A:UN:EAN008'",
    "BGM+220+PO-77+9'DTM+137:20261122:102'RFF+CT:K-1'DTM+171:20260101:102'",
    "NAD+BY+4012345000009::9'CTA+PD+:Li Wei'COM+li?+wei@example.com:EM'NAD+SU+++Mill?'s Ltd'",
    "LIN+1++4012345123456:EN'QTY+21:48:PCE'PRI+AAA:12.5'LIN+2++X:SA'QTY+21:many'UNS+S'CNT+2:2'UNT+17+1'",
  ].join('')
  const { message, issues } = readMessage(orders, segmentsOf(text))
  expect(issues).toEqual([])
  expect(message.BGM?.document?.number).toBe('PO-77')
  expect(message.DTM).toHaveLength(1)
  expect(message.references?.[0]?.DTM?.[0]?.date?.value).toBe('20260101')
  expect(message.parties?.[0]?.contacts?.[0]?.COM?.[0]?.contact?.number).toBe('li+wei@example.com')
  expect(message.parties?.[1]?.NAD?.name?.name).toBe("Mill's Ltd")
  expect(message.lines?.[0]?.QTY?.[0]?.quantity).toEqual({ qualifier: '21', value: '48', unit: 'PCE' })
  const writer = new EdiWriter({ delimiters: edifactSeparators })
  writeMessage(writer, orders, message, { control: '1', version: 'D:96A:UN:EAN008' })
  expect(text).toContain(Buffer.from(writer.bytes()).toString().replace("UNT+19+1'", ''))
})
