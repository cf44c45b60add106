import type { Tier } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { TierBadge } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { Explained } from '../frame/explained.tsx'
import type { Classification, Figures } from './figures.ts'

interface TierTableProps {
  classification: Classification
  figures: Figures
  chosen: Tier | undefined
  onChoose: (tier: Tier | undefined) => void
}

const figureColumns = ['accounts', 'accountShare', 'value', 'share', 'average', 'lowest'] as const

/** Four tiers in figures; each heading says what it counts. */
export function TierTable({ classification, figures, chosen, onChoose }: TierTableProps) {
  const { t } = useTranslation('classification')
  const { t: ui } = useTranslation('ui')
  const { tiers, population, total } = classification
  const average = (value: number, accounts: number) =>
    accounts === 0
      ? '–'
      : figures.exact(figures.money ? Math.round(value / accounts / 100) * 100 : Math.round(value / accounts))
  return (
    <section ref={keyboardScroll} className="q-panel analysis-table-panel" aria-label={t('table.title')}>
      <table className="analysis-table tier-table">
        <thead>
          <tr>
            <th scope="col">{t('column.tier')}</th>
            {figureColumns.map((column) => (
              <th key={column} scope="col">
                <Explained text={figures.about(t(`define.${column}`, { measure: figures.measureName }))}>
                  {column === 'value' ? figures.measureName : t(`column.${column}`)}
                </Explained>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map((one) => (
            <tr
              key={one.tier}
              className={chosen === one.tier ? 'tier-row-chosen' : undefined}
              onClick={() => onChoose(chosen === one.tier ? undefined : one.tier)}
            >
              <th scope="row">
                <TierBadge tier={one.tier} />
                <span className="tier-name">{nameOf(ui(`tier.${one.tier}`))}</span>
              </th>
              <td>{figures.count(one.accounts)}</td>
              <td>{figures.share(one.accountShare)}</td>
              <td>{figures.exact(one.value)}</td>
              <td>
                <span className="tier-share">
                  <span className="tier-bar" aria-hidden="true">
                    <i className={`tier-fill-${one.tier}`} style={{ width: `${Math.max(0, one.share) * 100}%` }} />
                  </span>
                  {figures.share(one.share)}
                </span>
              </td>
              <td>{average(one.value, one.accounts)}</td>
              <td>{one.lowest === null ? '–' : figures.exact(one.lowest)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            <td>{figures.count(population)}</td>
            <td />
            <td>{figures.exact(total)}</td>
            <td />
            <td>{average(total, population)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      <p className="tier-foot">
        {t('table.without', { figure: figures.count(classification.withoutOrders) })}
        {classification.negative > 0 && ` ${t('table.negative', { figure: figures.count(classification.negative) })}`}
      </p>
    </section>
  )
}

/** The badge already says the letter. */
const nameOf = (text: string) => text.split(' · ').at(-1)
