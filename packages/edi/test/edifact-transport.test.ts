import { expect, test } from 'vitest'
import {
  contrl,
  desadv,
  edifactMessages,
  iftmbc,
  iftmin,
  iftsta,
  type MessageDefinition,
  readMessage,
} from '../src/index.ts'
import { corpus, readAll } from './corpus.ts'
import { messagesOf } from './messages.ts'

const lines = (text: string) => text.trim().split('\n')
function read<const D extends MessageDefinition>(definition: D, text: string, version = 'D:01B:UN') {
  const segments = lines(text)
  const bytes = Buffer.from(
    [
      "UNB+UNOC:3+A:14+B:14+261122:1201+7'",
      `UNH+1+${definition.type}:${version}'`,
      ...segments,
      `UNT+${segments.length + 2}+1'UNZ+1+7'`,
    ].join('\n'),
  )
  return readMessage(definition, readAll(bytes).segments)
}

test('a transport status tells what happened to a consignment, when, where, on which vessel and container', () => {
  const { message, issues } = read(
    iftsta,
    `
BGM+23+STAT-9+9'
DTM+137:202611221159:203'
NAD+CA+COSU::ZZZ'
CTA+IC+:Ops desk'
COM+ops@example.com:EM'
CNI+1+SHP7'
LOC+8+CNSHA:139:6'
STS+1+11++27'
RFF+BM:77001'
DTM+334:202611211530:203'
LOC+13+DEHAM:139:6:HAMBURG'
TDT+20+042W+1++COSU:172:20+++9123456:146::EVER LUCKY'
LOC+9+CNSHA:139:6'
DTM+133:202611300800:203'
EQD+CN+CSLU1234567+22G1:102:5++2+5'
SEL+SN-1+CA'
STS+1+24'
DTM+334:202611220600:203'`,
  )
  expect(issues).toEqual([])
  const [consignment] = message.consignments ?? []
  expect(consignment?.CNI?.document?.number).toBe('SHP7')
  const [first, second] = consignment?.statuses ?? []
  expect([first?.STS?.category?.code, first?.STS?.event?.code, first?.STS?.reason2?.code]).toEqual(['1', '11', '27'])
  expect(first?.DTM?.[0]?.date).toEqual({ qualifier: '334', value: '202611211530', format: '203' })
  expect(first?.LOC?.[0]?.place?.name).toBe('HAMBURG')
  expect(first?.transports?.[0]?.TDT?.means?.name).toBe('EVER LUCKY')
  expect(first?.transports?.[0]?.places?.[0]?.DTM?.[0]?.date?.value).toBe('202611300800')
  expect(first?.equipment?.[0]?.EQD?.equipment?.number).toBe('CSLU1234567')
  expect(second?.STS?.event?.code).toBe('24')
})

test('a transport instruction keeps goods, dangerous goods and the containers they are stowed in apart', () => {
  const { message, issues } = read(
    iftmin,
    `
BGM+340+TI-1+9'
DTM+137:20261122:102'
TSR+30'
CNT+7:5472:KGM'
LOC+88+CNSHA:139:6'
TOD+5+PP+FOB'
RFF+BN:BK-9'
TDT+20+042W+1+13+COSU:172:20+++9123456:146::EVER LUCKY'
LOC+9+CNSHA:139:6'
LOC+11+DEHAM:139:6'
NAD+CZ+++SHANGHAI STEEL?+CO+PUDONG ROAD 1+SHANGHAI++200001+CN'
CTA+IC+:Wang Li'
COM+86 21 1:TE'
NAD+CN+4012345000009::9'
GID+1+12:CT::6:CARTONS'
TMP+2+-18:CEL'
FTX+AAA+++FROZEN RESIN'
MEA+AAE+G+KGM:5472'
DIM+1+CMT:120:80:100'
PCI+28+MARK 1/12'
SGP+CSLU1234567+12'
DGS+IMD+3+1866+23:CEL+2'
FTX+AAD+++RESIN SOLUTION'
EQD+CN+CSLU1234567+45R1:102:5+2++5'
SEL+SN-1+SH'`,
    'D:96A:UN',
  )
  expect(issues.map(({ code, tag, element }) => [code, tag, element].join(' '))).toEqual([])
  const [goods] = message.goods ?? []
  expect(goods?.GID?.packages).toEqual({ count: '12', type: 'CT', agency: '6', name: 'CARTONS' })
  expect(goods?.TMP?.temperature).toEqual({ value: '-18', unit: 'CEL' })
  expect(goods?.measurements?.[0]?.MEA?.value).toEqual({ unit: 'KGM', value: '5472' })
  expect(goods?.placements?.[0]?.SGP?.packages).toBe('12')
  expect(goods?.dangerous?.[0]?.DGS?.un?.number).toBe('1866')
  expect(message.parties?.[0]?.NAD?.name?.name).toBe('SHANGHAI STEEL+CO')
  expect(message.equipment?.[0]?.SEL?.[0]?.number).toBe('SN-1')
  expect(message.transports?.[0]?.places?.map(({ LOC }) => LOC?.place?.code)).toEqual(['CNSHA', 'DEHAM'])
})

test('a booking confirmation is read by the same structure', () => {
  const { message, issues } = read(
    iftmbc,
    "BGM+770+BC-1+9'\nRFF+BN:BK-9'\nTDT+20+042W+1'\nLOC+9+CNSHA'\nNAD+CA+COSU'\nEQD+CN++22G1'\nEQN+2'",
  )
  expect(issues).toEqual([])
  expect(message.equipment?.[0]?.EQN?.units?.count).toBe('2')
})

test('a despatch advice holds packages by level, and in each of them its lines', () => {
  const { message, issues } = read(
    desadv,
    `
BGM+351+DA-1+9'
DTM+11:20261122:102'
RFF+ON:PO-77'
NAD+BY+4012345000009::9'
CPS+1'
PAC+2++201'
CPS+2+1'
PAC+1++201'
PCI+33E'
GIN+BJ+340123450000000014'
LIN+1++4012345123456:EN'
QTY+12:24:PCE'
CPS+3+1'
LIN+2++4012345123463:EN'
QTY+12:6'
CNT+2:2'`,
  )
  expect(issues).toEqual([])
  expect(message.packings?.map(({ CPS, lines }) => [CPS?.id, CPS?.parent, lines?.length ?? 0])).toEqual([
    ['1', undefined, 0],
    ['2', '1', 1],
    ['3', '1', 1],
  ])
  expect(message.packings?.[1]?.packages?.[0]?.marks?.[0]?.numbers?.[0]?.GIN?.range?.number).toBe('340123450000000014')
})

test('CONTRL tells message, segment and element by number', () => {
  const { message, issues } = read(
    contrl,
    "UCI+77+A:14+B:14+8'\nUCM+1+ORDERS:D:96A:UN:EAN008+7'\nUCM+2+ORDERS:D:96A:UN+4'\nUCS+3+15'\nUCD+12+2:1'",
    'D:3:UN',
  )
  expect(issues).toEqual([])
  expect(message.UCI?.action).toBe('8')
  expect(message.messages?.[1]?.segments?.[0]?.UCD?.[0]?.element).toEqual({ element: '2', component: '1' })
})

test('bytes changed and cut off at random in messages never keep them from being read to their end', () => {
  const sources = corpus()
    .filter(({ types, bytes }) => types.some((type) => type in edifactMessages) && bytes.length < 3_000)
    .map(({ bytes }) => bytes)
  let state = 2026
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state % below
  }
  for (let round = 0; round < 2_000 && sources.length > 0; round++) {
    const mutant = Buffer.from(sources[round % sources.length] as Uint8Array)
    for (let changes = 1 + next(20); changes > 0; changes--) mutant[next(mutant.length)] = next(256)
    const cut = next(3) === 0 ? mutant.subarray(0, next(mutant.length)) : mutant
    for (const { read: met } of messagesOf(cut, edifactMessages))
      for (const issue of met?.issues ?? []) expect(issue.at).toBeLessThanOrEqual(cut.length)
  }
})
