import { mayReadAdvice, mayReadCategory } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import type { Found360 } from '../customer-360.queries.ts'
import { type Advice, adviceOf } from './advice-of.ts'

/**
 * The advice kept, which lists show as well. Who may not read all it follows from, and of whom nothing is kept yet, is advised from
 * what the reader sees: behaviour hidden from him does not speak through an advice.
 */
export function adviceForReader(found: Found360, { rights }: User, now: Date): Advice | null {
  if (found.advised && mayReadAdvice(rights))
    return found.advised.action && { action: found.advised.action, reason: found.advised.reason }
  const seesBehaviour = mayReadCategory(rights, 'behaviour')
  return adviceOf(
    {
      tier: found.tier,
      slipping_since: seesBehaviour ? found.slipping_since : null,
      last_kind: found.last_touch?.kind ?? null,
      last_at: found.last_touch ? new Date(found.last_touch.at) : null,
      planned_until: latest(found.follow_ups.map((one) => one.due_at)),
      potential: seesBehaviour ? found.potential : null,
      quality: found.quality_score,
      ordered: (found.orders ?? 0) > 0,
    },
    now,
  )
}

const latest = (instants: readonly string[]): Date | null =>
  instants.length > 0 ? new Date(Math.max(...instants.map((at) => Date.parse(at)))) : null
