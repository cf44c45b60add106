import { classifyValues, PARETO, PYRAMID, type Scheme, TIERS, type Tier } from '@quayside/analytics'
import type { classification, ReplyOf } from '@quayside/contract'
import { Refusal } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { keepAnswer } from '../frame/keep-answers.ts'
import { type Question, type Ranking, rankAccounts, rankingKey, type Sight } from './rank-accounts.ts'

/** A ranking and where its tiers end. */
export interface Classified {
  ranking: Ranking
  result: ReturnType<typeof classifyValues>
}

/** Cuts a ranking into A, B, C, D; each cut is worked out once, for the page, its lists and its file. */
export async function classifyAccounts(warehouse: Warehouse, question: Question, sight: Sight): Promise<Classified> {
  const scheme = schemeOf(question)
  return keepAnswer(warehouse, `classified ${JSON.stringify(scheme)} ${rankingKey(question, sight)}`, async () => {
    const ranking = await rankAccounts(warehouse, question, sight)
    return { ranking, result: classifyValues(ranking.values, scheme) }
  })
}

/** The tier of a place in a ranking. */
export const tierAt = ({ result }: Classified, place: number): Tier => TIERS[result.tierOf[place] ?? 3] ?? 'D'

type Answer = ReplyOf<(typeof classification)['read']>

/** What the sources expect a healthy base to show: A 70–80 %, B 10–20 %, C below 10 % of sales (DOMAIN ANA-6). */
const expectedShares: Record<string, [number, number] | null> = { A: [0.7, 0.8], B: [0.1, 0.2], C: [0, 0.1], D: null }

/** The tiers in figures. */
export function tiersTold({
  ranking,
  result,
}: Classified): Pick<Answer, 'population' | 'withoutOrders' | 'total' | 'negative' | 'tiers' | 'curve'> {
  return {
    population: result.customers,
    withoutOrders: ranking.withoutOrders,
    total: result.total,
    negative: ranking.values.reduce((count, value) => count + (value < 0 ? 1 : 0), 0),
    tiers: result.tiers.map((tier) => ({
      tier: tier.tier,
      accounts: tier.customers,
      value: tier.total,
      share: tier.valueShare,
      accountShare: tier.customerShare,
      lowest: tier.from ?? null,
      expectedShare: expectedShares[tier.tier] ?? null,
    })),
    curve: result.curve.map((point) => [point.customerShare, point.valueShare]),
  }
}

/** Customers of each tier by the potential that people judged; what nobody has is left out. */
export function potentialTold(classified: Classified): NonNullable<Answer['potential']> {
  const highest = 5
  const counts = new Uint32Array(TIERS.length * (highest + 1))
  classified.ranking.potentials.forEach((potential, place) => {
    const cell = (classified.result.tierOf[place] ?? 0) * (highest + 1) + potential
    counts[cell] = Number(counts[cell]) + 1
  })
  return TIERS.flatMap((tier, row) =>
    Array.from({ length: highest + 1 }, (_, potential) => ({
      tier,
      potential,
      accounts: Number(counts[row * (highest + 1) + potential]),
    })),
  ).filter(({ accounts }) => accounts > 0)
}

/** Cut points are percentages; what is not given follows the source's scheme. */
function schemeOf({ scheme, cutA, cutB, cutC }: Question): Scheme {
  const standard =
    scheme === 'pareto'
      ? PARETO.cuts.map((cut) => cut * 100)
      : [PYRAMID.a, PYRAMID.b, PYRAMID.c].map((rank) => ('share' in rank ? rank.share * 100 : 0))
  const cuts = [cutA, cutB, cutC].map((cut, at) => cut ?? (standard[at] as number)) as [number, number, number]
  if (!(cuts[0] <= cuts[1] && cuts[1] <= cuts[2]))
    throw new Refusal('cutsMustRise', 422, `The cut points must rise from A to C; these are ${cuts.join(', ')}.`, {
      errors: [{ path: '/query/cutB', code: 'cutsMustRise', message: 'Each cut must be at least the one before.' }],
    })
  const [a, b, c] = cuts.map((cut) => cut / 100) as [number, number, number]
  return scheme === 'pareto'
    ? { kind: 'pareto', cuts: [a, b, c] }
    : { kind: 'pyramid', a: { share: a }, b: { share: b }, c: { share: c } }
}
