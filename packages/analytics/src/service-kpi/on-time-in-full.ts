/** Who says when the goods arrived: 签收证明, the carrier's message, the consignee's own system, the vehicle's position. */
export const ATTESTORS = ['proofOfDelivery', 'carrier', 'consignee', 'geofence'] as const
export type Attestor = (typeof ATTESTORS)[number]

/** What one customer's contract means by on time and in full. */
export type OtifDefinition = {
  /** Minutes before the window opens that still count as on time; Infinity: early never matters. */
  readonly earlyMinutes: number
  /** Minutes after the window closes that still count as on time. */
  readonly graceMinutes: number
  /** Whose time counts: the first of these who has one. */
  readonly attestedBy: readonly Attestor[]
  /** Share of the ordered quantity that may be missing, 0.02 = 2 %. */
  readonly shortTolerance: number
  /** Share of the ordered quantity that may be too much; Infinity: too much never matters. */
  readonly overTolerance: number
  /** Tolerances hold for each line, or for the sum of the order's lines (one unit of quantity then). */
  readonly fullBy: 'line' | 'order'
}

/** To the minute, to the piece, on the customer's own word before all others. */
export const STRICT_OTIF: OtifDefinition = {
  earlyMinutes: Number.POSITIVE_INFINITY,
  graceMinutes: 0,
  attestedBy: ['proofOfDelivery', 'consignee', 'carrier', 'geofence'],
  shortTolerance: 0,
  overTolerance: Number.POSITIVE_INFINITY,
  fullBy: 'line',
}

/** Instants are milliseconds since 1970 (UTC). */
export type OtifOrder = {
  /** The window promised; both ends the same for a deadline alone, or `from` −Infinity. */
  readonly from: number
  readonly to: number
  /** When the last of the goods arrived, by who says so. */
  readonly arrivedAt: Readonly<Partial<Record<Attestor, number>>>
  /** An order without lines is taken as in full: nothing is missing. */
  readonly lines: readonly { readonly ordered: number; readonly delivered: number }[]
}

export type OtifJudgement = {
  /** `open`: not arrived and not yet late; it belongs to no population yet. */
  readonly time: 'onTime' | 'early' | 'late' | 'open'
  readonly quantity: 'full' | 'short' | 'over'
  readonly onTimeInFull: boolean
  /** Minutes after the window and its grace, or before the window and its allowance (negative); 0 on time. For the late not arrived: by now. */
  readonly minutesOff: number
  /** Whose time counted; undefined when nobody told one. */
  readonly attestedBy: Attestor | undefined
}

/**
 * OTIF of one order: delivered on time and in full, both by the customer's own definition. The ends of the window, of grace and of
 * tolerances belong to it. What has not arrived when window and grace are over is late.
 * @param asOf the instant the judgement is made at, for orders that have not arrived; an arrival after it does not count yet
 * @throws {RangeError} for a window that ends before it begins, a time that is not one, a quantity or tolerance below 0
 */
export function judgeOrder(order: OtifOrder, definition: OtifDefinition, asOf: number): OtifJudgement {
  checkDefinition(definition)
  if (!(order.from <= order.to && Number.isFinite(order.to))) {
    throw new RangeError(`from … to must be a window, got ${order.from} … ${order.to}.`)
  }
  if (Number.isNaN(asOf)) throw new RangeError('asOf must be an instant, got NaN.')
  const attestedBy = definition.attestedBy.find((who) => {
    const at = order.arrivedAt[who]
    if (Number.isNaN(at)) throw new RangeError(`arrivedAt by ${who} must be an instant, got NaN.`)
    return at !== undefined && at <= asOf
  })
  const arrivedAt = attestedBy && order.arrivedAt[attestedBy]
  const earliest = order.from - definition.earlyMinutes * 60_000
  const latest = order.to + definition.graceMinutes * 60_000
  const at = arrivedAt ?? asOf
  const time = at > latest ? 'late' : arrivedAt === undefined ? 'open' : at < earliest ? 'early' : 'onTime'
  const minutesOff = time === 'late' ? (at - latest) / 60_000 : time === 'early' ? (at - earliest) / 60_000 : 0
  const quantity = judgeQuantity(order.lines, definition)
  return { time, quantity, onTimeInFull: time === 'onTime' && quantity === 'full', minutesOff, attestedBy }
}

function checkDefinition({ earlyMinutes, graceMinutes, shortTolerance, overTolerance }: OtifDefinition): void {
  for (const [name, value] of Object.entries({ earlyMinutes, graceMinutes, shortTolerance, overTolerance })) {
    if (!(value >= 0)) throw new RangeError(`${name} must be ≥ 0, got ${value}.`)
  }
}

function judgeQuantity(lines: OtifOrder['lines'], definition: OtifDefinition): OtifJudgement['quantity'] {
  for (const { ordered, delivered } of lines) {
    if (!(ordered >= 0 && delivered >= 0 && Number.isFinite(ordered + delivered))) {
      throw new RangeError(`ordered and delivered must be finite and ≥ 0, got ${ordered} and ${delivered}.`)
    }
  }
  const sum = (pick: 'ordered' | 'delivered') => lines.reduce((total, line) => total + line[pick], 0)
  const judged = definition.fullBy === 'line' ? lines : [{ ordered: sum('ordered'), delivered: sum('delivered') }]
  // 100 − 100 × 0.02 is 98 only nearly in binary: the tolerance itself must pass.
  const slack = (ordered: number) => 1e-9 * Math.max(1, ordered)
  if (
    judged.some(({ ordered, delivered }) => ordered - delivered > ordered * definition.shortTolerance + slack(ordered))
  ) {
    return 'short'
  }
  const over = judged.some(({ ordered, delivered }) => {
    const allowed =
      definition.overTolerance === Number.POSITIVE_INFINITY ? delivered : ordered * definition.overTolerance
    return delivered - ordered > allowed + slack(ordered)
  })
  return over ? 'over' : 'full'
}
