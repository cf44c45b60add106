import { expect, test } from 'vitest'
import { edifactCodes } from '../src/codes/edifact.ts'
import {
  codeMeaning,
  codesOf,
  desadv,
  edifactMessages,
  iftmin,
  iftsta,
  invoic,
  type MessageDefinition,
  type RenderedSection,
  readMessage,
  renderMessage,
} from '../src/index.ts'
import { problemOf } from '../src/message/check-element.ts'
import { isComposite } from '../src/message/definition.ts'
import { segmentsOf as segmentsKnown } from '../src/message/levels.ts'
import { readAll } from './corpus.ts'

function shown(definition: MessageDefinition, locale: 'zh' | 'en', ...segments: string[]): string[] {
  const bytes = Buffer.from(
    `UNB+UNOY:3+A:14+B:14+261122:1201+7'UNH+1+${definition.type}:D:01B:UN'${segments.join("'")}'UNT+9+1'UNZ+1+7'`,
  )
  return linesOf(renderMessage(readMessage(definition, readAll(bytes).segments), locale))
}

/** As a page would print it. */
function linesOf({ title, fields, tables, sections, notes }: RenderedSection): string[] {
  return [
    `# ${title}`,
    ...fields.map(({ label, value }) => `${label}: ${value}`),
    ...tables.flatMap((table) => [
      `| ${table.title}`,
      ...table.rows.map((row) => row.map((cell, at) => `${table.columns[at]}: ${cell?.value ?? ''}`).join(' | ')),
    ]),
    ...notes.map(({ label, value }) => `${label}: ${value}`),
    ...sections.flatMap(linesOf),
  ]
}

test('a transport status is read by people in Chinese and in English', () => {
  const status = [
    'BGM+23+STAT-9+9',
    'CNI+1+SHP7',
    'STS+1+21',
    'DTM+334:202611211530:203',
    'LOC+11+DEHAM:139:6:HAMBURG',
    'TDT+20+042W+1+13+COSU:172:20+++9123456:146::EVER LUCKY',
  ]
  const zh = shown(iftsta, 'zh', ...status)
  expect(zh).toEqual(
    expect.arrayContaining([
      '# 运输状态',
      '单证类型: 状态信息',
      '报文功能: 原始',
      '状态事件代码: 已送达',
      '地点类型: 卸货港',
      '运输方式: 海运',
    ]),
  )
  expect(zh).toContain('状态变化时间: 2026年11月21日 15:30')
  expect(shown(iftsta, 'en', ...status)).toEqual(
    expect.arrayContaining([
      'Status event code: Delivered',
      'Status change: 21 Nov 2026 15:30',
      'Transport stage: Main carriage',
      'Means of transport name: EVER LUCKY',
    ]),
  )
})

test('an instruction shows goods with their units, temperature and dangers', () => {
  const lines = shown(
    iftmin,
    'zh',
    'BGM+340+TI-1+9',
    'TOD+5+PP+FOB',
    'NAD+CZ+++上海钢铁+浦东路 1 号+上海++200001+CN',
    'GID+1+12:CT',
    'TMP+2+-18:CEL',
    'MEA+WT+G+KGM:5472',
    'DGS+IMD+3+1866++2',
  )
  expect(lines).toEqual(
    expect.arrayContaining([
      '单证类型: 托运指示',
      '# 发货人',
      '国家: 中国',
      '包装类型代码: 纸箱',
      '温度: -18 摄氏度',
      '测量值: 5472 千克',
      '危险类别: 易燃液体',
      '包装类别: 中度危险',
      '交货条件: 船上交货',
    ]),
  )
})

test('amounts of an invoice carry what they are and the currency of the invoice', () => {
  const lines = shown(
    invoic,
    'en',
    'BGM+380+INV-1+9',
    'DTM+137:20261122:102',
    'CUX+2:EUR:4',
    'LIN+1++4012345123456:EN',
    'MOA+203:825.50',
    'UNS+S',
    'MOA+86:1045.75',
  )
  expect(lines).toEqual(
    expect.arrayContaining([
      'Document name code: Commercial invoice',
      'Line item amount: EUR 825.50',
      'Message total: EUR 1,045.75',
    ]),
  )
})

test('every message that its definition allows can be shown, and what is not understood is a note', () => {
  const lines = shown(desadv, 'zh', 'BGM+351+DA-1+9', 'ZZZ+1', 'CPS+1', 'PAC+2++CT')
  expect(lines).toContain('未解读的段 ZZZ: 1')
  for (const definition of Object.values(edifactMessages))
    expect(shown(definition, 'en', 'BGM+351', 'ZZZ+1')[0]).toBe(`# ${definition.name.en}`)
})

test('every code with a meaning is one that its data element can hold, in both languages', () => {
  const elements = new Map(
    Object.values(edifactMessages)
      .flatMap((definition) => [...segmentsKnown(definition).values()])
      .flatMap(({ elements: uses }) => Object.values(uses))
      .flatMap((use) => (isComposite(use) ? Object.values(use.parts) : [use]))
      .map((element) => [element.id, element]),
  )
  for (const [id, codes] of Object.entries(edifactCodes)) {
    const element = elements.get(id)
    expect(element, id).toBeDefined()
    for (const [code, meaning] of Object.entries(codes)) {
      expect(element && problemOf(element, code), `${id} ${code}`).toBeUndefined()
      expect(
        meaning.every((text) => text.trim() !== ''),
        `${id} ${code}`,
      ).toBe(true)
    }
  }
  expect(codeMeaning('edifact', '3035', 'CZ')).toEqual({ zh: '发货人', en: 'Consignor' })
  expect(Object.keys(codesOf('edifact', '8067'))).toHaveLength(8)
})
