import type { DemoCustomer } from './customer.ts'
import type { Period } from './orders.ts'
import { dayNumber } from './season.ts'

export interface DemoInteraction {
  kind: 'note' | 'call' | 'visit' | 'mail' | 'message' | 'inquiry' | 'complaint'
  direction: 'in' | 'out' | 'none'
  /** Milliseconds since 1970. */
  at: number
  subject: string
  body: string
  durationSeconds: number | null
  contactIndex: number | null
}

type Template = readonly [DemoInteraction['kind'], DemoInteraction['direction'], string, string]

const first: readonly Template[] = [
  ['inquiry', 'in', '首次询价', '通过网站询问{place}始发的{service}报价，货物为{goods}，希望本周内回复。'],
  ['call', 'out', '首次联系', '展会上交换名片后电话联系，对方介绍主要货物为{goods}，目前由两家承运商服务。'],
  ['visit', 'out', '首次拜访', '拜访{place}办公室，了解年发货量与旺季安排，对时效与破损率要求高。'],
]
const later: readonly Template[] = [
  ['call', 'in', '查询在途', '来电查询货物状态，已告知预计到达时间，客户满意。'],
  ['call', 'out', '定期回访', '回访近期服务，客户反馈提货及时，希望增加周末提货。'],
  ['call', 'out', '催收运费', '提醒上月运费到期，财务答复本周付款。'],
  ['visit', 'out', '季度拜访', '回顾上季度准时率与破损率，讨论旺季舱位与仓储扩容。'],
  ['mail', 'out', '发送报价', '已发送{service}新季度报价，含燃油附加费说明，有效期三十天。'],
  ['mail', 'in', '索取对账单', '请提供上月对账单与发票。'],
  ['message', 'in', '询问到货时间', '微信询问到货时间，已发送运单截图。'],
  ['note', 'none', '客户动态', '对方计划在{place}新建分拨仓，预计明年投产，可跟进仓配一体方案。'],
  ['inquiry', 'in', '询问冷链方案', '询问温控运输的价格与设备，转方案组评估。'],
  ['complaint', 'in', '投诉延误', '客户投诉到货延误一天，已致歉并说明原因，承诺跟进改进措施。'],
  ['complaint', 'in', '投诉破损', '外包装破损两件，已登记并安排理赔材料。'],
]

/** The touches of a customer from the first contact on, oldest first; larger customers are touched more. */
export function interactionsOf(customer: DemoCustomer, period: Period, linesPerCustomer: number): DemoInteraction[] {
  const { interactionRandom: random } = customer
  const from = dayNumber(period.from)
  const days = dayNumber(period.to) - from
  const begins = Math.floor(customer.begins * days)
  const ends = Math.max(begins + 1, Math.floor(customer.ends * days))
  const count = random.poisson(Math.min(40, 2 + Math.sqrt(customer.weight * linesPerCustomer)))
  const dayOffsets = [begins, ...Array.from({ length: count }, () => random.whole(begins, ends))].sort((a, b) => a - b)
  return dayOffsets.map((offset, at) => {
    const [kind, direction, subject, body] = random.pick(at === 0 ? first : later)
    return {
      kind,
      direction,
      at: (from + offset) * 86_400_000 + random.whole(60, 600) * 60_000,
      subject,
      body: filled(body, customer),
      durationSeconds: kind === 'call' ? random.whole(40, 900) : null,
      contactIndex: customer.contacts.length > 0 ? random.whole(0, customer.contacts.length - 1) : null,
    }
  })
}

const serviceNames: Record<string, string> = {
  road: '公路运输',
  rail: '铁路运输',
  air: '空运',
  sea: '海运',
  express: '快递',
  multimodal: '多式联运',
  warehousing: '仓储',
  processing: '流通加工',
  customs: '报关',
  packaging: '包装',
}

const filled = (text: string, { place, trade }: DemoCustomer) =>
  text
    .replace('{place}', place.city)
    .replace('{goods}', trade.goods[0] ?? '普货')
    .replace('{service}', serviceNames[trade.services[0]?.[0] ?? 'road'] ?? '运输')
