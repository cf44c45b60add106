import { expect, test } from 'vitest'
import {
  codeMeaning,
  hierarchyOf,
  isoOf,
  isoOfDtm,
  orders,
  type RenderedSection,
  readMessage,
  renderMessage,
  x12Messages,
  x204,
  x210,
  x856,
} from '../src/index.ts'
import { segmentsOf, x12 } from './messages.ts'

const lines = ({ fields }: Pick<RenderedSection, 'fields'>) => fields.map(({ label, value }) => `${label}: ${value}`)

const tender = readMessage(
  x204,
  segmentsOf(
    x12(
      '204',
      'B2**SCAC**LOAD77**PP',
      'B2A*00*LT',
      'NTE**CALL FIRST',
      'N1*BT*港通货运*93*C001',
      'N4*上海**200001*CN',
      'S5*1*CL',
      'L11*PO-1*PO',
      'G62*37*20261126*I*1009*LT',
      'AT8*G*K*5472.0**12',
      'ZZZ*1*2',
    ),
  ),
)

test('a tender is a document with headings, fields and the meanings of its codes, in Chinese', () => {
  const shown = renderMessage(tender, 'zh')
  expect(shown.title).toBe('公路运输委托')
  expect(lines(shown)).toEqual([
    '承运人 SCAC 代码: SCAC',
    '货运编号: LOAD77',
    '付款方式: 预付',
    '报文用途: 原始',
    '应用类型: 整车委托',
  ])
  expect(shown.sections.map(({ title }) => title)).toEqual(['账单方', '停靠点 1 · 整车装货'])
  expect(lines(shown.sections[0] as RenderedSection)).toEqual([
    '名称: 港通货运',
    '发送方编码: C001',
    '城市: 上海',
    '邮编: 200001',
    '国家: 中国',
  ])
  expect(lines(shown.sections[1] as RenderedSection)).toEqual([
    '停靠顺序: 1',
    '停靠原因: 整车装货',
    '采购订单号: PO-1',
    '不早于此日发货: 2026年11月26日',
    '最早提货: 10:09 当地时间',
    '毛重: 5472.0 千克',
    '件数: 12',
  ])
})

test('the same in English, with the code beside its meaning and the place each value came from', () => {
  const shown = renderMessage(tender, 'en')
  const payment = shown.fields.find(({ raw }) => raw === 'PP')
  expect(payment).toEqual({
    label: 'Shipment method of payment',
    value: 'Prepaid by the seller',
    raw: 'PP',
    place: { segment: 2, tag: 'B2', element: 6, at: tender.placeOf(tender.message.B2 ?? {})?.segment.at(6) },
  })
  expect(shown.notes.map(({ value }) => value)).toEqual(['CALL FIRST'])
  expect(shown.sections[1]?.notes).toMatchObject([{ label: 'Segment not understood: ZZZ', value: '1 * 2' }])
})

test('amounts have the currency of the message, and lines that are alike become a table', () => {
  const read = readMessage(
    x210,
    segmentsOf(
      x12(
        '210',
        'B3**INV1**TP**20261122*65940****SCAC',
        'C3*CNY',
        'LX*1',
        'L5*1*PAPER',
        'L1*1*46.09*FR*36360',
        'LX*2',
        'L5*2*FUEL',
        'L1*2*26.27*FR*2627',
      ),
    ),
  )
  const shown = renderMessage(read, 'en')
  expect(lines(shown)).toContain('Net amount due: CNY 659.40')
  const [table] = shown.tables
  expect(table?.title).toBe('Charge line')
  expect(table?.rows.map((row) => row.map((cell) => cell?.value).join(' | '))).toEqual([
    '1 | 1 | PAPER | 1 | 46.09 | CNY 363.60',
    '2 | 2 | FUEL | 2 | 26.27 | CNY 26.27',
  ])
})

test('an EDIFACT order is shown by the same rules, its dates by their format', () => {
  const text =
    "UNB+UNOC:3+A:14+B:14+261122:1201+7'UNH+1+ORDERS:D:96A:UN'BGM+220+PO-77+9'DTM+137:202611221009:203'NAD+BY+4012345000009::9'LIN+1++X:SA'QTY+21:48:PCE'UNS+S'UNT+8+1'"
  const shown = renderMessage(readMessage(orders, segmentsOf(text)), 'zh')
  expect(lines(shown)).toEqual(
    expect.arrayContaining(['单证类型: 订单', '单证号: PO-77', '单证日期: 2026年11月22日 10:09']),
  )
  expect(shown.sections.map(({ title }) => title)).toEqual(['买方', '行项目'])
})

test('a message of our own that is not written yet is shown too, only without places', () => {
  const shown = renderMessage(
    { definition: x12Messages['204'] as typeof x204, message: { B2: { shipment: 'L1' } } },
    'en',
  )
  expect(shown.fields).toEqual([{ label: 'Shipment identification number', value: 'L1' }])
})

test('codes have meanings in both languages, countries and currencies by their standards, unknown ones none', () => {
  expect(codeMeaning('x12', '1650', 'D1')).toEqual({ zh: '卸货完成（已送达）', en: 'Unloading completed at delivery' })
  expect(codeMeaning('x12', '103', 'CTN25')).toEqual({ zh: '纸箱', en: 'Carton' })
  expect(codeMeaning('x12', '26', 'DE')).toEqual({ zh: '德国', en: 'Germany' })
  expect(codeMeaning('edifact', '6345', 'CNY')?.en).toBe('Chinese Yuan')
  expect(codeMeaning('x12', '98', 'constructor')).toBeUndefined()
  expect(codeMeaning('x12', '26', 'QQ')).toBeUndefined()
})

test('dates of both standards become ISO, those that do not exist nothing', () => {
  expect(isoOf('20261122', '1009')).toBe('2026-11-22T10:09')
  expect(isoOf('261122')).toBe('2026-11-22')
  expect(isoOf('20260230')).toBeUndefined()
  expect(isoOf('20240229')).toBe('2024-02-29')
  expect(isoOfDtm('202611221009', '203')).toEqual(['2026-11-22T10:09'])
  expect(isoOfDtm('20261101-20261130', '718')).toEqual(['2026-11-01', '2026-11-30'])
  expect(isoOfDtm('20261301', '102')).toEqual([])
})

test('levels of a ship notice become a tree, those without their parent are not lost', () => {
  const { message } = readMessage(
    x856,
    segmentsOf(
      x12('856', 'BSN*00*S1*20261122*1009', 'HL*1**S', 'HL*2*1*O', 'HL*3*2*I', 'HL*4*2*I', 'HL*5*9*I', 'HL*6*6*I'),
    ),
  )
  const ids = (branches: ReturnType<typeof hierarchyOf<NonNullable<typeof message.levels>[number]>>): unknown[] =>
    branches.map(({ level, below }) => [level.HL?.id, ids(below)])
  expect(ids(hierarchyOf(message.levels ?? []))).toEqual([
    [
      '1',
      [
        [
          '2',
          [
            ['3', []],
            ['4', []],
          ],
        ],
      ],
    ],
    ['5', []],
    ['6', []],
  ])
})
