import { type CutRule, LOYALTY_CREDIT, PROSPECT_GROWTH, placeInMatrix, VALUE_COST } from '@quayside/analytics'
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

/** NaN on an axis: not known. */
export function placeCustomers(
  kind: MatrixKind,
  x: Float64Array,
  y: Float64Array,
  rules: { x: CutRule; y: CutRule },
): Placed {
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? undefined : value)
  const points = Array.from(x, (value, id) => ({ id, x: known(value), y: known(y[id]) }))
  const { cutX, cutY, cellById } = placeInMatrix(points, kinds[kind], rules)
  const order = cellsOf(kind).map(({ key }) => key)
  const cells = Uint8Array.from(points, ({ id }) => {
    const at = order.indexOf(cellById.get(id) as MatrixCell)
    return at < 0 ? unknownCell : at
  })
  return { cutX, cutY, cells }
}
