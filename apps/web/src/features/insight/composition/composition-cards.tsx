import type { composition, ReplyOf } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import { FigureCard, Growth } from '../frame/explained.tsx'

export type Composition = ReplyOf<(typeof composition)['read']>

export function CompositionCards({ answer }: { answer: Composition }) {
  const { t } = useTranslation('composition')
  const { total, basis, costKnown } = answer
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('card.revenue')}
        about={t('define.revenue')}
        value={<Money amountE4={total.revenueE4} currency={basis.currency} short />}
        beside={
          answer.former && (
            <>
              <Growth now={total.revenueE4} before={total.formerRevenueE4} /> {t('card.aYearBefore')}
            </>
          )
        }
      />
      <FigureCard
        label={t('card.profit')}
        about={t('define.profit')}
        value={<Money amountE4={total.grossProfitE4} currency={basis.currency} short />}
        beside={
          costKnown !== null &&
          costKnown < 1 && (
            <>
              {t('card.costKnown')} <Share value={costKnown} />
            </>
          )
        }
      />
      <FigureCard label={t('card.margin')} about={t('define.margin')} value={<Share value={total.grossMargin} />} />
      <FigureCard label={t('card.orders')} about={t('define.orders')} value={<Figure value={total.orders} />} />
      <FigureCard label={t('card.accounts')} about={t('define.accounts')} value={<Figure value={basis.accounts} />} />
    </div>
  )
}
