import { type CutRule, cutOf, LOYALTY_CREDIT, PROSPECT_GROWTH, VALUE_COST } from '@quayside/analytics'
import type { MatrixCell, MatrixKind } from '@quayside/contract'

const kinds = { prospectGrowth: PROSPECT_GROWTH, loyaltyCredit: LOYALTY_CREDIT, valueCost: VALUE_COST } as const

/** The cells of a matrix by the ends of its axes. */
export function cellsOf(kind: MatrixKind): { key: MatrixCell; high: { x: boolean; y: boolean } }[] {
  const { highX, lowX } = kinds[kind].cells
  return [
    { key: highX.highY.key, high: { x: true, y: true } },
    { key: highX.lowY.key, high: { x: true, y: false } },
    { key: lowX.highY.key, high: { x: false, y: true } },
    { key: lowX.lowY.key, high: { x: false, y: false } },
  ]
}

/** Place in `cellsOf` of those not placed. */
export const unknownCell = 4

export interface Placed {
  /** Infinity: nobody is known. */
  cutX: number
  cutY: number
  /** Place in `cellsOf`, one per customer; `unknownCell` where an axis is not known. */
  cells: Uint8Array
}

/** NaN on an axis: not known. As `placeInMatrix` does, without an object for each of a hundred thousand customers. */
export function placeCustomers(x: Float64Array, y: Float64Array, rules: { x: CutRule; y: CutRule }): Placed {
  const isKnown = (value: number) => !Number.isNaN(value)
  const [cutX, cutY] = [cutOf(x.filter(isKnown), rules.x), cutOf(y.filter(isKnown), rules.y)]
  const cells = new Uint8Array(x.length).fill(unknownCell)
  for (let at = 0; at < x.length; at++) {
    const [ofX, ofY] = [x[at] as number, y[at] as number]
    if (isKnown(ofX) && isKnown(ofY)) cells[at] = (ofX >= cutX ? 0 : 2) + (ofY >= cutY ? 0 : 1)
  }
  return { cutX, cutY, cells }
}
