import { type OrderPlan, type Period, planOrders, type Seasons, seasonsOf } from '@quayside/demo-company'
import type { Id } from '../platform/ids.ts'

export interface DemoOwner {
  userId: Id
  teamId: Id
}
export interface DemoScale {
  seed: number
  customers: number
  /** Mean over the two years. */
  linesPerCustomer: number
}
/** Everything that one row of the demonstration depends on: any part of it can be made alone, anywhere. */
export interface DemoWorld extends DemoScale {
  period: Period
  seasons: Seasons
  plan: OrderPlan
  /** Who looks after customers; customers are dealt out evenly. Empty: nobody. */
  owners: readonly DemoOwner[]
  now: Date
}

/** A world of two years up to yesterday. `plan` of the same scale and day saves planning again. */
export function worldOf(scale: DemoScale, owners: readonly DemoOwner[], now: Date, plan?: OrderPlan): DemoWorld {
  const yesterday = new Date(now.getTime() - 86_400_000)
  const from = new Date(Date.UTC(yesterday.getUTCFullYear() - 2, yesterday.getUTCMonth(), yesterday.getUTCDate()))
  const period = { from: from.toISOString().slice(0, 10), to: yesterday.toISOString().slice(0, 10) }
  const seasons = seasonsOf(period)
  return { ...scale, period, seasons, plan: plan ?? planOrders(scale, seasons), owners, now }
}

/** When the company's first customer was entered; ids of customers follow one another from here. */
export const enteredAt = ({ seasons }: DemoWorld, index: number) => seasons.first * 86_400_000 + index
