import { POTENTIAL_ADVICE } from '@quayside/analytics'
import type { Tier } from '@quayside/contract'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TierBadge, useKit } from '../../../ui/index.ts'
import { Explained } from '../frame/explained.tsx'
import type { Classification, Figures } from './figures.ts'
import './tier-moves.css'

const tiers = ['A', 'B', 'C', 'D'] as const
/** 0: not judged. */
const potentials = [5, 4, 3, 2, 1, 0] as const
/** From here on a potential counts as high. */
const highFrom = 4

interface Cell {
  tier?: Tier | undefined
  potential?: number | undefined
}

interface TierPotentialProps {
  cells: NonNullable<Classification['potential']>
  figures: Figures
  chosen: Cell | undefined
  onCell: (cell: Cell) => void
}

/** The second axis: what a customer could bring. The advice of the sources for a cell shows when it is pointed at; choosing it lists its customers. */
export function TierPotential({ cells, figures, chosen, onCell }: TierPotentialProps) {
  const { t } = useTranslation('classification')
  const [at, setAt] = useState<{ tier: Tier; potential: number } | undefined>(undefined)
  const count = (tier: Tier, potential: number) =>
    cells.find((cell) => cell.tier === tier && cell.potential === potential)?.accounts ?? 0
  const isChosen = (tier: Tier, potential: number) => chosen?.tier === tier && chosen.potential === potential
  return (
    <section className="q-panel" aria-label={t('potential.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('potential.title')}</h3>
          <small className="q-muted">{t('potential.note')}</small>
        </span>
      </div>
      <div className="tier-potential-grid">
        <span>
          <Explained text={figures.about(t('define.potential'))}>{t('potential.axis')}</Explained>
        </span>
        {potentials.map((potential) => (
          <span key={potential}>{potential || t('potential.unknown')}</span>
        ))}
        {tiers.map((tier) => {
          const most = Math.max(1, ...potentials.map((potential) => count(tier, potential)))
          return (
            <Fragment key={tier}>
              <TierBadge tier={tier} />
              {potentials.map((potential) => (
                <button
                  key={potential}
                  type="button"
                  className="tier-potential-cell"
                  aria-label={t('potential.cell', {
                    tier,
                    potential: potential || t('potential.unknown'),
                    figure: figures.count(count(tier, potential)),
                  })}
                  aria-pressed={isChosen(tier, potential)}
                  style={{ '--share': count(tier, potential) / most } as never}
                  onClick={() =>
                    onCell(isChosen(tier, potential) ? { tier: undefined, potential: undefined } : { tier, potential })
                  }
                  onMouseEnter={() => setAt({ tier, potential })}
                  onFocus={() => setAt({ tier, potential })}
                >
                  {figures.count(count(tier, potential))}
                </button>
              ))}
            </Fragment>
          )
        })}
      </div>
      <p className="tier-potential-advice">
        <Advice at={at} />
      </p>
    </section>
  )
}

function Advice({ at }: { at: { tier: Tier; potential: number } | undefined }) {
  const { t } = useTranslation('classification')
  const { locale } = useKit()
  if (!at) return t('potential.point')
  if (at.potential === 0) return t('potential.judge')
  const high = at.potential >= highFrom ? 'high' : 'low'
  const advice = POTENTIAL_ADVICE[at.tier][high]
  return `${at.tier} · ${t(`potential.${high}`)}: ${locale === 'en' ? advice.en : advice.zh}`
}
