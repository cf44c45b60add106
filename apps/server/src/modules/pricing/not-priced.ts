import type { NotPriced, PricePlace, PriceQuery } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import { exact, exactText } from './exact.ts'
import { type Quantities, type Rate, unitOf } from './price-rate.ts'
import { findNearest } from './pricing.queries.ts'
import { keysOfPlace } from './rate-places.ts'
import { serviceText } from './service-words.ts'

const told = (reason: NotPriced['reason'], zh: string, en: string): NotPriced => ({
  outcome: 'notPriced',
  reason,
  zh,
  en,
})

export const placeName = (place: string | PricePlace): string =>
  (typeof place === 'string'
    ? place
    : [place.text ?? place.unlocode ?? place.division ?? place.country ?? '', place.city ?? '']
        .filter(Boolean)
        .join(', ')
  ).trim() || '–'

/** No rate of the lane at all: what is missing, from the widest to the nearest. */
export async function noRate(db: Db, query: PriceQuery): Promise<NotPriced> {
  const origins = keysOfPlace(query.origin).map(({ key }) => key)
  const destinations = keysOfPlace(query.destination).map(({ key }) => key)
  const near = await findNearest(db, query, query.on, origins, destinations)
  const { carrier } = query
  if (near.tariffs === 0)
    return carrier === null
      ? told(
          'noTariff',
          '该客户没有价格协议，也没有公布价。',
          'The customer has no agreement, and there is no list price.',
        )
      : told('noTariff', `没有承运商 ${carrier} 的价卡。`, `There is no rate card of carrier ${carrier}.`)
  if (near.in_force === 0) {
    const zh = near.next_from ? `，${near.next_from} 起才有` : near.last_to ? `，最后有效至 ${near.last_to}` : ''
    const en = near.next_from
      ? `; the next begins on ${near.next_from}`
      : near.last_to
        ? `; the last ended on ${near.last_to}`
        : ''
    return told('notValidOn', `${query.on} 没有有效的价格${zh}。`, `No price is in force on ${query.on}${en}.`)
  }
  const [from, to] = [placeName(query.origin), placeName(query.destination)]
  const which = !near.origin
    ? { zh: `，起运地“${from}”不在价卡中`, en: `: no card knows the origin “${from}”` }
    : !near.destination
      ? { zh: `，目的地“${to}”不在价卡中`, en: `: no card knows the destination “${to}”` }
      : { zh: '', en: '' }
  return told('noLane', `没有 ${from} → ${to} 的价格${which.zh}。`, `No rate for ${from} → ${to}${which.en}.`)
}

export function noService(query: PriceQuery, offered: readonly Parameters<typeof serviceText>[0][]): NotPriced {
  const list = (language: 'zh' | 'en') => offered.map((one) => serviceText(one, language))
  return told(
    'noService',
    `该线路没有“${serviceText(query, 'zh')}”的价格，只有：${list('zh').join('、')}。`,
    `The lane has no rate for “${serviceText(query, 'en')}”, only: ${list('en').join(', ')}.`,
  )
}

export const otherCurrency = (asked: string, offered: readonly string[]): NotPriced =>
  told(
    'otherCurrency',
    `该线路没有 ${asked} 价格，只有 ${offered.join('、')}。`,
    `The lane has no price in ${asked}, only in ${offered.join(', ')}.`,
  )

const missing = {
  weightMissing: { zh: '计价需要重量。', en: 'The rate needs the weight.' },
  volumeMissing: { zh: '计价需要体积。', en: 'The rate needs the volume.' },
  packagesMissing: { zh: '计价需要件数。', en: 'The rate needs the number of packages.' },
}
export const quantityMissing = (which: keyof typeof missing): NotPriced =>
  told(which, missing[which].zh, missing[which].en)

/** Says which breaks there are, joined where they meet. */
export function outsideBreaks(rates: readonly { rate: Rate; quantities: Quantities }[]): NotPriced {
  const [first] = rates
  const by = first?.rate.breakBy ?? 'weight'
  const unit = unitOf(by)
  const asked = exactText(first?.quantities[by] ?? 0n)
  const ranges = spans(rates.filter(({ rate }) => rate.breakBy === by).map(({ rate }) => rate))
  const list = ranges.map(([from, to]) =>
    to === null ? `≥ ${exactText(from)}` : `${exactText(from)}–${exactText(to)}`,
  )
  return told(
    'outsideBreaks',
    `${asked} ${unit} 不在价卡的分段内；该线路的分段：${list.join('、')} ${unit}。`,
    `${asked} ${unit} is in no break of the lane, which has ${list.join(', ')} ${unit}.`,
  )
}

/** A hundredth of a unit between two breaks is how cards write that they meet. */
const meets = exact('0.01')
function spans(rates: readonly Rate[]): [bigint, bigint | null][] {
  const sorted = rates
    .map(({ from, to }): [bigint, bigint | null] => [exact(from), to === null ? null : exact(to)])
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const joined: [bigint, bigint | null][] = []
  for (const [from, to] of sorted) {
    const last = joined.at(-1)
    if (last && (last[1] === null || from <= last[1] + meets)) {
      if (last[1] !== null && (to === null || to > last[1])) last[1] = to
    } else joined.push([from, to])
  }
  return joined
}

export const tooLarge = told(
  'tooLarge',
  '金额超出可表示的范围，请检查数量。',
  'The amount is larger than can be written; look at the quantities.',
)
