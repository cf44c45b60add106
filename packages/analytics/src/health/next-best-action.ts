import type { Tier } from '../scheme.ts'

/** What is known of a customer when somebody has him before him. */
export type Situation = {
  readonly tier: Tier | null
  /** He slips: the churn radar raises an alarm. */
  readonly slipping: boolean
  readonly openComplaint: boolean
  /** A next step is planned, and its day has not passed. */
  readonly stepPlanned: boolean
  /** Days since anybody last spoke or wrote with him; undefined: never. */
  readonly daysSinceTouch: number | undefined
  /** 1…5 as people judged it. */
  readonly potential: number | null
  /** 0…100, of his record. */
  readonly dataQuality: number
  /** Has he ordered at all? */
  readonly ordered: boolean
}

/**
 * How often a tier is to be spoken with, in days: regular visits for A, less for the rest (the sources' playbooks per tier); nobody of D
 * without cause.
 */
export const TOUCH_EVERY_DAYS: Readonly<Record<Tier, number | undefined>> = { A: 14, B: 30, C: 90, D: undefined }

/** From the most urgent down. The wording is for the one who has the customer before him. */
export const NEXT_ACTIONS = [
  {
    key: 'settleComplaint',
    zh: '先处理投诉，并告知进展',
    en: 'Settle the complaint first and tell them how it stands',
  },
  { key: 'winBackVolume', zh: '业务在流失：联系并问明原因', en: 'Business is slipping: call and ask why' },
  { key: 'planNextStep', zh: '重点客户没有下一步：安排回访', en: 'A key customer without a next step: plan one' },
  { key: 'keepInTouch', zh: '联系间隔已超过约定：主动回访', en: 'Longer without contact than the tier asks for: call' },
  { key: 'raisePotential', zh: '有潜力：提出更多服务', en: 'Has potential: offer more services' },
  { key: 'winFirstOrder', zh: '尚未下单：推进第一单', en: 'Has not ordered yet: win the first order' },
  { key: 'completeRecord', zh: '资料不全：借此机会补全', en: 'The record has gaps: fill them now' },
] as const

export type NextAction = (typeof NEXT_ACTIONS)[number]['key']

/** 1…5: from here on a potential counts as high. */
const HIGH_POTENTIAL = 4
/** Below this a record is worth a question. */
const POOR_RECORD = 60

/**
 * Next best action 下一步最佳行动: the first that fits of complaints before all, then what is being lost, then what the tier asks for, then
 * what could be won. Nothing where all is well.
 * @example nextBestAction({ tier: 'A', slipping: true, openComplaint: false, stepPlanned: false, daysSinceTouch: 3, potential: 3, dataQuality: 90, ordered: true }) // 'winBackVolume'
 */
export function nextBestAction(of: Situation): NextAction | undefined {
  const every = of.tier ? TOUCH_EVERY_DAYS[of.tier] : undefined
  const isKey = of.tier === 'A' || of.tier === 'B'
  const silent = every !== undefined && (of.daysSinceTouch === undefined || of.daysSinceTouch > every)
  const fits: Record<NextAction, boolean> = {
    settleComplaint: of.openComplaint,
    winBackVolume: of.slipping && !of.stepPlanned,
    planNextStep: isKey && !of.stepPlanned,
    keepInTouch: silent && !of.stepPlanned,
    raisePotential: !isKey && of.ordered && (of.potential ?? 0) >= HIGH_POTENTIAL && !of.stepPlanned,
    winFirstOrder: !of.ordered && !of.stepPlanned,
    completeRecord: of.dataQuality < POOR_RECORD,
  }
  return NEXT_ACTIONS.find(({ key }) => fits[key])?.key
}
