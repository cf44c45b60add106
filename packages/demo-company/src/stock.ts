import { type CustomerWorld, demoBuyer } from './buyer.ts'
import type { Period } from './orders.ts'
import { Random } from './random.ts'

/** One article in one warehouse at the end of a month. */
export interface DemoCount {
  day: string
  site: string
  sku: string
  quantity: number
  unit: string
  valueE4: number
}

/** Turns of a year, between these: what warehouses of the field report. */
const turnsAYear = { least: 4, most: 14 } as const

/**
 * What a warehousing customer's stock was counted to at the end of every month of a period. `yearlyCostE4`: what he sells in a year
 * at cost; his stock is such that it turns between four and fourteen times. Stock is built a month ahead of his season.
 */
export function* stockCounts(
  world: CustomerWorld,
  index: number,
  yearlyCostE4: number,
  period: Period,
): Generator<DemoCount> {
  const random = new Random(world.seed ^ 0x570c4, index)
  const { trade, place } = demoBuyer(world, index)
  const turns = turnsAYear.least + random.next() * (turnsAYear.most - turnsAYear.least)
  const sites = [`${place.city}一号仓`, `${place.city}二号仓`].slice(0, random.chance(0.4) ? 2 : 1)
  const articles = sites.flatMap((site) =>
    trade.goods.map((sku) => ({ site, sku, weight: 0.3 + random.next(), priceYuan: random.whole(20, 400) })),
  )
  const weights = articles.reduce((sum, { weight }) => sum + weight, 0)
  for (const day of monthEnds(period)) {
    const ahead = trade.months[Number(day.slice(5, 7)) % 12] as number
    for (const { site, sku, weight, priceYuan } of articles) {
      const level = (0.6 + 0.4 * ahead) * Math.max(0.3, 1 + 0.12 * random.normal())
      const quantity = Math.round((((yearlyCostE4 / turns) * weight) / weights) * (level / (priceYuan * 10_000)))
      yield { day, site, sku, quantity, unit: '箱', valueE4: quantity * priceYuan * 10_000 }
    }
  }
}

/** Last days of the months that lie wholly or in part in the period, none after its end. */
function monthEnds({ from, to }: Period): string[] {
  const ends: string[] = []
  for (let year = Number(from.slice(0, 4)), month = Number(from.slice(5, 7)); ; month++) {
    const end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
    if (end > to) return ends
    ends.push(end)
    if (month === 12) {
      year++
      month = 0
    }
  }
}
