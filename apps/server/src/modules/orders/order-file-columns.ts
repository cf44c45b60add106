import { guessMapping, type MappingTarget } from '@quayside/tabular'
import { Refusal } from '../../platform/refusal.ts'

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

const target = (field: FileField, kind: MappingTarget['kind'], ...names: string[]) => ({ field, kind, names })

/** What people call the columns, Chinese and English. */
const targets: readonly (MappingTarget & { field: FileField })[] = [
  target('order', 'text', '订单号', '订单编号', '单号', 'order', 'order number', 'order no', 'order id'),
  target(
    'customer',
    'text',
    '客户编号',
    '客户',
    '客户名称',
    '客户代码',
    'customer',
    'customer number',
    'customer key',
    'customer name',
    'account',
  ),
  target(
    'reference',
    'text',
    '客户订单号',
    '客户单号',
    '采购订单号',
    'customer reference',
    'customer order',
    'po',
    'po number',
    'purchase order',
  ),
  target('orderedOn', 'date', '下单日期', '订单日期', 'ordered on', 'order date'),
  target('requestedOn', 'date', '要求日期', '要求送达日期', 'requested on', 'requested date', 'due date'),
  target('currency', 'text', '币种', '货币', 'currency'),
  target('note', 'text', '备注', '说明', 'note', 'remarks'),
  target('service', 'text', '服务', '服务类型', '运输方式', 'service', 'service type', 'transport mode'),
  target('mode', 'text', '方式', '箱型', 'mode', 'equipment'),
  target('item', 'text', '服务内容', '项目', 'item', 'service description'),
  target('quantity', 'number', '数量', 'quantity', 'qty'),
  target('unit', 'text', '单位', 'unit', 'uom'),
  target('price', 'money', '价格', '金额', '运费', 'price', 'amount', 'freight'),
  target('priceReason', 'text', '改价原因', '价格说明', 'price reason'),
  target('promisedOn', 'date', '承诺日期', 'promised on', 'promised date'),
  target('goods', 'text', '货物', '品名', '货物名称', 'goods', 'commodity', 'goods description'),
  target('hsCode', 'text', 'HS编码', '海关编码', '税号', 'hs code', 'hs', 'tariff code'),
  target('packages', 'number', '件数', '包装数量', 'packages', 'pieces', 'number of packages'),
  target('packageType', 'text', '包装', '包装类型', 'package type', 'packaging'),
  target('weightKg', 'number', '重量', '毛重', '重量（千克）', '重量kg', 'weight', 'weight kg', 'gross weight'),
  target('volumeM3', 'number', '体积', '体积（立方米）', '体积m3', 'volume', 'volume m3', 'cbm'),
  target('unNumber', 'text', 'UN编号', '联合国编号', 'un number', 'un no', 'un'),
  target('dangerClass', 'text', '危险品类别', '危险类别', 'class', 'danger class', 'hazard class', 'imo class'),
  target('packingGroup', 'text', '包装类别', '包装等级', 'packing group', 'pg'),
  target('properName', 'text', '正式运输名称', 'proper shipping name'),
  target('temperatureMin', 'number', '最低温度', 'minimum temperature', 'temperature min', 'min temp'),
  target('temperatureMax', 'number', '最高温度', 'maximum temperature', 'temperature max', 'max temp'),
  target('goodsValue', 'money', '货值', '申报价值', 'goods value', 'declared value'),
  target('origin', 'text', '起点', '起运地', '提货地', '装货港', 'origin', 'pickup', 'from', 'port of loading'),
  target('originCode', 'text', '起运地代码', '装货港代码', 'origin code', 'origin unlocode', 'pol'),
  target('originAddress', 'text', '提货地址', 'pickup address', 'origin address'),
  target('from', 'date', '提货日期', '提货时间', 'pickup date', 'pickup time', 'ready date'),
  target(
    'destination',
    'text',
    '终点',
    '目的地',
    '交货地',
    '卸货港',
    'destination',
    'delivery',
    'to',
    'port of discharge',
  ),
  target('destinationCode', 'text', '目的地代码', '卸货港代码', 'destination code', 'destination unlocode', 'pod'),
  target('destinationAddress', 'text', '送货地址', '交货地址', 'delivery address', 'destination address'),
  target('to', 'date', '送货日期', '交货日期', '送达时间', 'delivery date', 'delivery time'),
  target('shipper', 'text', '发货人', '托运人', 'shipper', 'consignor'),
  target('consignee', 'text', '收货人', 'consignee', 'receiver'),
  target('container', 'text', '箱号', 'container', 'container number'),
  target('booking', 'text', '订舱号', 'booking', 'booking number'),
]

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
