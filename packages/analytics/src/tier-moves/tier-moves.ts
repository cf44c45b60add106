import { type Share, shareOf } from '../service-kpi/share.ts'

/** A link of a Sankey diagram 桑基图: customers who went from one class to another, or stayed. */
export type MoveLink<Class extends string> = {
  readonly from: Class | 'new'
  readonly to: Class | 'gone'
  readonly customers: number
}

export type TierMoves<Class extends string> = {
  /** From … to, zeroes too: rows are the classes and 'new', columns the classes and 'gone', in the order given. */
  readonly matrix: readonly (readonly number[])[]
  readonly rows: readonly (Class | 'new')[]
  readonly columns: readonly (Class | 'gone')[]
  /** Links of at least one customer, in the order of the matrix. */
  readonly links: readonly MoveLink<Class>[]
  /** Customers who kept their class, of those who are in both classifications. */
  readonly stability: Share
  /** Moves toward the first class, and away from it. */
  readonly up: number
  readonly down: number
  readonly new: number
  readonly gone: number
}

/**
 * Moves between two classifications 等级迁移 of tiers, segments or anything ordered.
 * @param classes all of them, from best to worst
 * @throws {RangeError} for a class that is not among them, or one that stands twice
 * @example tierMoves(new Map([['x', 'A'], ['y', 'B']]), new Map([['x', 'B'], ['y', 'B']]), ['A', 'B']).stability.share // 0.5
 */
export function tierMoves<Id, Class extends string>(
  before: ReadonlyMap<Id, Class>,
  after: ReadonlyMap<Id, Class>,
  classes: readonly Class[],
): TierMoves<Class> {
  const rows = [...classes, 'new'] as const
  const columns = [...classes, 'gone'] as const
  const place = new Map<string, number>(classes.map((name, at) => [name, at]))
  if (place.size !== classes.length || place.has('new') || place.has('gone')) {
    throw new RangeError(`classes must differ, and from new and gone, got ${classes.join(', ')}.`)
  }
  const placeOf = (name: Class | undefined): number => {
    const at = name === undefined ? classes.length : place.get(name)
    if (at === undefined) throw new RangeError(`${name} is not among the classes ${classes.join(', ')}.`)
    return at
  }
  const matrix = rows.map(() => columns.map(() => 0))
  const count = (from: number, to: number) => {
    const row = matrix[from] as number[]
    row[to] = (row[to] as number) + 1
  }
  for (const [id, from] of before) count(placeOf(from), placeOf(after.get(id)))
  for (const [id, to] of after) if (!before.has(id)) count(classes.length, placeOf(to))
  const links = matrix.flatMap((row, from) =>
    row.flatMap((customers, to) =>
      customers ? [{ from: rows[from] as Class | 'new', to: columns[to] as Class | 'gone', customers }] : [],
    ),
  )
  return { matrix, rows, columns, links, ...totals(matrix, classes.length) }
}

function totals(matrix: readonly (readonly number[])[], classes: number) {
  let [same, up, down, fresh, gone] = [0, 0, 0, 0, 0]
  matrix.forEach((row, from) => {
    row.forEach((customers, to) => {
      if (from === classes) fresh += customers
      else if (to === classes) gone += customers
      else if (from === to) same += customers
      else if (to < from) up += customers
      else down += customers
    })
  })
  return { stability: shareOf(same, same + up + down), up, down, new: fresh, gone }
}

/**
 * The customers behind one link, in the order of `before`, then of `after`.
 * @example customersMoved(new Map([['x', 'A']]), new Map([['y', 'A']]), 'new', 'A') // ['y']
 */
export function customersMoved<Id, Class extends string>(
  before: ReadonlyMap<Id, Class>,
  after: ReadonlyMap<Id, Class>,
  from: Class | 'new',
  to: Class | 'gone',
): Id[] {
  const all = new Set([...before.keys(), ...after.keys()])
  return [...all].filter((id) => (before.get(id) ?? 'new') === from && (after.get(id) ?? 'gone') === to)
}
