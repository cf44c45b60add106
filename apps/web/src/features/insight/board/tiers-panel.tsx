import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure, Share, TierBadge } from '../../../ui/index.ts'
import type { AnalysisPlace } from '../frame/analysis-place.ts'
import { Explained } from '../frame/explained.tsx'
import { type Board, onPage } from './places.ts'

/** How many customers carry how much of the revenue; a tier opens its customers. */
export function TiersPanel({ answer, place }: { answer: Board; place: AnalysisPlace }) {
  const { t } = useTranslation('board')
  const { tiers } = answer
  return (
    <section className="q-panel board-panel" aria-label={t('tiers.title')}>
      <div className="q-panel-head">
        <h3>
          <Explained text={t('define.tiers')}>{t('tiers.title')}</Explained>
        </h3>
      </div>
      <ul className="board-tiers">
        {tiers.parts.map(({ tier, accounts, share }) => (
          <li key={tier}>
            <TierBadge tier={tier} />
            <Link to="/classification" search={onPage(place, answer, { tier })}>
              <Figure value={accounts} /> {t('tiers.customers', { figure: accounts })}
            </Link>
            <span className="board-bar">
              <span
                style={{
                  width: `${Math.max(0, Math.min(1, share)) * 100}%`,
                  background: `var(--q-tier-${tier.toLowerCase()})`,
                }}
              />
            </span>
            <Share value={share} digits={0} />
          </li>
        ))}
      </ul>
    </section>
  )
}
