import type { OrderReason } from '@quayside/contract'

type Severity = OrderReason['severity']
type Words = readonly [severity: Severity, zh: string, en: string]

/** Every reason once, in words of both languages; `{name}` is a parameter. */
const words = {
  customerUnknown: [
    'error',
    '未识别客户“{text}”。请选择客户后重新接收。',
    'The customer “{text}” is not known. Choose the customer and take the order again.',
  ],
  customerAmbiguous: [
    'error',
    '有多个客户叫“{text}”。请选择其中一个。',
    'Several customers are called “{text}”. Choose one.',
  ],
  customerGone: ['error', '客户 {number} 已被删除。', 'The customer {number} has been deleted.'],
  customerFrozen: [
    'error',
    '客户已被冻结，不接受新订单：{reason}',
    'The customer is frozen; no orders are taken: {reason}',
  ],
  customerOnHold: ['hold', '客户的订单暂停处理：{reason}', 'The customer’s orders are on hold: {reason}'],
  creditExceeded: [
    'hold',
    '超出信用额度：额度 {limit}，已占用 {used}，本单 {amount}（{currency}）。',
    'Credit limit exceeded: limit {limit}, used {used}, this order {amount} ({currency}).',
  ],
  creditOtherCurrency: [
    'hold',
    '信用额度以 {limitCurrency} 计，本单为 {currency}，须由财务确认。',
    'The credit limit is in {limitCurrency} and this order in {currency}; finance has to decide.',
  ],
  heldByHand: ['hold', '人工暂停：{reason}', 'Held by hand: {reason}'],
  customerOverdue: ['warning', '该客户有逾期应收款。', 'The customer has overdue receivables.'],
  noLines: ['error', '订单没有服务行。', 'The order has no lines.'],
  notANumber: ['error', '“{text}”不是数字。', '“{text}” is not a number.'],
  notKept: [
    'error',
    '数据库不接受该订单的内容（{code}），未保存。请核对后重新发送。',
    'The database does not accept what this order holds ({code}); it was not kept. Check it and send it again.',
  ],
  tryAgain: [
    'error',
    '与其他请求同时修改了同一数据，本批订单均未保存。请重新发送。',
    'Others changed the same at the same time; no order of this request was kept. Send them again.',
  ],
  notAllowed: ['error', '您的角色不能接收该客户的订单。', 'Your roles do not let you take orders of this customer.'],
  noSuchDay: ['error', '“{text}”不是有效日期。', '“{text}” is not a date that exists.'],
  noSuchTime: ['error', '“{text}”不是有效的日期或时间。', '“{text}” is not a date or time that exists.'],
  orderedInFuture: ['error', '下单日期 {day} 在未来。', 'The order date {day} lies in the future.'],
  orderedLongAgo: ['warning', '下单日期 {day} 已过去一年以上。', 'The order date {day} is more than a year ago.'],
  requestedInPast: ['warning', '要求日期 {day} 早于下单日期。', 'The requested date {day} is before the order date.'],
  promisedBeforeOrder: [
    'warning',
    '承诺日期 {day} 早于下单日期。',
    'The promised date {day} is before the order date.',
  ],
  currencyUnknown: ['error', '未知币种“{text}”。', 'The currency “{text}” is unknown.'],
  notPositive: ['error', '{number} 必须大于零。', '{number} must be more than zero.'],
  negative: ['error', '{number} 不能为负数。', '{number} must not be negative.'],
  notWhole: ['error', '件数 {number} 必须是整数。', 'The number of packages {number} must be whole.'],
  tooLarge: ['error', '数值 {number} 过大。', 'The number {number} is too large.'],
  noSuchLine: ['error', '货物指向不存在的第 {line} 行。', 'The goods belong to line {line}, which does not exist.'],
  countryUnknown: [
    'error',
    '未知国家代码“{text}”，应为两位字母（ISO 3166）。',
    'The country code “{text}” is unknown; two letters (ISO 3166) are expected.',
  ],
  unlocodeForm: [
    'error',
    '“{text}”不是 UN/LOCODE（两位国家代码加三位地点代码）。',
    '“{text}” is no UN/LOCODE (two letters of the country, three of the place).',
  ],
  divisionCodeForm: ['error', '“{text}”不是六位行政区划代码。', '“{text}” is no six-digit division code.'],
  hsCodeForm: ['error', '“{text}”不是有效的 HS 编码（6 至 13 位数字）。', '“{text}” is no HS code (6 to 13 digits).'],
  needsHsCode: ['error', '报关须填写货物的 HS 编码。', 'Customs clearance needs the HS code of the goods.'],
  needsGoodsValue: ['warning', '报关货物没有申报价值。', 'The goods to be cleared have no declared value.'],
  unNumberForm: ['error', '“{text}”不是 UN 编号（四位数字）。', '“{text}” is no UN number (four digits).'],
  dangerClassForm: ['error', '“{text}”不是危险品类别。', '“{text}” is no class of dangerous goods.'],
  packingGroupForm: ['error', '“{text}”不是包装类别（I、II、III）。', '“{text}” is no packing group (I, II, III).'],
  dangerNeedsUnNumber: ['error', '危险品须填写 UN 编号。', 'Dangerous goods need their UN number.'],
  dangerNeedsClass: ['error', '危险品须填写类别。', 'Dangerous goods need their class.'],
  dangerNeedsName: ['warning', '危险品没有正式运输名称。', 'The dangerous goods have no proper shipping name.'],
  temperatureOrder: [
    'error',
    '最低温度 {low}°C 高于最高温度 {high}°C。',
    'The lowest temperature {low} °C is above the highest {high} °C.',
  ],
  temperatureRange: [
    'error',
    '温度 {number}°C 不合理（-196 至 200）。',
    'A temperature of {number} °C makes no sense (−196 to 200).',
  ],
  windowOrder: ['error', '时间窗结束早于开始。', 'The time window ends before it begins.'],
  placesOrder: [
    'error',
    '第 {place} 个地点须在前一地点的最早时间之前完成。',
    'Place {place} would have to be served before the earliest time of the one before.',
  ],
  needsOrigin: ['error', '运输须填写起点（提货地）。', 'A transport needs where it begins (pickup).'],
  needsDestination: ['error', '运输须填写终点（交货地）。', 'A transport needs where it ends (delivery).'],
  needsPortOfLoading: ['error', '海运须填写装货港。', 'Sea transport needs the port of loading.'],
  needsPortOfDischarge: ['error', '海运须填写卸货港。', 'Sea transport needs the port of discharge.'],
  needsAirportOfDeparture: ['error', '空运须填写始发机场。', 'Air transport needs the airport of departure.'],
  needsAirportOfArrival: ['error', '空运须填写目的机场。', 'Air transport needs the airport of arrival.'],
  needsWarehouse: ['error', '仓储须填写仓库。', 'Warehousing needs the warehouse.'],
  needsQuantity: ['error', '加工与包装须填写数量。', 'Processing and packaging need a quantity.'],
  portWithoutCode: ['warning', '港口“{text}”没有 UN/LOCODE。', 'The port “{text}” has no UN/LOCODE.'],
  noGoods: [
    'warning',
    '订单没有货物信息（重量、体积或件数）。',
    'The order says nothing of the goods (weight, volume or packages).',
  ],
  samePlace: ['warning', '起点与终点相同。', 'It begins and ends at the same place.'],
  twoPayers: ['error', '一张订单只能有一个付款方。', 'An order has one payer.'],
  emailForm: ['warning', '“{text}”不是有效的邮箱。', '“{text}” is no e-mail address.'],
  teamUnknown: ['error', '没有这个团队。', 'There is no such team.'],
  contactUnknown: ['error', '没有这个联系人。', 'There is no such contact.'],
  priceReasonMissing: [
    'error',
    '合同有价格，手工改价须说明原因。',
    'There is a price by agreement: say why another is typed.',
  ],
  priceDiffers: [
    'warning',
    '订单价格 {stated} 与合同价格 {agreed}（{currency}）不同。',
    'The price stated, {stated}, is not the agreed {agreed} ({currency}).',
  ],
  notPriced: ['warning', '第 {line} 行没有价格：{why}', 'Line {line} has no price: {why}'],
  possibleDouble: [
    'error',
    '客户订单号“{reference}”已有订单 {number}，内容不同。请确认是否为另一张订单。',
    'The customer’s reference “{reference}” is that of order {number}, which differs. Say whether it is another order.',
  ],
  alreadyHere: ['warning', '同一订单已经收到：{number}。', 'The same order is here already: {number}.'],
  sameKey: ['warning', '同一编号的订单已经收到：{number}。', 'An order with the same key is here already: {number}.'],
  sameKeyOtherContent: [
    'warning',
    '同一编号的订单已经收到（{number}），但内容不同；如需修改请发送变更。',
    'An order with the same key is here already ({number}), with other content. Send a change to change it.',
  ],
} as const satisfies Record<string, Words>

export type OrderReasonCode = keyof typeof words

/** A reason with its sentences. */
export function reason(code: OrderReasonCode, path: string, params: OrderReason['params'] = {}): OrderReason {
  const [severity, zh, en] = words[code]
  const short = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 200) : value]),
  )
  return { code, path, severity, zh: filled(zh, short), en: filled(en, short), params: short }
}

const filled = (text: string, params: OrderReason['params']) =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

export const faultsOf = (reasons: readonly OrderReason[]) => reasons.filter(({ severity }) => severity === 'error')

/** Reasons that name figures of finance, without them for whoever may not read those. */
const ofFinance: ReadonlySet<string> = new Set<OrderReasonCode>(['creditExceeded', 'customerOverdue', 'priceDiffers'])
const covered: Partial<Record<string, readonly [zh: string, en: string]>> = {
  creditExceeded: ['超出信用额度，等待财务放行。', 'The credit limit is exceeded; finance has to release the order.'],
  priceDiffers: ['订单价格与合同价格不同。', 'The price stated is not the agreed one.'],
}

interface Told {
  code: string | null
  zh: string | null
  en: string
  params: object
}

/** Also of a reason that went on with a message or a file. */
export function reasonsForReader<One extends Told>(reasons: readonly One[], seesMoney: boolean): One[] {
  if (seesMoney) return [...reasons]
  return reasons.flatMap((one): One[] => {
    if (!ofFinance.has(one.code ?? '')) return [one]
    const words = covered[one.code ?? '']
    return words ? [{ ...one, zh: words[0], en: words[1], params: {} }] : []
  })
}
