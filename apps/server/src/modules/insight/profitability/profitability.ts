import { mendingLevers, waterfall } from '@quayside/analytics'
import { type CustomerProfit, type Mending, profitability } from '@quayside/contract'
import { companyDay } from '../../../platform/company-day.ts'
import { accountIds } from '../customers/account-ids.ts'
import { basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { answered } from '../frame/serve-analysis.ts'
import { visibleTo } from '../frame/visible-to.ts'
import { costPools, stateOfPools } from './cost-pools.ts'
import { losingServices } from './dealings.queries.ts'
import { profitabilityReport } from './profitability-report.ts'
import { type Book, serveCosts } from './serve-costs.ts'

export const profitabilityAnalysis = answered(profitability, {
  goodForMs: 30_000,
  besides: ({ read, now }) => read(async (db) => [await stateOfPools(db), await companyDay(db, now)]),
  answer: async ({ warehouse, query, beholder, read, now }) => {
    const { order, limit, ...filter } = query
    const { all, today } = await read(async (db) => ({ all: await costPools(db), today: await companyDay(db, now) }))
    const basis = await basisOf(warehouse, filter, beholder)
    const served = await serveCosts({ warehouse, filter, beholder, basis, all, today })
    const { costed, paid, ...book } = served
    const { pools, laid } = book
    const places = (order === 'best' ? laid.ranked : laid.ranked.toReversed()).subarray(0, limit)
    const losing = [...places].filter((place) => (laid.netE4[place] as number) < 0)
    const services = await losingServices(
      warehouse,
      basis,
      losing.map((place) => keyAt(book, place)),
    )
    const keys = [...places].map((place) => keyAt(book, place))
    const ids = await accountIds(warehouse, keys)
    const names = await read((db) => nameAccounts(db, [...ids.values()]))
    const rows = [...places].flatMap((place): CustomerProfit[] => {
      const account = names.get(ids.get(keyAt(book, place)) ?? '')
      return account ? [profitOf(book, place, account, services.get(keyAt(book, place)) ?? [])] : []
    })
    const total = totalsOf(book)
    return {
      basis: basis.told(),
      costed,
      pools: pools.map(({ id, nameZh, nameEn, driver }, at) => ({
        id,
        nameZh,
        nameEn,
        driver,
        laidE4: sum(laid.servedE4[at] as Float64Array),
        costE4: visibleTo(beholder, ['accounts', 'orders', 'analyses']) === 'true' ? (paid[at]?.costE4 ?? 0) : null,
      })),
      otherPools: all.length - pools.length,
      ...total,
      curve: laid.curve,
      rows,
    }
  },
  report: profitabilityReport,
})

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
const keyAt = ({ dealings, known }: Book, place: number) => dealings.keys[known[place] as number] as number

function costsAt({ pools, laid, goodsE4 }: Book, place: number): Map<string, number> {
  const costs = new Map([['goods', goodsE4[place] as number]])
  for (const [at, { id }] of pools.entries()) costs.set(id, laid.servedE4[at]?.[place] as number)
  return costs
}

function profitOf(
  book: Book,
  place: number,
  account: CustomerProfit['account'],
  losing: { service: string; lossE4: number }[],
): CustomerProfit {
  const { dealings, known, laid } = book
  const at = known[place] as number
  const revenueE4 = book.revenueE4[place] as number
  const grossProfitE4 = revenueE4 - (book.goodsE4[place] as number)
  const netE4 = laid.netE4[place] as number
  const orders = dealings.orders[at] as number
  const costs = costsAt(book, place)
  return {
    account,
    orders,
    revenueE4,
    grossProfitE4,
    serveE4: grossProfitE4 - netE4,
    netE4,
    netMargin: revenueE4 > 0 ? netE4 / revenueE4 : null,
    costKnown: (dealings.costedLines[at] as number) / (dealings.lines[at] as number),
    steps: waterfall(revenueE4, costs),
    mending: netE4 < 0 ? mend(book, { revenueE4, netE4, orders, costs }, losing) : null,
  }
}

function mend(
  { pools }: Book,
  { revenueE4, netE4, orders, costs }: { revenueE4: number; netE4: number; orders: number; costs: Map<string, number> },
  losing: { service: string; lossE4: number }[],
): Mending {
  const fixed = new Set(pools.flatMap((pool) => (pool.fixed ? [pool.id] : [])))
  // More came back than went out: there is no price to raise and no volume to add.
  const levers = revenueE4 > 0 ? mendingLevers({ revenueE4, costsE4: costs, fixed, targetMargin: 0 }) : null
  const perOrder =
    pools.reduce((total, pool) => total + (pool.driver === 'orders' ? (costs.get(pool.id) ?? 0) : 0), 0) / orders
  const fewer = perOrder > 0 ? Math.ceil(-netE4 / perOrder) : orders
  return {
    priceRise: levers?.priceRise?.share ?? null,
    volumeRise: levers?.volumeRise?.share ?? null,
    fewerOrders: fewer < orders ? fewer : null,
    dropServices: losing.map(({ service, lossE4 }) => ({
      service: service as Mending['dropServices'][number]['service'],
      lossE4,
    })),
  }
}

function totalsOf(book: Book) {
  const { dealings, known, pools, laid } = book
  const revenueE4 = sum(book.revenueE4)
  const grossProfitE4 = revenueE4 - sum(book.goodsE4)
  const netE4 = sum(laid.netE4)
  const costs = new Map([['goods', sum(book.goodsE4)]])
  for (const [at, { id }] of pools.entries()) costs.set(id, sum(laid.servedE4[at] as Float64Array))
  const losses = laid.netE4.filter((net) => net < 0)
  return {
    revenueE4,
    grossProfitE4,
    serveE4: grossProfitE4 - netE4,
    netE4,
    netMargin: revenueE4 > 0 ? netE4 / revenueE4 : null,
    customers: known.length,
    unprofitable: losses.length,
    lossE4: 0 - sum(losses),
    unknown: {
      customers: dealings.keys.length - known.length,
      revenueE4: sum(dealings.revenueE4) - sum(dealings.costedRevenueE4),
    },
    steps: waterfall(revenueE4, costs),
  }
}
