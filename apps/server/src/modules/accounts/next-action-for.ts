import { type NextAction, nextBestAction, type Tier } from '@quayside/analytics'
import { mayReadCategory } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'
import type { Found360 } from './customer-360.queries.ts'

const dayMs = 86_400_000
/** A complaint that is the last thing said for longer than this is no longer news. */
const complaintIsNewsDays = 60

/** What to do next, from what the reader may know: behaviour hidden from him does not speak through an advice. */
export function nextActionFor(found: Found360, user: User, now: Date): NextAction | null {
  const seesBehaviour = mayReadCategory(user.rights, 'behaviour')
  const touchedDaysAgo = found.last_touch && (now.getTime() - Date.parse(found.last_touch.at)) / dayMs
  const action = nextBestAction({
    tier: found.tier as Tier | null,
    slipping: seesBehaviour && found.slipping_since !== null,
    openComplaint: found.last_touch?.kind === 'complaint' && (touchedDaysAgo ?? 0) <= complaintIsNewsDays,
    stepPlanned: found.follow_ups.some((one) => Date.parse(one.due_at) >= now.getTime() - dayMs),
    daysSinceTouch: touchedDaysAgo ?? undefined,
    potential: seesBehaviour ? found.potential : null,
    dataQuality: found.quality_score,
    ordered: (found.orders ?? 0) > 0,
  })
  return action ?? null
}
