import type { AccountState, Tier } from '@quayside/contract'
import { useKit } from './kit-context.tsx'

/** A to D; the only thing on a screen that wears the tier colours. */
export function TierBadge({ tier, long }: { tier: Tier | null | undefined; long?: boolean }) {
  const { t } = useKit()
  if (!tier)
    return (
      <span className="q-muted" title={t('tier.none')}>
        –
      </span>
    )
  return (
    <span className={`q-tier q-tier-${tier.toLowerCase()}`} title={t(`tier.${tier}`)}>
      {long ? t(`tier.${tier}`) : tier}
    </span>
  )
}

/** How full the sign is tells how warm the customer is: told by shape, not by colour. */
const fullness: Record<AccountState, number> = {
  prospect: 0.15,
  potential: 0.4,
  active: 0.75,
  mature: 1,
  dormant: 0.25,
  lost: 0,
  wonBack: 0.6,
}

export function StateBadge({ state }: { state: AccountState }) {
  const { t } = useKit()
  const share = fullness[state]
  return (
    <span className={`q-state q-state-${state}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="4.250" fill="none" stroke="currentColor" strokeWidth="1.500" />
        <circle
          cx="5"
          cy="5"
          r="2.125"
          fill="none"
          stroke="currentColor"
          strokeWidth="4.250"
          strokeDasharray={`${share * 13.35} 20`}
          transform="rotate(-90 5 5)"
        />
      </svg>
      {t(`state.${state}`)}
    </span>
  )
}

/** 0–100: how complete, fresh and valid a record is. */
export function QualityRing({ score, size = 22 }: { score: number; size?: number }) {
  const { t } = useKit()
  const level = score >= 80 ? 'good' : score >= 50 ? 'fair' : 'poor'
  const length = 2 * Math.PI * 9
  return (
    <span className={`q-quality q-quality-${level}`} title={t('quality', { score })}>
      <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="11" cy="11" r="9" fill="none" stroke="var(--q-line)" strokeWidth="3" />
        <circle
          cx="11"
          cy="11"
          r="9"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={`${(score / 100) * length} ${length}`}
          transform="rotate(-90 11 11)"
        />
      </svg>
      <span>{score}</span>
    </span>
  )
}
