import { type AnalysisFilter, ShipmentFigure, type ShipmentService } from '@quayside/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Share, useKit } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'
import { lasting } from './lasting.ts'
import { ServiceShipmentsPeek } from './service-shipments.tsx'

interface ShipmentCardsProps {
  figures: ShipmentService | null
  filter: Partial<AnalysisFilter>
}

/** What became of shipments: damage, loss, direct delivery, pick-up, feedback; each leads to its shipments. */
export function ShipmentCards({ figures, filter }: ShipmentCardsProps) {
  const { t } = useTranslation('service')
  const { locale } = useKit()
  const [behind, setBehind] = useState<ShipmentFigure | undefined>(undefined)
  return (
    <section className="q-panel" aria-label={t('shipments.title')}>
      <div className="q-panel-head">
        <h3>{t('shipments.title')}</h3>
      </div>
      {figures ? (
        <div className="analysis-cards service-shipments">
          {ShipmentFigure.options.map((name) => {
            const { count, of } = figures[name]
            const median = name === 'fedBack' ? figures.fedBack.medianMinutes : null
            const shares = t('shipments.of', { count: count.toLocaleString(locale), all: of.toLocaleString(locale) })
            return (
              <FigureCard
                key={name}
                label={t(`shipments.${name}`)}
                about={t(`shipments.define.${name}`)}
                value={<Share value={of === 0 ? null : count / of} />}
                beside={
                  of === 0
                    ? t('shipments.none')
                    : [shares, median !== null && t('shipments.median', { time: lasting(median, t) })]
                        .filter(Boolean)
                        .join(' · ')
                }
                {...(of === 0 ? {} : { onOpen: () => setBehind(name) })}
              />
            )
          })}
        </div>
      ) : (
        <p className="q-muted service-shipments">{t('shipments.noRegion')}</p>
      )}
      <ServiceShipmentsPeek figure={behind} filter={filter} onClose={() => setBehind(undefined)} />
    </section>
  )
}
