import type { CutRule } from '@quayside/analytics'
import type { AnalysisBasis, MatrixQuery } from '@quayside/contract'
import type { z } from 'zod'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayText } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { basisOf } from '../frame/basis.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { type Axes, axesOf, sources } from './axes.ts'
import type { Placed } from './place-customers.ts'

export type MatrixQuestion = z.output<typeof MatrixQuery>
export type RuleName = 'chosen' | 'usual' | 'median'

export interface PlacedBase extends Axes, Placed {
  basis: AnalysisBasis
  from: string
  to: string
  rules: { x: RuleName; y: RuleName }
}

/** Every customer with lines in the period, in his cell; worked out once for the answer and its pages. */
export async function placedBase(asked: Asked<MatrixQuestion>): Promise<PlacedBase> {
  const to = await asOfDay(asked)
  const from = asked.query.from ?? dayText(dayNumber(to) - 364)
  const question = { ...asked.query, from, to }
  return keepWorkedOut(asked, 'matrices', question, async () => {
    const { kind, cutX, cutY, ...filter } = question
    const basis = await basisOf(asked.warehouse, filter, asked.beholder)
    const within = { ...filter, currency: basis.currency }
    const { sql, parameters } = sources[kind].sql(within, asked.beholder)
    const axes = axesOf(kind, await asked.warehouse.engine.numbers(sql, parameters), within)
    const { usual } = sources[kind]
    const rules = { x: ruleOf(cutX, usual.x), y: ruleOf(cutY, usual.y) }
    const placed = await compute('placeCustomers', kind, axes.x, axes.y, rules)
    const names = { x: nameOf(cutX, usual.x), y: nameOf(cutY, usual.y) }
    return { ...axes, ...placed, basis: basis.told(), from, to, rules: names }
  })
}

const ruleOf = (cut: number | undefined, usual: CutRule): CutRule =>
  cut === undefined ? usual : { kind: 'at', value: cut }
const nameOf = (cut: number | undefined, usual: CutRule): RuleName =>
  cut !== undefined ? 'chosen' : usual.kind === 'median' ? 'median' : 'usual'
