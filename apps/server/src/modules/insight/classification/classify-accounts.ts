import { classifyValues, PARETO, PYRAMID, type Scheme, TIERS } from '@quayside/analytics'
import type { Classification } from '@quayside/contract'
import { Refusal } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { Beholder } from '../frame/visible-to.ts'
import { type Classified, rankAccounts } from './rank-accounts.ts'

/** What the sources expect a healthy base to show: A 70–80 %, B 10–20 %, C below 10 % of sales (DOMAIN ANA-6). */
const expectedShares: Record<string, [number, number] | null> = { A: [0.7, 0.8], B: [0.1, 0.2], C: [0, 0.1], D: null }

/** Who is A, B, C, D among the accounts the beholder may see. */
export async function classifyAccounts(
  warehouse: Warehouse,
  query: Classified,
  beholder: Beholder,
): Promise<Classification> {
  const ranking = await rankAccounts(warehouse, query, beholder)
  const result = classifyValues(ranking.values, schemeOf(query))
  const { behindSeconds, asOf } = warehouse.state()
  return {
    measure: query.measure,
    scheme: query.scheme,
    from: query.from ?? null,
    to: query.to ?? null,
    currency: ranking.currency,
    population: result.customers,
    withoutOrders: ranking.withoutOrders,
    total: result.total,
    negative: ranking.values.filter((value) => value < 0).length,
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
    freshness: { behindSeconds: finite(behindSeconds), asOf: (asOf ?? new Date(0)).toISOString() },
    engine: warehouse.engine.name,
    queryMilliseconds: Math.round(ranking.queryMilliseconds * 10) / 10,
    otherCurrencies: ranking.otherCurrencies,
  }
}

const finite = (seconds: number) => (Number.isFinite(seconds) ? seconds : 0)

/** Cut points are percentages; what is not given follows the source's scheme. */
export function schemeOf({ scheme, cutA, cutB, cutC }: Classified): Scheme {
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

/** The tier of each place in a ranking. */
export function tiersByRank(values: Float64Array, query: Classified): (typeof TIERS)[number][] {
  return Array.from(classifyValues(values, schemeOf(query)).tierOf, (index) => TIERS[index] ?? 'D')
}
