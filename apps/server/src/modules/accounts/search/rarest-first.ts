import { type Db, prepared } from '../../../platform/database.ts'

/** Of more than these the index reads lists it need not: measured over 150,000 names in pinyin, three and five were slower. */
const enoughToFind = 4
/** As many as a group may have: all are looked up as long as nothing is known of them. */
const everyOne = 12
const knownForMs = 60_000

let shares: ReadonlyMap<number, number> = new Map()
let knownUntil = Number.NEGATIVE_INFINITY

/**
 * The keys of each group, rarest first, and how many of them to look up in the index; the others are verified on the rows. What is
 * known of their frequency serves speed alone: the rows found are the same.
 */
export async function rarestFirst(
  db: Db,
  groups: readonly (readonly number[])[],
): Promise<{ groups: readonly (readonly number[])[]; lookedUp: number }> {
  if (groups.every((keys) => keys.length <= enoughToFind)) return { groups, lookedUp: everyOne }
  if (performance.now() > knownUntil) await learn(db)
  if (shares.size === 0) return { groups, lookedUp: everyOne }
  const share = (key: number) => shares.get(key) ?? 0
  return { groups: groups.map((keys) => keys.toSorted((a, b) => share(a) - share(b))), lookedUp: enoughToFind }
}

async function learn(db: Db): Promise<void> {
  knownUntil = performance.now() + knownForMs
  const text = 'select key, share from common_search_keys()'
  const rows = await prepared<{ key: number; share: number }>(db, 'common-search-keys', text, [])
  shares = new Map(rows.map(({ key, share }) => [key, share]))
}
