import { checkAmount } from './check-amount.ts'

/** One region, service or both; amounts or volumes of one unit and period. */
export type MarketCell = {
  readonly key: string
  /** What we sold there. */
  readonly ours: number
  /** All that was bought there of anybody, as estimated; undefined when not known. */
  readonly market: number | undefined
  /** What the strongest competitor sold there, where it is known. */
  readonly strongest?: number | undefined
}

export type MarketCellShare = MarketCell & {
  /** ours / market, at most 1; undefined where the market is not known, or is 0 and we sell nothing. */
  readonly share: number | undefined
  /** ours / strongest competitor (relative market share): above 1 we lead. */
  readonly relative: number | undefined
  /** We sold more than the market is said to hold: the estimate is out of date. */
  readonly outdated: boolean
}

export type MarketPosition = {
  /** By falling market, unknown ones last; equal ones by key. */
  readonly cells: readonly MarketCellShare[]
  /** Market share 市场占有率 over all cells whose market is known. */
  readonly share: number | undefined
  /** Market coverage 市场覆盖率: cells with demand where we sell, over cells with demand. */
  readonly coverage: number | undefined
  /** The same weighted by the market: the demand we can be reached by. */
  readonly weightedCoverage: number | undefined
}

/**
 * Market share and coverage by region and service (COL-10). A market smaller than our own sales there is taken as our sales and marked.
 * A cell whose market is not known counts for no total: nothing is guessed.
 * @throws {RangeError} for an amount below 0 or not finite, or a key twice
 * @example marketPosition([{ key: 'east', ours: 20, market: 100 }, { key: 'west', ours: 0, market: 100 }]).share // 0.1
 */
export function marketPosition(input: readonly MarketCell[]): MarketPosition {
  if (new Set(input.map(({ key }) => key)).size !== input.length) throw new RangeError('Every key may come only once.')
  const cells = input.map(shareOfCell).sort(byMarket)
  let [ours, market, reached, open, served] = [0, 0, 0, 0, 0]
  for (const cell of cells) {
    if (cell.market === undefined) continue
    const size = Math.max(cell.market, cell.ours)
    if (size === 0) continue
    ours += cell.ours
    market += size
    open++
    if (cell.ours > 0) served++
    if (cell.ours > 0) reached += size
  }
  const over = (part: number, whole: number) => (whole > 0 ? part / whole : undefined)
  return { cells, share: over(ours, market), coverage: over(served, open), weightedCoverage: over(reached, market) }
}

function shareOfCell(cell: MarketCell): MarketCellShare {
  const { key, ours, market, strongest } = cell
  checkAmount(`ours of ${key}`, ours)
  if (market !== undefined) checkAmount(`market of ${key}`, market)
  if (strongest !== undefined) checkAmount(`strongest of ${key}`, strongest)
  const outdated = market !== undefined && ours > market
  const size = market === undefined ? 0 : Math.max(market, ours)
  return {
    ...cell,
    share: size > 0 ? ours / size : undefined,
    relative: strongest === undefined || strongest === 0 ? undefined : ours / strongest,
    outdated,
  }
}

function byMarket(one: MarketCell, other: MarketCell): number {
  return (other.market ?? -1) - (one.market ?? -1) || (one.key < other.key ? -1 : 1)
}
