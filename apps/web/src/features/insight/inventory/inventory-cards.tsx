import type { inventory, ReplyOf } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share, useKit } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'

export type Inventory = ReplyOf<(typeof inventory)['read']>

export function InventoryCards({ answer }: { answer: Inventory }) {
  const { t } = useTranslation('inventory')
  const { locale } = useKit()
  const { total, basis, days, customers, counted } = answer
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('figure.turnover')}
        about={t('define.turnover')}
        value={<Figure value={total.turnover} digits={2} />}
        beside={t('card.inDays', { figure: days })}
      />
      <FigureCard
        label={t('figure.daysOfStock')}
        about={t('define.daysOfStock')}
        value={<Figure value={total.daysOfStock} digits={1} />}
      />
      <FigureCard
        label={t('figure.average')}
        about={t('define.average')}
        value={<Money amountE4={total.averageE4} currency={basis.currency} short />}
      />
      <FigureCard label={t('figure.margin')} about={t('define.margin')} value={<Share value={total.grossMargin} />} />
      <FigureCard
        label={t('figure.cross')}
        about={t('define.cross')}
        value={<Figure value={total.crossRatio} digits={2} />}
      />
      <FigureCard
        label={t('card.customers')}
        about={t('define.customers')}
        value={<Figure value={customers} />}
        beside={t('card.snapshots', { figure: counted.snapshots.toLocaleString(locale) })}
      />
    </div>
  )
}
