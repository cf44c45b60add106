import { judgeOrder, type OtifDefinition, type OtifOrder } from './on-time-in-full.ts'
import { type Share, shareOf } from './share.ts'

export type OtifFigures = {
  /** Orders on time and in full over orders judged. */
  readonly otif: Share
  readonly onTime: Share
  readonly inFull: Share
  readonly early: number
  readonly late: number
  readonly short: number
  readonly over: number
  /** Neither arrived nor late: not in the population. */
  readonly open: number
}

/**
 * OTIF 准时足量交付率 over orders: binary per order, each by the definition of its customer.
 * @param definitionOf the customer's definition for an order
 * @param asOf as in `judgeOrder`
 * @throws {RangeError} as `judgeOrder`
 */
export function otifRate<Order extends OtifOrder>(
  orders: Iterable<Order>,
  definitionOf: (order: Order) => OtifDefinition,
  asOf: number,
): OtifFigures {
  const time = { onTime: 0, early: 0, late: 0, open: 0 }
  const quantity = { full: 0, short: 0, over: 0 }
  let both = 0
  for (const order of orders) {
    const judged = judgeOrder(order, definitionOf(order), asOf)
    time[judged.time]++
    if (judged.time === 'open') continue
    quantity[judged.quantity]++
    if (judged.onTimeInFull) both++
  }
  const all = time.onTime + time.early + time.late
  return {
    otif: shareOf(both, all),
    onTime: shareOf(time.onTime, all),
    inFull: shareOf(quantity.full, all),
    early: time.early,
    late: time.late,
    short: quantity.short,
    over: quantity.over,
    open: time.open,
  }
}
