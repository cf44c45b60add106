import type { ShipmentService } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Share, useKit } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'

/** What became of shipments: damage, loss, direct delivery, pick-up. */
export function ShipmentCards({ figures }: { figures: ShipmentService | null }) {
  const { t } = useTranslation('service')
  const { locale } = useKit()
  return (
    <section className="q-panel" aria-label={t('shipments.title')}>
      <div className="q-panel-head">
        <h3>{t('shipments.title')}</h3>
      </div>
      {figures ? (
        <div className="analysis-cards service-shipments">
          {(['damaged', 'lost', 'direct', 'pickedUpOnTime'] as const).map((name) => {
            const { count, of } = figures[name]
            return (
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
            )
          })}
        </div>
      ) : (
        <p className="q-muted service-shipments">{t('shipments.noRegion')}</p>
      )}
    </section>
  )
}
