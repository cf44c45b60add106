import { NEXT_ACTIONS, type NextAction, nextBestAction, type Tier, TOUCH_EVERY_DAYS } from '@quayside/analytics'
import type { NextActionReason } from '@quayside/contract'

const dayMs = 86_400_000
/** A complaint that is the last thing said for longer than this is no longer news. */
const complaintIsNewsDays = 60

/** What is known of a customer when somebody is to be advised about him; the names are those of `situations_of` (0330_next_actions.sql). */
export interface Known {
  tier: string | null
  slipping_since: string | null
  /** The last time somebody spoke or wrote with him, and what it was. */
  last_kind: string | null
  last_at: Date | null
  /** Due day of the latest step planned and not done. */
  planned_until: Date | null
  potential: number | null
  quality: number
  ordered: boolean
}

export interface Advice {
  action: NextAction
  reason: NextActionReason
}

/** What to do next with him and what that follows from; null where all is well. */
export function adviceOf(known: Known, now: Date): Advice | null {
  const touchedDaysAgo = known.last_at ? (now.getTime() - known.last_at.getTime()) / dayMs : undefined
  const action = nextBestAction({
    tier: known.tier as Tier | null,
    slipping: known.slipping_since !== null,
    openComplaint: known.last_kind === 'complaint' && (touchedDaysAgo ?? 0) <= complaintIsNewsDays,
    stepPlanned: known.planned_until !== null && known.planned_until.getTime() >= now.getTime() - dayMs,
    daysSinceTouch: touchedDaysAgo,
    potential: known.potential,
    dataQuality: known.quality,
    ordered: known.ordered,
  })
  return action ? { action, reason: reasonOf(action, known) } : null
}

function reasonOf(action: NextAction, known: Known): NextActionReason {
  const tier = known.tier as Tier | null
  const touch = known.last_at ? { at: known.last_at.toISOString() } : {}
  switch (action) {
    case 'settleComplaint':
      return touch
    case 'winBackVolume':
      return known.slipping_since ? { since: known.slipping_since } : {}
    case 'planNextStep':
      return tier ? { tier } : {}
    case 'keepInTouch':
      return { ...(tier ? { tier, everyDays: TOUCH_EVERY_DAYS[tier] } : {}), ...touch }
    case 'raisePotential':
      return known.potential === null ? {} : { potential: known.potential }
    case 'winFirstOrder':
      return {}
    case 'completeRecord':
      return { quality: known.quality }
    default:
      return action satisfies never
  }
}

/** 1 for the most urgent. */
export const urgencyOf = (action: NextAction): number => NEXT_ACTIONS.findIndex(({ key }) => key === action) + 1
