import { TIERS, type Tier } from '../scheme.ts'

export type Potential = 'high' | 'low' | 'unknown'

/**
 * What to do with a customer of a tier and a potential 发展潜力. The sources: A and B are kept with time and money, of C those with potential
 * are raised to B, D is served at least cost; and small customers must be watched, for their bad debts eat up what the great ones bring.
 */
export const POTENTIAL_ADVICE = {
  A: {
    high: {
      key: 'growTogether',
      zh: '专人负责，共同制定增长计划；投诉最先处理。',
      en: 'A dedicated manager and a common growth plan; complaints before all others.',
    },
    low: {
      key: 'defend',
      zh: '专人维护，守住份额；不再为增长追加投入。',
      en: 'A dedicated manager defends the share held; no more is spent on growth.',
    },
  },
  B: {
    high: {
      key: 'raiseToA',
      zh: '投入时间和资金培养忠诚度，争取升为 A 类。',
      en: 'Spend time and money on loyalty; aim for tier A.',
    },
    low: { key: 'bindLoyalty', zh: '保持服务水平，巩固忠诚度。', en: 'Keep the level of service; secure loyalty.' },
  },
  C: {
    high: {
      key: 'raiseToB',
      zh: '有潜力：定期联系，重点培养为 B 类。',
      en: 'Has potential: keep in regular contact and raise to tier B.',
    },
    low: { key: 'keepContact', zh: '保持适当联系，减少服务时间。', en: 'Keep in touch, with less time spent.' },
  },
  D: {
    high: {
      key: 'testPotential',
      zh: '先用小额优惠验证潜力，再决定投入；货款须及时收回。',
      en: 'Test the potential with a small offer before spending more; collect in time.',
    },
    low: {
      key: 'selfService',
      zh: '自助服务为主；亏损且无望改善的，可主动终止合作。',
      en: 'Mainly self-service; who loses money beyond mending may be let go.',
    },
  },
} as const satisfies Record<Tier, Record<'high' | 'low', { key: string; zh: string; en: string }>>

export type PotentialCell = { readonly tier: Tier; readonly potential: Potential; readonly customers: number }

/**
 * Tiers against potential, the second axis of classification: potential is high from `highFrom` on (the cut itself is high), unknown where
 * it is not known. The measure is the caller's: what the customer buys elsewhere, forecast growth, a score of the sales team.
 * @returns twelve cells, A to D, high to unknown, and the cell of each customer
 * @throws {RangeError} for a potential or a cut that is not a number, or a customer twice
 */
export function tierPotential<Id>(
  customers: readonly { readonly id: Id; readonly tier: Tier; readonly potential: number | undefined }[],
  highFrom: number,
): { readonly cells: readonly PotentialCell[]; readonly potentialById: ReadonlyMap<Id, Potential> } {
  if (Number.isNaN(highFrom)) throw new RangeError('highFrom must be a number, got NaN.')
  const counts = new Map<string, number>()
  const potentialById = new Map<Id, Potential>()
  for (const { id, tier, potential } of customers) {
    if (Number.isNaN(potential)) throw new RangeError(`potential of ${id} must be a number or undefined, got NaN.`)
    const level = potential === undefined ? 'unknown' : potential >= highFrom ? 'high' : 'low'
    potentialById.set(id, level)
    counts.set(`${tier} ${level}`, (counts.get(`${tier} ${level}`) ?? 0) + 1)
  }
  if (potentialById.size !== customers.length) throw new RangeError('Every customer may come only once.')
  const cells = TIERS.flatMap((tier) =>
    (['high', 'low', 'unknown'] as const).map((potential) => ({
      tier,
      potential,
      customers: counts.get(`${tier} ${potential}`) ?? 0,
    })),
  )
  return { cells, potentialById }
}
