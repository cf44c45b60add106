import type { CutRule } from '@quayside/analytics'
import type { AnalysisBasis, CostPool, MatrixQuery } from '@quayside/contract'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayText } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { toEndOfMonth } from '../frame/to-end-of-month.ts'
import { costPools } from '../profitability/cost-pools.ts'
import { serveCosts } from '../profitability/serve-costs.ts'
import { type Axes, axesOf, sources, type Within } from './axes.ts'
import type { Placed } from './place-customers.ts'

export type MatrixQuestion = z.output<typeof MatrixQuery>
export type RuleName = 'chosen' | 'usual' | 'median'

export interface PlacedBase extends Axes, Placed {
  basis: AnalysisBasis
  from: string
  to: string
  rules: { x: RuleName; y: RuleName }
  /** Pools laid on the customers, and those of other currencies, which were not; of value × cost alone. */
  pools: number
  otherPools: number
}

/** Every customer with lines in the period, in his cell; worked out once for the answer and its pages. */
export async function placedBase(asked: Asked<MatrixQuestion>): Promise<PlacedBase> {
  const to = await asOfDay(asked)
  const from = asked.query.from ?? dayText(dayNumber(to) - 364)
  const question = { ...asked.query, from, to }
  const pools = asked.query.kind === 'valueCost' ? await asked.read(costPools) : []
  return keepWorkedOut(asked, 'matrices', [question, pools], async () => {
    const { kind, cutX, cutY, ...filter } = question
    const basis = await basisOf(asked.warehouse, filter, asked.beholder)
    const within = { ...filter, currency: basis.currency }
    const inMonths = await toEndOfMonth(asked.warehouse, within)
    const { sql, parameters } = sources[kind].sql(within, asked.beholder, inMonths)
    const served = kind === 'valueCost' ? await servedOf(asked, within, basis, pools) : undefined
    const axes = axesOf(kind, await asked.warehouse.engine.numbers(sql, parameters), within, served?.of)
    const { usual } = sources[kind]
    const rules = { x: ruleOf(cutX, usual.x), y: ruleOf(cutY, usual.y) }
    const placed = await compute('placeCustomers', axes.x, axes.y, rules)
    const names = { x: nameOf(cutX, usual.x), y: nameOf(cutY, usual.y) }
    return {
      ...axes,
      ...placed,
      basis: basis.told(),
      from,
      to,
      rules: names,
      pools: served?.pools ?? 0,
      otherPools: kind === 'valueCost' ? pools.length - (served?.pools ?? 0) : 0,
    }
  })
}

/** What the pools of the currency lay on each customer; undefined without one. */
async function servedOf(
  { warehouse, beholder, now, read }: Asked<MatrixQuestion>,
  filter: Within,
  basis: Basis,
  all: readonly CostPool[],
): Promise<{ pools: number; of: Map<number, number> } | undefined> {
  if (!all.some(({ currency }) => currency === basis.currency)) return undefined
  const today = await read((db) => companyDay(db, now))
  const { dealings, known, pools, laid } = await serveCosts({ warehouse, filter, beholder, basis, all, today })
  const costOf = (place: number) => laid.servedE4.reduce((sum, costs) => sum + Number(costs[place]), 0)
  return {
    pools: pools.length,
    of: new Map(Array.from(known, (at, place) => [dealings.keys[at] as number, costOf(place)])),
  }
}

const ruleOf = (cut: number | undefined, usual: CutRule): CutRule =>
  cut === undefined ? usual : { kind: 'at', value: cut }
const nameOf = (cut: number | undefined, usual: CutRule): RuleName =>
  cut !== undefined ? 'chosen' : usual.kind === 'median' ? 'median' : 'usual'
