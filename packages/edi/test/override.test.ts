import { expect, test } from 'vitest'
import { EdiWriter, type Override, override, readMessage, writeMessage, x12Separators, x204 } from '../src/index.ts'
import { segmentsOf, x12 } from './messages.ts'

const partner: Override = {
  change: {
    'B2.payment': { required: false, name: { zh: '运费由谁付', en: 'Who pays' } },
    'stops.S5.reason': { map: { PICK: 'LD', DROP: 'UL' }, max: 4 },
    'parties.N1.entity': { only: ['SH', 'CN'] },
    'stops.G62': { times: 20, ignore: ['elementConditional'] },
    B2A: { required: false },
  },
  add: [
    {
      key: 'ZT1',
      in: 'stops',
      after: 'S5',
      tag: 'ZT1',
      zh: '月台',
      en: 'Dock',
      times: 9,
      elements: [{ key: 'dock', id: 'ZT01', format: 'AN 1/10', zh: '月台号', en: 'Dock number', required: true }],
    },
  ],
}
const text = x12('204', 'B2**SCAC**LOAD77', 'N1*SH*MILL', 'S5*1*PICK', 'ZT1*D4', 'G62*37*20261126**1009', 'S5*2*DROP')

test('a partner who does things his way is read without an issue, and his codes become those of the standard', () => {
  const { definition, problems } = override(x204, JSON.parse(JSON.stringify(partner)) as Override)
  expect(problems).toEqual([])
  const { message, issues } = readMessage(definition, segmentsOf(text))
  expect(issues).toEqual([])
  expect(message.stops?.map(({ S5 }) => S5?.reason)).toEqual(['LD', 'UL'])
  expect(message.stops?.[0]).toHaveProperty('ZT1', [{ dock: 'D4' }])
  expect(readMessage(x204, segmentsOf(text)).issues.map(({ code, tag }) => `${code} ${tag}`)).toEqual([
    'elementMissing B2',
    'segmentMissing B2A',
    'elementTooLong S5',
    'segmentUnknown ZT1',
    'elementConditional G62',
    'elementTooLong S5',
  ])
})

test('what is written for such a partner has his codes and his segments again', () => {
  const { definition } = override(x204, partner)
  const writer = new EdiWriter({ delimiters: x12Separators })
  writeMessage(writer, definition, readMessage(definition, segmentsOf(text)).message, { control: '0001' })
  expect(text).toContain(Buffer.from(writer.bytes()).toString())
})

test('a code that the partner does not use is refused by name', () => {
  const { definition } = override(x204, partner)
  const { issues } = readMessage(definition, segmentsOf(x12('204', 'B2**SCAC', 'N1*BT*MILL', 'S5*1*PICK')))
  expect(issues.map(({ sentence }) => sentence.en)).toEqual([
    'N101 (Entity identifier code) does not allow the code “BT”.',
  ])
})

test('an override that cannot be is told by its path and left out, the rest applies', () => {
  const { definition, problems } = override(x204, {
    change: {
      'stops.S9.reason': { required: false },
      'B2.payment.part': { required: false },
      'constructor.name': { required: false },
      B2: { times: 3 },
      'B2.shipment': { min: 9, max: 3 },
      'parties.N1': { only: ['SH'] },
      'B2.payment': { required: false },
    },
    add: [
      {
        key: 'ZZ',
        tag: 'ZZ',
        zh: '',
        en: '',
        times: 1,
        elements: [{ key: 'a', id: '1', format: 'text', zh: '', en: '' }],
      },
    ],
  })
  expect(problems.map(({ path, sentence }) => `${path}: ${sentence.en}`)).toEqual([
    'ZZ: “text” is no element format.',
    'stops.S9.reason: There is no “S9” here.',
    'B2.payment.part: There is no “part” here.',
    'constructor.name: There is no “constructor” here.',
    'B2: A segment that comes once cannot be made to come often, nor the other way about.',
    'B2.shipment: The shortest length is above the longest.',
    'parties.N1: “only” cannot be changed here.',
  ])
  expect(readMessage(definition, segmentsOf(x12('204', 'B2**SCAC', 'B2A*00', 'S5*1*LD'))).issues).toEqual([])
})
