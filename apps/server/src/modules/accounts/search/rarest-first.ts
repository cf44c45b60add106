import { type Db, prepared } from '../../../platform/database.ts'

/** Of more than these the index reads lists it need not: measured over 150,000 names in pinyin, three and five were slower. */
const enoughToFind = 4
/** As many as a group may have: all are looked up as long as nothing is known of them. */
const everyOne = 12
/** The pairs of a word's syllables are seldom common, every three of its letters often. */
const manyCommon = 3
const knownForMs = 60_000

let shares: ReadonlyMap<number, number> = new Map()
let knownUntil = Number.NEGATIVE_INFINITY

export interface Ordered {
  groups: readonly (readonly number[])[]
  /** So many keys of a group are looked up in the index, the others on the rows found. */
  lookedUp: number
  /** The first so many groups are looked up quickly: few accounts have their keys. */
  seldom: number
}

/** What is known of the keys' frequency serves speed alone: the rows found are the same. */
export async function rarestFirst(db: Db, groups: readonly (readonly number[])[]): Promise<Ordered> {
  if (groups.length > 0 && performance.now() > knownUntil) await learn(db)
  return inOrder(groups, shares)
}

/**
 * The keys of each group, rarest first, and how many of them to look up in the index; the others are verified on the rows. Groups
 * of common keys come last: all of them are, or as many as the letters of a pinyin word make. A key is common when the planner's
 * statistics name it, of a million accounts when twenty thousand have it.
 */
export function inOrder(groups: readonly (readonly number[])[], shares: ReadonlyMap<number, number>): Ordered {
  const isCommon = (keys: readonly number[]) => {
    const common = keys.filter((key) => shares.has(key)).length
    return common === keys.length || common >= manyCommon
  }
  const seldom = groups.filter((keys) => !isCommon(keys))
  const ordered = [...seldom, ...groups.filter(isCommon)]
  if (shares.size === 0 || groups.every((keys) => keys.length <= enoughToFind))
    return { groups: ordered, lookedUp: everyOne, seldom: seldom.length }
  const share = (key: number) => shares.get(key) ?? 0
  const rarest = ordered.map((keys) => keys.toSorted((a, b) => share(a) - share(b)))
  return { groups: rarest, lookedUp: enoughToFind, seldom: seldom.length }
}

/** Without the groups that hold all keys of another: these find nothing that the other does not. */
export function widest(groups: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const sets = groups.map((keys) => new Set(keys))
  return groups.filter(
    (keys, at) => !sets.some((other, i) => i !== at && isWithin(other, keys) && (other.size < keys.length || i < at)),
  )
}

const isWithin = (few: ReadonlySet<number>, keys: readonly number[]): boolean =>
  keys.filter((key) => few.has(key)).length === few.size

async function learn(db: Db): Promise<void> {
  knownUntil = performance.now() + knownForMs
  const text = 'select key, share from common_search_keys()'
  const rows = await prepared<{ key: number; share: number }>(db, 'common-search-keys', text, [])
  shares = new Map(rows.map(({ key, share }) => [key, share]))
}
