import { guessMapping, type MappingTarget } from '@quayside/tabular'
import { Refusal } from '../../platform/refusal.ts'
import type { FieldSpec } from '../accounts/index.ts'

export type FileField =
  | 'order'
  | 'customer'
  | 'reference'
  | 'orderedOn'
  | 'requestedOn'
  | 'currency'
  | 'note'
  | 'service'
  | 'mode'
  | 'item'
  | 'quantity'
  | 'unit'
  | 'price'
  | 'priceReason'
  | 'promisedOn'
  | 'goods'
  | 'hsCode'
  | 'packages'
  | 'packageType'
  | 'weightKg'
  | 'volumeM3'
  | 'unNumber'
  | 'dangerClass'
  | 'packingGroup'
  | 'properName'
  | 'temperatureMin'
  | 'temperatureMax'
  | 'goodsValue'
  | 'origin'
  | 'originCode'
  | 'originAddress'
  | 'from'
  | 'destination'
  | 'destinationCode'
  | 'destinationAddress'
  | 'to'
  | 'shipper'
  | 'consignee'
  | 'container'
  | 'booking'

/** What a column can be mapped to, and what people call it in Chinese and English. */
export const fileFields: readonly (FieldSpec & { field: FileField })[] = [
  {
    field: 'order',
    zh: '订单号',
    en: 'Order number',
    group: 'order',
    kind: 'text',
    required: true,
    isKey: true,
    names: ['订单编号', '单号', 'order', 'order number', 'order no', 'order id'],
  },
  {
    field: 'customer',
    zh: '客户',
    en: 'Customer',
    group: 'customer',
    kind: 'text',
    required: true,
    names: [
      '客户编号',
      '客户名称',
      '客户代码',
      'customer',
      'customer number',
      'customer key',
      'customer name',
      'account',
    ],
  },
  {
    field: 'reference',
    zh: '客户订单号',
    en: 'Customer’s reference',
    group: 'order',
    kind: 'text',
    names: ['客户单号', '采购订单号', 'customer reference', 'customer order', 'po', 'po number', 'purchase order'],
  },
  {
    field: 'orderedOn',
    zh: '下单日期',
    en: 'Ordered',
    group: 'order',
    kind: 'date',
    names: ['订单日期', '采购日期', 'ordered on', 'order date', 'po date', 'po sent'],
  },
  {
    field: 'requestedOn',
    zh: '要求日期',
    en: 'Requested',
    group: 'order',
    kind: 'date',
    names: ['要求送达日期', 'requested on', 'requested date', 'due date'],
  },
  { field: 'currency', zh: '币种', en: 'Currency', group: 'order', kind: 'text', names: ['货币', 'currency'] },
  { field: 'note', zh: '备注', en: 'Note', group: 'order', kind: 'text', names: ['说明', 'note', 'remarks'] },
  {
    field: 'service',
    zh: '服务',
    en: 'Service',
    group: 'line',
    kind: 'text',
    required: true,
    names: ['服务类型', '运输方式', 'service', 'service type', 'transport mode'],
  },
  { field: 'mode', zh: '方式', en: 'Mode', group: 'line', kind: 'text', names: ['箱型', 'mode', 'equipment'] },
  {
    field: 'item',
    zh: '服务内容',
    en: 'What is done',
    group: 'line',
    kind: 'text',
    names: ['项目', 'item', 'service description'],
  },
  { field: 'quantity', zh: '数量', en: 'Quantity', group: 'line', kind: 'number', names: ['quantity', 'qty'] },
  { field: 'unit', zh: '单位', en: 'Unit', group: 'line', kind: 'text', names: ['unit', 'uom'] },
  {
    field: 'price',
    zh: '价格',
    en: 'Price',
    group: 'line',
    kind: 'money',
    names: ['金额', '运费', 'price', 'amount', 'freight'],
  },
  {
    field: 'priceReason',
    zh: '改价原因',
    en: 'Reason for the price',
    group: 'line',
    kind: 'text',
    names: ['价格说明', 'price reason'],
  },
  {
    field: 'promisedOn',
    zh: '承诺日期',
    en: 'Promised',
    group: 'line',
    kind: 'date',
    names: ['promised on', 'promised date'],
  },
  {
    field: 'goods',
    zh: '货物',
    en: 'Goods',
    group: 'line',
    kind: 'text',
    names: ['品名', '货物名称', 'goods', 'commodity', 'goods description'],
  },
  {
    field: 'hsCode',
    zh: 'HS编码',
    en: 'HS code',
    group: 'line',
    kind: 'text',
    names: ['海关编码', '税号', 'hs code', 'hs', 'tariff code'],
  },
  {
    field: 'packages',
    zh: '件数',
    en: 'Packages',
    group: 'line',
    kind: 'number',
    names: ['包装数量', 'packages', 'pieces', 'number of packages'],
  },
  {
    field: 'packageType',
    zh: '包装',
    en: 'Package type',
    group: 'line',
    kind: 'text',
    names: ['包装类型', 'package type', 'packaging'],
  },
  {
    field: 'weightKg',
    zh: '重量（千克）',
    en: 'Weight (kg)',
    group: 'line',
    kind: 'number',
    names: ['重量', '毛重', '重量kg', 'weight', 'weight kg', 'gross weight'],
  },
  {
    field: 'volumeM3',
    zh: '体积（立方米）',
    en: 'Volume (m³)',
    group: 'line',
    kind: 'number',
    names: ['体积', '体积m3', 'volume', 'volume m3', 'cbm'],
  },
  {
    field: 'unNumber',
    zh: 'UN编号',
    en: 'UN number',
    group: 'line',
    kind: 'text',
    names: ['联合国编号', 'un number', 'un no', 'un'],
  },
  {
    field: 'dangerClass',
    zh: '危险品类别',
    en: 'Danger class',
    group: 'line',
    kind: 'text',
    names: ['危险类别', 'class', 'danger class', 'hazard class', 'imo class'],
  },
  {
    field: 'packingGroup',
    zh: '包装类别',
    en: 'Packing group',
    group: 'line',
    kind: 'text',
    names: ['包装等级', 'packing group', 'pg'],
  },
  {
    field: 'properName',
    zh: '正式运输名称',
    en: 'Proper shipping name',
    group: 'line',
    kind: 'text',
    names: ['proper shipping name'],
  },
  {
    field: 'temperatureMin',
    zh: '最低温度',
    en: 'Lowest temperature (°C)',
    group: 'line',
    kind: 'number',
    names: ['minimum temperature', 'temperature min', 'min temp'],
  },
  {
    field: 'temperatureMax',
    zh: '最高温度',
    en: 'Highest temperature (°C)',
    group: 'line',
    kind: 'number',
    names: ['maximum temperature', 'temperature max', 'max temp'],
  },
  {
    field: 'goodsValue',
    zh: '货值',
    en: 'Value of the goods',
    group: 'line',
    kind: 'money',
    names: ['申报价值', 'goods value', 'declared value'],
  },
  {
    field: 'origin',
    zh: '起点',
    en: 'Origin',
    group: 'address',
    kind: 'text',
    names: ['起运地', '提货地', '装货港', 'origin', 'pickup', 'from', 'port of loading'],
  },
  {
    field: 'originCode',
    zh: '起运地代码',
    en: 'Origin UN/LOCODE',
    group: 'address',
    kind: 'text',
    names: ['装货港代码', 'origin code', 'origin unlocode', 'pol'],
  },
  {
    field: 'originAddress',
    zh: '提货地址',
    en: 'Pickup address',
    group: 'address',
    kind: 'text',
    names: ['pickup address', 'origin address'],
  },
  {
    field: 'from',
    zh: '提货日期',
    en: 'Pickup from',
    group: 'address',
    kind: 'date',
    names: ['提货时间', 'pickup date', 'pickup time', 'ready date'],
  },
  {
    field: 'destination',
    zh: '终点',
    en: 'Destination',
    group: 'address',
    kind: 'text',
    names: ['目的地', '交货地', '卸货港', 'destination', 'delivery', 'to', 'port of discharge'],
  },
  {
    field: 'destinationCode',
    zh: '目的地代码',
    en: 'Destination UN/LOCODE',
    group: 'address',
    kind: 'text',
    names: ['卸货港代码', 'destination code', 'destination unlocode', 'pod'],
  },
  {
    field: 'destinationAddress',
    zh: '送货地址',
    en: 'Delivery address',
    group: 'address',
    kind: 'text',
    names: ['交货地址', 'delivery address', 'destination address'],
  },
  {
    field: 'to',
    zh: '送货日期',
    en: 'Delivery by',
    group: 'address',
    kind: 'date',
    names: ['交货日期', '送达时间', 'delivery date', 'delivery time'],
  },
  {
    field: 'shipper',
    zh: '发货人',
    en: 'Shipper',
    group: 'address',
    kind: 'text',
    names: ['托运人', 'shipper', 'consignor'],
  },
  {
    field: 'consignee',
    zh: '收货人',
    en: 'Consignee',
    group: 'address',
    kind: 'text',
    names: ['consignee', 'receiver'],
  },
  {
    field: 'container',
    zh: '箱号',
    en: 'Container',
    group: 'rest',
    kind: 'text',
    names: ['container', 'container number'],
  },
  { field: 'booking', zh: '订舱号', en: 'Booking', group: 'rest', kind: 'text', names: ['booking', 'booking number'] },
]

const targets: readonly MappingTarget[] = fileFields.map(({ field, kind, zh, en, names }) => ({
  field,
  kind,
  names: [zh, en, ...names],
}))

const needed = { order: ['订单号', 'order'], customer: ['客户编号', 'customer'], service: ['服务', 'service'] } as const

export interface FileColumns {
  places: ReadonlyMap<FileField, number>
  unknown: string[]
}

/** Which column holds what, by its name. @throws Refusal 422 `columnsMissing` naming what is not there */
export function findColumns(header: readonly string[], sample: readonly (readonly string[])[]): FileColumns {
  const mapped = guessMapping(header, sample, targets)
  const places = new Map(mapped.flatMap(({ field }, at) => (field === null ? [] : [[field as FileField, at] as const])))
  const missing = (Object.keys(needed) as (keyof typeof needed)[]).filter((field) => !places.has(field))
  if (missing.length > 0) {
    const [zh, en] = [
      missing.map((field) => needed[field][0]).join('、'),
      missing.map((field) => needed[field][1]).join(', '),
    ]
    throw refusedFile(
      'columnsMissing',
      `文件缺少这些列：${zh}。没有接收任何订单。`,
      `These columns are missing: ${en}. No order was taken.`,
    )
  }
  return { places, unknown: mapped.filter(({ field }) => field === null).map(({ header: name }) => name) }
}

/** A file of which nothing is taken, and what to do, in both languages. */
export const refusedFile = (code: string, zh: string, en: string) =>
  new Refusal(code, 422, `${en} ${zh}`, { extra: { messageZh: zh, messageEn: en } })
