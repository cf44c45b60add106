/**
 * Segments of the RFM grid by recency (R) and by how much he buys (V = ⌈(F + M) / 2⌉): the eleven groups in common use, made
 * gapless. Advice on each belongs to the playbooks, not here.
 */
export const RFM_SEGMENTS = [
  { key: 'champions', zh: '重要价值客户', en: 'Champions' },
  { key: 'loyal', zh: '忠诚客户', en: 'Loyal' },
  { key: 'potentialLoyal', zh: '潜在忠诚客户', en: 'Potentially loyal' },
  { key: 'new', zh: '新客户', en: 'New' },
  { key: 'promising', zh: '有望客户', en: 'Promising' },
  { key: 'needsAttention', zh: '需关注客户', en: 'Needs attention' },
  { key: 'aboutToSleep', zh: '即将沉睡客户', en: 'About to sleep' },
  { key: 'atRisk', zh: '流失风险客户', en: 'At risk' },
  { key: 'cannotLose', zh: '不可失去客户', en: 'Cannot lose' },
  { key: 'hibernating', zh: '沉睡客户', en: 'Hibernating' },
  { key: 'lost', zh: '流失客户', en: 'Lost' },
] as const

export type RfmSegment = (typeof RFM_SEGMENTS)[number]['key']

const GRID: readonly (readonly RfmSegment[])[] = [
  // V:  1          2                 3                 4            5
  ['lost', 'lost', 'atRisk', 'atRisk', 'cannotLose'], // R 1
  ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'cannotLose'], // R 2
  ['aboutToSleep', 'aboutToSleep', 'needsAttention', 'loyal', 'loyal'], // R 3
  ['promising', 'potentialLoyal', 'potentialLoyal', 'loyal', 'loyal'], // R 4
  ['new', 'potentialLoyal', 'potentialLoyal', 'champions', 'champions'], // R 5
]

/**
 * The segment of three scores.
 * @throws {RangeError} for a score that is not 1…5
 * @example rfmSegment(5, 5, 4) // 'champions'
 */
export function rfmSegment(recency: number, frequency: number, monetary: number): RfmSegment {
  for (const [name, score] of Object.entries({ recency, frequency, monetary })) {
    if (!(Number.isInteger(score) && score >= 1 && score <= 5)) {
      throw new RangeError(`The score of ${name} must be 1, 2, 3, 4 or 5, not ${score}.`)
    }
  }
  return GRID[recency - 1]?.[Math.ceil((frequency + monetary) / 2) - 1] as RfmSegment
}
