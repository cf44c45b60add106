import { customersMoved, type MoveLink, TIERS, type Tier, tierMoves } from '@quayside/analytics'
import type { listTierMovers, ReplyOf, TierMoves } from '@quayside/contract'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { accountIds } from '../customers/account-ids.ts'
import { presentCustomers } from '../customers/present-customers.ts'
import { type Classified, classifyAccounts, tierAt } from './classify-accounts.ts'
import type { Question, Ranking, Sight } from './rank-accounts.ts'

/** As many days right before; null where the period has no beginning or no end. */
export function periodBefore({ from, to }: Pick<Question, 'from' | 'to'>): { from: string; to: string } | null {
  if (!from || !to) return null
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  return { from: shifted(from, -days), to: shifted(from, -1) }
}

const dayMs = 86_400_000
const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

interface Compared {
  before: { from: string; to: string }
  tiersBefore: ReadonlyMap<number, Tier>
  tiersNow: ReadonlyMap<number, Tier>
  now: Ranking
  earlier: Ranking
}

/** The same question over the period and over the one before, in the same currency. */
async function compared(warehouse: Warehouse, question: Question, sight: Sight): Promise<Compared | null> {
  const before = periodBefore(question)
  if (!before) return null
  const now = await classifyAccounts(warehouse, question, sight)
  const questionBefore = { ...question, ...before, currency: now.ranking.basis.currency }
  const earlier = await classifyAccounts(warehouse, questionBefore, sight)
  return {
    before,
    now: now.ranking,
    earlier: earlier.ranking,
    tiersNow: tierOfKey(now),
    tiersBefore: tierOfKey(earlier),
  }
}

const tierOfKey = (classified: Classified): Map<number, Tier> =>
  new Map(Array.from(classified.ranking.keys, (key, place) => [key, tierAt(classified, place)]))

export async function movesBetweenPeriods(
  warehouse: Warehouse,
  question: Question,
  sight: Sight,
): Promise<z.infer<typeof TierMoves> | null> {
  const both = await compared(warehouse, question, sight)
  if (!both) return null
  const { links, up, down, gone, stability, ...moves } = tierMoves(both.tiersBefore, both.tiersNow, TIERS)
  return {
    before: both.before,
    links: links.map((link) => ({ ...link })),
    up,
    down,
    new: moves.new,
    gone,
    stability: stability.share ?? null,
  }
}

type Movers = ReplyOf<typeof listTierMovers>['rows']

/** Who stands behind a link, the largest value of either period first; names come through the row policies. */
export async function moversBetween(
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  warehouse: Warehouse,
  question: Question,
  sight: Sight,
  { from, to }: Pick<MoveLink<Tier>, 'from' | 'to'>,
  page: { from: number; limit: number },
): Promise<{ rows: Movers; next: number | null; total: number }> {
  const both = await compared(warehouse, question, sight)
  if (!both) return { rows: [], next: null, total: 0 }
  const [now, earlier] = [valueOfKey(both.now), valueOfKey(both.earlier)]
  const weight = (key: number) => Math.max(now.get(key) ?? 0, earlier.get(key) ?? 0)
  const movers = [...customersMoved(both.tiersBefore, both.tiersNow, from, to)].sort(
    (a, b) => weight(b) - weight(a) || a - b,
  )
  const end = page.from + page.limit
  const shown = movers.slice(page.from, end)
  const idOf = await accountIds(warehouse, shown)
  const known = await read((db) => presentCustomers(db, [...idOf.values()]))
  return {
    rows: shown.flatMap((key) => {
      const customer = known.get(idOf.get(key) ?? '')
      return customer ? [{ ...customer, value: now.get(key) ?? null, valueBefore: earlier.get(key) ?? null }] : []
    }),
    next: end < movers.length ? end : null,
    total: movers.length,
  }
}

const valueOfKey = ({ keys, values }: Ranking) => new Map(Array.from(keys, (key, at) => [key, values[at] as number]))
