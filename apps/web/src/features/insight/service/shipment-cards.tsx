import type { ShipmentService } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Share, useKit } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'

/** What became of shipments: damage, loss, direct delivery, pick-up. */
export function ShipmentCards({ figures }: { figures: ShipmentService | null }) {
  const { t } = useTranslation('service')
  const { locale } = useKit()
  if (!figures) return <p className="q-muted">{t('shipments.noRegion')}</p>
  const cards = [
    ['damaged', figures.damaged, figures.shipments],
    ['lost', figures.lost, figures.shipments],
    ['direct', figures.direct, figures.routed],
    ['pickup', figures.pickedUpOnTime, figures.pickups],
  ] as const
  return (
    <section aria-label={t('shipments.title')}>
      <h2 className="service-shipments">{t('shipments.title')}</h2>
      <div className="analysis-cards">
        {cards.map(([name, count, of]) => (
          <FigureCard
            key={name}
            label={t(`shipments.${name}`)}
            about={t(`shipments.define.${name}`)}
            value={<Share value={of === 0 ? null : count / of} />}
            beside={
              of === 0
                ? t('shipments.none')
                : t('shipments.of', { count: count.toLocaleString(locale), all: of.toLocaleString(locale) })
            }
          />
        ))}
      </div>
    </section>
  )
}
