type Words = Readonly<Record<string, readonly [zh: string, en: string]>>

/** What a file calls the columns and values of a list of orders. */
export const columnWords: Words = {
  number: ['订单号', 'Order'],
  status: ['状态', 'Status'],
  kind: ['类型', 'Kind'],
  channel: ['渠道', 'Channel'],
  customerNumber: ['客户编号', 'Customer number'],
  customer: ['客户', 'Customer'],
  reference: ['客户订单号', 'Customer reference'],
  orderedOn: ['下单日期', 'Ordered on'],
  requestedOn: ['要求日期', 'Requested on'],
  receivedAt: ['接收时间', 'Received at'],
  services: ['服务', 'Services'],
  origin: ['起点', 'Origin'],
  destination: ['终点', 'Destination'],
  team: ['负责团队', 'Team'],
  holds: ['暂停原因', 'Held for'],
  dangerous: ['危险品', 'Dangerous goods'],
  lines: ['行数', 'Lines'],
  amount: ['金额', 'Amount'],
  currency: ['币种', 'Currency'],
  priceSource: ['价格来源', 'Price by'],
}

const valueWords: Words = {
  draft: ['草稿', 'Draft'],
  held: ['暂停', 'Held'],
  confirmed: ['已确认', 'Confirmed'],
  inTransit: ['执行中', 'Under way'],
  completed: ['已完成', 'Completed'],
  cancelled: ['已取消', 'Cancelled'],
  goods: ['货物', 'Goods'],
  service: ['服务', 'Service'],
  staff: ['员工', 'Staff'],
  import: ['文件', 'File'],
  api: ['接口', 'API'],
  portal: ['门户', 'Portal'],
  edi: ['EDI', 'EDI'],
  phone: ['电话', 'Phone'],
  road: ['公路', 'Road'],
  rail: ['铁路', 'Rail'],
  air: ['空运', 'Air'],
  sea: ['海运', 'Sea'],
  express: ['快递', 'Express'],
  multimodal: ['多式联运', 'Multimodal'],
  warehousing: ['仓储', 'Warehousing'],
  processing: ['加工', 'Processing'],
  customs: ['报关', 'Customs'],
  packaging: ['包装', 'Packaging'],
  other: ['其他', 'Other'],
  agreement: ['协议', 'Agreement'],
  typed: ['手工', 'Typed'],
  mixed: ['混合', 'Mixed'],
  none: ['无', 'None'],
  creditExceeded: ['超出信用额度', 'Credit limit'],
  creditOtherCurrency: ['额度币种不同', 'Other currency'],
  customerOnHold: ['客户暂停', 'Customer on hold'],
  heldByHand: ['人工暂停', 'By hand'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
}

export type Tongue = 'zh-CN' | 'en'
export const wordOf = (words: Words, key: string, locale: Tongue): string =>
  words[key]?.[locale === 'en' ? 1 : 0] ?? key
export const valueWord = (key: string, locale: Tongue): string => wordOf(valueWords, key, locale)
