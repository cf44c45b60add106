import { type CutRule, cutOf } from './cut-rule.ts'
import type { MatrixKind } from './matrix-kinds.ts'

export type MatrixPoint<Id> = {
  readonly id: Id
  /** undefined: not known. */
  readonly x: number | undefined
  readonly y: number | undefined
}

export type Placement<Id, Key extends string> = {
  /** From these values on (themselves included) an axis is high; Infinity: nobody is. */
  readonly cutX: number
  readonly cutY: number
  readonly cellById: ReadonlyMap<Id, Key | 'unknown'>
  /** Customers by cell, all four and 'unknown', zeroes too. */
  readonly counts: ReadonlyMap<Key | 'unknown', number>
}

/**
 * Places customers in a matrix of four cells. A value at the cut is high; who misses a value on either axis is 'unknown', counts for no
 * cell, but its known value counts for the cut of that axis. Nobody is guessed into a cell.
 * @throws {RangeError} for a value that is not finite, a cut rule that is not one, or a customer twice
 * @example placeInMatrix([{ id: 'x', x: 2, y: 1 }], LOYALTY_CREDIT, { x: { kind: 'at', value: 2 }, y: { kind: 'at', value: 1 } }).cellById.get('x') // 'golden'
 */
export function placeInMatrix<Id, Key extends string>(
  points: readonly MatrixPoint<Id>[],
  kind: MatrixKind<Key>,
  rules: { readonly x: CutRule; readonly y: CutRule },
): Placement<Id, Key> {
  const known = (axis: 'x' | 'y') => points.flatMap((point) => (point[axis] === undefined ? [] : [point[axis]]))
  const [cutX, cutY] = [cutOf(known('x'), rules.x), cutOf(known('y'), rules.y)]
  const keyOf = ({ x, y }: MatrixPoint<Id>): Key | 'unknown' => {
    if (x === undefined || y === undefined) return 'unknown'
    const column = kind.cells[x >= cutX ? 'highX' : 'lowX']
    return column[y >= cutY ? 'highY' : 'lowY'].key
  }
  const cellById = new Map(points.map((point) => [point.id, keyOf(point)]))
  if (cellById.size !== points.length) throw new RangeError('Every customer may come only once.')
  const cells = [kind.cells.highX, kind.cells.lowX].flatMap(({ highY, lowY }): Key[] => [highY.key, lowY.key])
  const counts = new Map<Key | 'unknown', number>([...cells, 'unknown' as const].map((cell) => [cell, 0]))
  for (const cell of cellById.values()) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return { cutX, cutY, cellById, counts }
}
