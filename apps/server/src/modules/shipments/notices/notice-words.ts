import type { NoticeLocale, ShipmentExceptionKind, ShipmentState } from '@quayside/contract'

export type NoticeFact =
  | { kind: 'pickedUp' | 'outForDelivery' | 'delivered'; at: string; place: string | null }
  | { kind: 'exception'; exception: ShipmentExceptionKind; note: string }
  | { kind: 'etaChanged'; from: string; to: string }
  | { kind: 'status'; state: ShipmentState; place: string | null }

export interface NoticeShipment {
  number: string
  reference: string | null
  origin: string | null
  destination: string | null
  trackingCheck: string
  eta: string | null
}

const troubles: Readonly<Record<ShipmentExceptionKind, readonly [zh: string, en: string]>> = {
  delay: ['预计不能按约定日期送达', 'is expected later than promised'],
  overdue: ['未按计划进行', 'is behind its plan'],
  silence: [
    '较长时间没有新的动态，我们正在向承运人核实',
    'has not been reported for a while; we are asking the carrier',
  ],
  damage: ['发现货物损坏', 'was found damaged'],
  loss: ['暂时找不到', 'cannot be found at present'],
  shortage: ['件数短少', 'is short of packages'],
  refusal: ['收货人拒收', 'was refused by the consignee'],
  customsHold: ['被海关暂扣查验', 'is held by customs'],
  failedDelivery: ['送货未成功，将再次安排', 'could not be delivered; we will try again'],
  held: ['暂停运输', 'is on hold'],
  returned: ['正在退回发货人', 'is being returned to the shipper'],
  temperature: ['温度超出约定范围', 'left the agreed range of temperature'],
  documents: ['单证有问题', 'has a problem with its documents'],
  other: ['出现异常', 'met a problem'],
}

const states: Readonly<Record<ShipmentState, readonly [zh: string, en: string]>> = {
  planned: ['待提货', 'is not picked up yet'],
  inTransit: ['正在运输途中', 'is on its way'],
  outForDelivery: ['正在派送', 'is out for delivery'],
  delivered: ['已送达', 'was delivered'],
  returned: ['已退回发货人', 'was returned to the shipper'],
  lost: ['正在查找', 'is being searched for'],
  cancelled: ['已取消', 'was cancelled'],
}

/** What the customer reads. Facts first, then what comes next and where to look: no greetings a machine would make up. */
export function noticeWords(
  fact: NoticeFact,
  shipment: NoticeShipment,
  locale: NoticeLocale,
): { subject: string; body: string } {
  const zh = locale === 'zh'
  const name = shipment.reference ? `${shipment.number} (${shipment.reference})` : shipment.number
  const said = sentence(fact, name, zh)
  const route = shipment.origin && shipment.destination ? `${shipment.origin} → ${shipment.destination}` : null
  const next =
    shipment.eta && isStillComing(fact) ? (zh ? `预计到达：${shipment.eta}` : `Expected: ${shipment.eta}`) : null
  const where = zh
    ? `随时查询：运单号 ${shipment.number}，校验码 ${shipment.trackingCheck}`
    : `Follow it at any time: number ${shipment.number}, check ${shipment.trackingCheck}`
  const detail = fact.kind === 'exception' && fact.note ? (zh ? `说明：${fact.note}` : `Detail: ${fact.note}`) : null
  return { subject: said, body: [said + (zh ? '。' : '.'), route, detail, next, where].filter(Boolean).join('\n') }
}

const isStillComing = (fact: NoticeFact) =>
  fact.kind !== 'delivered' &&
  (fact.kind !== 'status' || ['planned', 'inTransit', 'outForDelivery'].includes(fact.state))

function sentence(fact: NoticeFact, name: string, zh: boolean): string {
  switch (fact.kind) {
    case 'pickedUp':
      return zh ? `运单 ${name} 已于 ${fact.at} 提货` : `Shipment ${name} was picked up on ${fact.at}`
    case 'outForDelivery':
      return zh ? `运单 ${name} 正在派送` : `Shipment ${name} is out for delivery`
    case 'delivered':
      return zh ? `运单 ${name} 已于 ${fact.at} 送达` : `Shipment ${name} was delivered on ${fact.at}`
    case 'exception':
      return zh ? `运单 ${name} ${troubles[fact.exception][0]}` : `Shipment ${name} ${troubles[fact.exception][1]}`
    case 'etaChanged':
      return zh
        ? `运单 ${name} 预计到达时间由 ${fact.from} 改为 ${fact.to}`
        : `Shipment ${name}: expected ${fact.to} instead of ${fact.from}`
    case 'status': {
      const said = states[fact.state][zh ? 0 : 1]
      if (!fact.place) return zh ? `运单 ${name} ${said}` : `Shipment ${name} ${said}`
      return zh
        ? `运单 ${name} ${said}，最近位置：${fact.place}`
        : `Shipment ${name} ${said}, last seen at ${fact.place}`
    }
    default:
      return fact satisfies never
  }
}
