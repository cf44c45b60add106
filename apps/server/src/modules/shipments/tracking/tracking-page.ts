import type { MilestoneCode, ShipmentExceptionKind, ShipmentState, TrackedShipment } from '@quayside/contract'
import { escapeHtml } from '../../../platform/mail/index.ts'

type Words = readonly [zh: string, en: string]

const states: Readonly<Record<ShipmentState, Words>> = {
  planned: ['待提货', 'Not picked up yet'],
  inTransit: ['运输中', 'On its way'],
  outForDelivery: ['派送中', 'Out for delivery'],
  delivered: ['已送达', 'Delivered'],
  returned: ['已退回', 'Returned'],
  lost: ['查找中', 'Being searched for'],
  cancelled: ['已取消', 'Cancelled'],
}
export const codeWords: Readonly<Record<MilestoneCode, Words>> = {
  booked: ['已订舱', 'Booked'],
  appointmentSet: ['已预约', 'Appointment set'],
  atPickup: ['到达提货地', 'At the place of pick-up'],
  pickedUp: ['已提货', 'Picked up'],
  gateIn: ['进场', 'Gate in'],
  loaded: ['已装载', 'Loaded'],
  departed: ['已发运', 'Departed'],
  inTransit: ['运输中', 'On its way'],
  arrived: ['已到达', 'Arrived'],
  discharged: ['已卸载', 'Discharged'],
  gateOut: ['出场', 'Gate out'],
  customsHold: ['海关查验', 'Held by customs'],
  customsReleased: ['海关放行', 'Released by customs'],
  atDelivery: ['到达收货地', 'At the place of delivery'],
  outForDelivery: ['派送中', 'Out for delivery'],
  attempted: ['送货未成功', 'Delivery attempted'],
  delivered: ['已送达', 'Delivered'],
  delayed: ['延误', 'Delayed'],
  damaged: ['货物损坏', 'Damaged'],
  lost: ['查找中', 'Being searched for'],
  found: ['已找到', 'Found'],
  refused: ['收货人拒收', 'Refused by the consignee'],
  returned: ['已退回', 'Returned'],
  held: ['暂停', 'On hold'],
  released: ['恢复运输', 'Under way again'],
  cancelled: ['已取消', 'Cancelled'],
}
const troubleWords: Readonly<Partial<Record<ShipmentExceptionKind, Words>>> = {
  delay: ['预计延误', 'Delay expected'],
  damage: ['货物损坏', 'Damaged'],
  loss: ['查找中', 'Being searched for'],
  shortage: ['件数短少', 'Packages missing'],
  refusal: ['收货人拒收', 'Refused'],
  customsHold: ['海关查验', 'Held by customs'],
  failedDelivery: ['送货未成功', 'Delivery not possible'],
  held: ['暂停', 'On hold'],
  returned: ['退回中', 'Being returned'],
}

export interface TrackingPage {
  lang: 'zh' | 'en'
  number: string
  check: string
  /** null: asked for and not found; undefined: not asked yet. */
  found: TrackedShipment | null | undefined
  /** Seconds to wait, when too much was asked. */
  wait?: number
  timeZone: string
}

const style = `:root{color-scheme:light dark}*{box-sizing:border-box}body{font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;margin:0;background:#f4f6f6;color:#16211f}
main{max-width:34rem;margin:0 auto;padding:1rem}h1{font-size:1.15rem;margin:.5rem 0 1rem}form,section{background:#fff;border-radius:12px;padding:1rem;margin:0 0 1rem}
label{display:block;font-size:.9rem;margin:0 0 .25rem}input{width:100%;font:inherit;padding:.6rem;border:1px solid #8a9694;border-radius:8px;margin:0 0 .75rem;text-transform:uppercase;background:#fff;color:inherit}
button{width:100%;font:inherit;font-weight:600;padding:.7rem;border:0;border-radius:8px;background:#0f6b6f;color:#fff}.state{font-size:1.5rem;font-weight:700;margin:0}.sub{color:#47565a;margin:.1rem 0}
.bad{background:#fdecea;color:#8a1c12;border-radius:8px;padding:.5rem .75rem;margin:.5rem 0}ol{list-style:none;margin:0;padding:0}li{border-left:3px solid #b9c7c6;padding:0 0 1rem .9rem;margin-left:.3rem}li:first-child{border-color:#0f6b6f}
li b{display:block}time{color:#47565a;font-size:.9rem}nav{text-align:right}a{color:#0f6b6f}
@media(prefers-color-scheme:dark){body{background:#101716;color:#e8eeed}form,section{background:#1a2422}input{background:#101716}.sub,time{color:#a9b8b6}a{color:#5fc7c9}.bad{background:#4a1712;color:#ffd9d4}}`

/** The whole page: no script, no picture, nothing from elsewhere; some three kilobytes, for a telephone on a loading bay. */
export function trackingPage(page: TrackingPage): string {
  const zh = page.lang === 'zh'
  const t = (words: Words | undefined) => words?.[zh ? 0 : 1] ?? ''
  const title = zh ? '货物追踪' : 'Track a shipment'
  const query = (lang: string) =>
    `?${new URLSearchParams({ ...(page.number ? { number: page.number, check: page.check } : {}), lang })}`
  const told = page.wait
    ? `<p class="bad" role="alert">${zh ? `查询过于频繁，请 ${page.wait} 秒后再试。` : `Too many attempts. Try again in ${page.wait} s.`}</p>`
    : page.found === null
      ? `<p class="bad" role="alert">${zh ? '未找到。请核对运单号和校验码。' : 'Not found. Check the number and the check.'}</p>`
      : ''
  return `<!doctype html><html lang="${zh ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title><style>${style}</style></head><body><main><nav><a href="${escapeHtml(query(zh ? 'en' : 'zh'))}" lang="${zh ? 'en' : 'zh-CN'}">${zh ? 'English' : '中文'}</a></nav>
<h1>${page.found ? `${escapeHtml(page.found.company)} · ` : ''}${title}</h1>${page.found ? shipmentHtml(page.found, page.timeZone, zh, t) : ''}
<form method="get"><label for="n">${zh ? '运单号' : 'Number'}</label><input id="n" name="number" maxlength="40" required autocomplete="off" value="${escapeHtml(page.number)}" placeholder="S-2026-000123">
<label for="c">${zh ? '校验码' : 'Check'}</label><input id="c" name="check" maxlength="40" required autocomplete="off" value="${escapeHtml(page.check)}"><input type="hidden" name="lang" value="${page.lang}">
${told}<button>${zh ? '查询' : 'Track'}</button></form></main></body></html>`
}

function shipmentHtml(
  found: TrackedShipment,
  timeZone: string,
  zh: boolean,
  t: (words: Words | undefined) => string,
): string {
  const locale = zh ? 'zh-CN' : 'en-GB'
  const day = (instant: string, zone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(instant))
  const moment = (instant: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant))
  const range =
    found.etaEarliest && found.etaLatest && day(found.etaEarliest, timeZone) !== day(found.etaLatest, timeZone)
  const expected =
    found.eta && !found.deliveredAt && ['planned', 'inTransit', 'outForDelivery'].includes(found.state)
      ? `<p class="sub">${zh ? '预计到达' : 'Expected'}: <b>${day(found.eta, timeZone)}</b>${range ? ` (${day(found.etaEarliest ?? '', timeZone)} – ${day(found.etaLatest ?? '', timeZone)})` : ''}</p>`
      : ''
  const route = [found.from, found.to]
    .filter((place): place is string => place !== null)
    .map(escapeHtml)
    .join(' → ')
  const steps = found.steps.map(
    ({ code, at, dayOnly, place }) =>
      `<li><b>${t(codeWords[code])}</b><time datetime="${at}">${dayOnly ? day(at, 'UTC') : moment(at)}</time>${place ? ` · ${escapeHtml(place)}` : ''}</li>`,
  )
  return `<section><p class="state">${t(states[found.state])}</p><p class="sub">${escapeHtml(found.number)}${route ? ` · ${route}` : ''}</p>${expected}
${found.troubles.map((kind) => `<p class="bad">${t(troubleWords[kind])}</p>`).join('')}</section>${steps.length > 0 ? `<section><ol>${steps.join('')}</ol></section>` : ''}`
}
