import { POTENTIAL_ADVICE } from '@quayside/analytics'
import { readTierPotential, type Tier } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { TierBadge, useKit } from '../../ui/index.ts'
import type { Figures } from './figures.tsx'
import './tier-moves.css'

const tiers = ['A', 'B', 'C', 'D'] as const
const potentials = [5, 4, 3, 2, 1, null] as const
/** From here on a potential counts as high. */
const highFrom = 4

/** The second axis: what a customer could bring. The advice of the sources for a cell shows when it is pointed at. */
export function TierPotential({ figures }: { figures: Figures }) {
  const { t } = useTranslation('classification')
  const { locale } = useKit()
  const [at, setAt] = useState<{ tier: Tier; potential: number | null } | undefined>(undefined)
  const { data } = useQuery({
    queryKey: ['classification', 'potential'],
    queryFn: ({ signal }) => call(readTierPotential, { signal }),
  })
  if (!data || data.cells.length === 0) return null
  const count = (tier: Tier, potential: number | null) =>
    data.cells.find((cell) => cell.tier === tier && cell.potential === potential)?.accounts ?? 0
  const advice = at && at.potential !== null && POTENTIAL_ADVICE[at.tier][at.potential >= highFrom ? 'high' : 'low']
  return (
    <section className="q-panel" aria-label={t('potential.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('potential.title')}</h3>
          <small className="q-muted">{t('potential.note')}</small>
        </span>
      </div>
      <div className="tier-potential-grid">
        <span>{t('potential.axis')}</span>
        {potentials.map((potential) => (
          <span key={potential}>{potential ?? t('potential.unknown')}</span>
        ))}
        {tiers.map((tier) => {
          const most = Math.max(1, ...potentials.map((potential) => count(tier, potential)))
          return (
            <Fragment key={tier}>
              <TierBadge tier={tier} />
              {potentials.map((potential) => (
                <Link
                  key={potential}
                  to="/accounts"
                  search={{ filter: filterOf(tier, potential) } as never}
                  className="tier-potential-cell"
                  style={{ '--share': count(tier, potential) / most } as never}
                  onMouseEnter={() => setAt({ tier, potential })}
                  onFocus={() => setAt({ tier, potential })}
                >
                  {figures.count(count(tier, potential))}
                </Link>
              ))}
            </Fragment>
          )
        })}
      </div>
      <p className="tier-potential-advice">
        {advice
          ? `${at.tier} · ${t(at.potential !== null && at.potential >= highFrom ? 'potential.high' : 'potential.low')}: ${locale === 'en' ? advice.en : advice.zh}`
          : at?.potential === null
            ? t('potential.judge')
            : t('potential.point')}
      </p>
    </section>
  )
}

const filterOf = (tier: Tier, potential: number | null) => ({
  all: [
    { field: 'tier', op: 'in', value: [tier] },
    potential === null ? { field: 'potential', op: 'isEmpty' } : { field: 'potential', op: 'is', value: potential },
  ],
})
