import { RateField } from '@quayside/contract'
import { guessMapping, type MappingTarget } from '@quayside/tabular'
import { refusedCard } from './rate-table.ts'

const targets: readonly (MappingTarget & { field: RateField })[] = [
  {
    field: 'carrier',
    kind: 'text',
    names: ['承运商', '承运人', '物流商', 'carrier', 'carrier code', 'forwarder', 'vendor'],
  },
  {
    field: 'service',
    kind: 'text',
    names: ['服务', '运输方式', 'service', 'transport', 'mode_dsc', 'mode dsc', 'mode of transport'],
  },
  { field: 'mode', kind: 'text', names: ['产品', '模式', 'mode', 'product', 'equipment', 'container type'] },
  {
    field: 'level',
    kind: 'text',
    names: ['服务级别', '服务等级', '交付条款', 'level', 'service level', 'svc_cd', 'svc cd', 'service code'],
  },
  {
    field: 'origin',
    kind: 'text',
    names: [
      '起运地',
      '始发地',
      '起点',
      '起运港',
      '出发地',
      'origin',
      'from place',
      'orig_port_cd',
      'orig port cd',
      'origin port',
      'pol',
      'port of loading',
    ],
  },
  {
    field: 'destination',
    kind: 'text',
    names: [
      '目的地',
      '到达地',
      '终点',
      '目的港',
      'destination',
      'to place',
      'dest_port_cd',
      'dest port cd',
      'destination port',
      'pod',
      'port of discharge',
    ],
  },
  {
    field: 'from',
    kind: 'number',
    names: [
      '分段起',
      '起始',
      '最小数量',
      '起始重量',
      '重量起',
      '大于',
      'from',
      'break from',
      'min weight',
      'minm_wgh_qty',
      'minm wgh qty',
      'from kg',
      'min qty',
    ],
  },
  {
    field: 'to',
    kind: 'number',
    names: [
      '分段止',
      '截止',
      '最大数量',
      '截止重量',
      '重量止',
      '小于',
      'to',
      'break to',
      'max weight',
      'max_wgh_qty',
      'max wgh qty',
      'to kg',
      'max qty',
    ],
  },
  {
    field: 'basis',
    kind: 'text',
    names: ['计价方式', '计费方式', '计价单位', 'basis', 'rate basis', 'charge basis', 'per', 'unit'],
  },
  {
    field: 'rate',
    kind: 'money',
    names: ['单价', '费率', '运价', '价格', 'rate', 'price', 'unit price', 'rate per kg', 'price per kg'],
  },
  {
    field: 'minimum',
    kind: 'money',
    names: ['最低收费', '最低', '起收', '最低运费', 'minimum', 'minimum cost', 'minimum charge', 'min charge'],
  },
  { field: 'currency', kind: 'text', names: ['币种', '货币', 'currency', 'ccy'] },
  {
    field: 'transitDays',
    kind: 'number',
    names: ['时效', '运输天数', '时效天数', '天数', 'transit days', 'days', 'lead time', 'tpt_day_cnt', 'tpt day cnt'],
  },
]

const needed: readonly RateField[] = ['origin', 'destination', 'rate']
/** As people call them. */
export const fieldNames: Readonly<Record<RateField, { zh: string; en: string }>> = {
  carrier: { zh: '承运商', en: 'carrier' },
  service: { zh: '运输方式', en: 'service' },
  mode: { zh: '模式', en: 'mode' },
  level: { zh: '服务级别', en: 'service level' },
  origin: { zh: '起运地', en: 'origin' },
  destination: { zh: '目的地', en: 'destination' },
  from: { zh: '分段起', en: 'from' },
  to: { zh: '分段止', en: 'to' },
  basis: { zh: '计价方式', en: 'basis' },
  rate: { zh: '单价', en: 'rate' },
  minimum: { zh: '最低收费', en: 'minimum' },
  currency: { zh: '币种', en: 'currency' },
  transitDays: { zh: '时效天数', en: 'transit days' },
}

export interface RateColumns {
  /** Place of each field in a row, from 0. */
  places: ReadonlyMap<RateField, number>
  columns: { header: string; field: RateField | null }[]
}

/**
 * Which column holds what, by its name in either language.
 * @throws Refusal 422 `columnsMissing` naming what is not there
 */
export function findColumns(header: readonly string[], sample: readonly (readonly string[])[]): RateColumns {
  const { places, columns } = mapped(header, sample)
  const missing = needed.filter((field) => !places.has(field))
  if (missing.length > 0) {
    const told = (language: 'zh' | 'en') => missing.map((field) => fieldNames[field][language])
    throw refusedCard(
      'columnsMissing',
      `价卡缺少这些列：${told('zh').join('、')}。请按模板命名表头。`,
      `These columns are missing: ${told('en').join(', ')}. Name the headings as in the template.`,
    )
  }
  return { places, columns }
}

export function looksLikeCard(header: readonly string[], sample: readonly (readonly string[])[]): boolean {
  const { places } = mapped(header, sample)
  return needed.every((field) => places.has(field))
}

function mapped(header: readonly string[], sample: readonly (readonly string[])[]): RateColumns {
  const columns = guessMapping(header, sample, targets).map(({ header: name, field }) => ({
    header: name,
    field: field === null ? null : RateField.parse(field),
  }))
  const places = new Map(columns.flatMap(({ field }, at) => (field === null ? [] : [[field, at] as const])))
  return { places, columns }
}
