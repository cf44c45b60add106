import { milestoneOfIftsta, milestoneOfX12Status } from '@quayside/contract'
import type { ElementValue } from '@quayside/edi'
import type { Partner } from '../partners/find-partner.ts'
import type { FactLine, Facts } from './facts.ts'

/** The segments of a message between its head and its end. */
export type Body = readonly (readonly [tag: string, ...elements: ElementValue[]])[]

/** GS01 by transaction set. */
const groups: Record<string, string> = {
  990: 'GF',
  214: 'QM',
  855: 'PR',
  856: 'SH',
  945: 'SW',
  210: 'IM',
  810: 'IN',
}
export const groupOf = (type: string): string => groups[type] ?? ''

/** Undefined where there is nothing that such a message could say. */
export function bodyOf(type: string, partner: Partner, facts: Facts): Body | undefined {
  const write = bodies[type]
  return write?.(facts, partner)
}

const two = (value: number) => String(value).padStart(2, '0')
const day = (at: Date) => `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}`
const time = (at: Date) => `${two(at.getUTCHours())}${two(at.getUTCMinutes())}`
const minute = (at: Date) => `${day(at)}${time(at)}`
const digits = (text: string) => text.replaceAll('-', '')
/** Whole cents, as X12 N2 writes them. */
const cents = (e4: number) => String(Math.round(e4 / 100))
const units = (e4: number) => (e4 / 10_000).toFixed(2)
/** Standard carrier alpha code: two to four letters. */
const scac = ({ ourId }: Partner) =>
  ourId
    .replace(/[^A-Z]/g, '')
    .slice(0, 4)
    .padEnd(2, 'X')
const some = (body: Body | false | undefined): Body => body || []

/** The partner's code of what happened. Where several mean it the first is as good as any. */
const preferredX12: Record<string, string> = {
  pickedUp: 'AF',
  departed: 'P1',
  arrived: 'X4',
  delivered: 'D1',
  inTransit: 'AI',
  loaded: 'L1',
}
const x12Status = (code: string) =>
  preferredX12[code] ??
  Object.entries(milestoneOfX12Status).find(([, mapped]) => mapped.code === code && mapped.kind === 'actual')?.[0]
const iftstaStatus = (code: string) => Object.entries(milestoneOfIftsta).find(([, mapped]) => mapped.code === code)?.[0]

const bodies: Record<string, (facts: Facts, partner: Partner) => Body | undefined> = {
  990: ({ reference, at, declined, orderNumber }, partner) =>
    reference === ''
      ? undefined
      : [
          ['B1', scac(partner), reference, day(at), declined ? 'D' : 'A'],
          ...some(orderNumber !== '' && [['N9', 'CN', orderNumber]]),
        ],
  855: ({ reference, at, declined, orderNumber, lines }) =>
    reference === ''
      ? undefined
      : [
          ['BAK', '00', declined ? 'RD' : 'AT', reference, day(at), '', '', '', orderNumber, day(at)],
          ...lines.flatMap(
            (line, index): Body => [
              [
                'PO1',
                String(index + 1),
                line.quantity || '1',
                line.unit.slice(0, 2) || 'EA',
                '',
                '',
                ...vendorPart(line),
              ],
              ['ACK', declined ? 'IR' : 'IA', line.quantity || '1', line.unit.slice(0, 2) || 'EA'],
            ],
          ),
          ['CTT', String(lines.length)],
        ],
  214: ({ reference, shipmentNumber, orderNumber, status }, partner) => {
    const code = x12Status(status.code)
    if (!code || shipmentNumber === '') return undefined
    return [
      ['B10', shipmentNumber, reference || shipmentNumber, scac(partner)],
      ...some(orderNumber !== '' && [['L11', orderNumber, 'CN']]),
      ['LX', '1'],
      ['AT7', code, 'NS', '', '', day(status.at), time(status.at), 'UT'],
      ...some(status.place !== '' && [['MS1', status.place.slice(0, 30)]]),
    ]
  },
  856: ({ reference, shipmentNumber, status }) => [
    ['BSN', '00', shipmentNumber, day(status.at), time(status.at)],
    ['HL', '1', '', 'S'],
    ['DTM', '011', day(status.at), time(status.at)],
    ...some(
      reference !== '' && [
        ['HL', '2', '1', 'O'],
        ['PRF', reference],
      ],
    ),
    ['CTT', reference === '' ? '1' : '2'],
  ],
  945: ({ reference, shipmentNumber, status, lines }) => [
    ['W06', 'F', reference, day(status.at), shipmentNumber],
    ...some(status.place !== '' && [['N1', 'SF', status.place.slice(0, 60)]]),
    ...lines.flatMap(
      (line, index): Body => [
        ['LX', String(index + 1)],
        [
          'W12',
          'CC',
          line.quantity || '1',
          line.quantity || '1',
          '',
          line.unit.slice(0, 2) || 'EA',
          '',
          ...itemOf(line, index + 1),
        ],
      ],
    ),
    ['W03', String(lines.reduce((sum, { quantity }) => sum + (Number(quantity) || 0), 0))],
  ],
  210: ({ invoice, reference }, partner) =>
    invoice.number === ''
      ? undefined
      : [
          [
            'B3',
            '',
            invoice.number,
            reference || invoice.number,
            'PP',
            '',
            digits(invoice.issuedOn),
            cents(invoice.totalE4),
            '',
            '',
            '',
            scac(partner),
          ],
          ['C3', invoice.currency],
          ...invoice.lines.flatMap(
            (line, index): Body => [
              ['LX', String(index + 1)],
              ['L5', String(index + 1), line.item.slice(0, 50) || 'Freight'],
              ['L1', String(index + 1), '', '', cents(line.amountE4)],
            ],
          ),
          ['L3', '', '', '', '', cents(invoice.totalE4)],
        ],
  810: ({ invoice, reference }) =>
    invoice.number === ''
      ? undefined
      : [
          ['BIG', digits(invoice.issuedOn), invoice.number, '', reference],
          ['CUR', 'SE', invoice.currency],
          ...invoice.lines.flatMap(
            (line, index): Body => [
              ['IT1', String(index + 1), '1', 'EA', units(line.amountE4)],
              ...some(line.item !== '' && [['PID', 'F', '', '', '', line.item.slice(0, 80)]]),
            ],
          ),
          ['TDS', cents(invoice.totalE4)],
          ['CTT', String(invoice.lines.length)],
        ],
  ORDRSP: ({ reference, orderNumber, declined, at }) =>
    reference === ''
      ? undefined
      : [
          ['BGM', '231', orderNumber || reference, declined ? '27' : '29'],
          ['DTM', ['137', minute(at), '203']],
          ['RFF', ['ON', reference]],
          ['UNS', 'S'],
        ],
  IFTMBC: ({ reference, orderNumber, declined, at }) =>
    reference === ''
      ? undefined
      : [
          ['BGM', '770', orderNumber || reference, '9', declined ? 'RE' : 'AP'],
          ['DTM', ['137', minute(at), '203']],
          ['RFF', ['BN', reference]],
        ],
  DESADV: ({ reference, shipmentNumber, status }) => [
    ['BGM', '351', shipmentNumber, '9'],
    ['DTM', ['137', minute(status.at), '203']],
    ['DTM', ['11', minute(status.at), '203']],
    ...some(reference !== '' && [['RFF', ['ON', reference]]]),
    ['CPS', '1'],
  ],
  IFTSTA: ({ reference, shipmentNumber, status }) => {
    const code = iftstaStatus(status.code)
    if (!code || shipmentNumber === '') return undefined
    return [
      ['BGM', '77', shipmentNumber, '9'],
      ['DTM', ['137', minute(status.at), '203']],
      ['CNI', '1', reference || shipmentNumber],
      ['STS', '1', code],
      ['DTM', ['334', minute(status.at), '203']],
      ...some(status.place !== '' && [['LOC', '9', ['', '', '', status.place.slice(0, 70)]]]),
    ]
  },
  INVOIC: ({ invoice, reference }) =>
    invoice.number === ''
      ? undefined
      : [
          ['BGM', '380', invoice.number, '9'],
          ['DTM', ['137', digits(invoice.issuedOn), '102']],
          ...some(reference !== '' && [['RFF', ['ON', reference]]]),
          ['CUX', ['2', invoice.currency, '4']],
          ...invoice.lines.flatMap(
            (line, index): Body => [
              ['LIN', String(index + 1)],
              ...some(line.item !== '' && [['IMD', 'F', '', ['', '', '', line.item.slice(0, 35)]]]),
              ['MOA', ['203', units(line.amountE4)]],
            ],
          ),
          ['UNS', 'S'],
          ['MOA', ['77', units(invoice.totalE4)]],
        ],
}

/** Vendor's part number where the line has a code. */
const vendorPart = ({ code }: FactLine): string[] => (code === '' ? [] : ['VP', code.slice(0, 48)])
/** W12 must name the item: by the vendor's number, else in whatever words there are. */
const itemOf = ({ code, item }: FactLine, lineNo: number): string[] =>
  code === '' ? ['ZZ', item.slice(0, 48).trim() || String(lineNo)] : ['VN', code.slice(0, 48)]
