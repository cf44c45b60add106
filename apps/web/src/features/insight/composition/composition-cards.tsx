import type { composition, ReplyOf, TargetMeasure } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import { CostKnown } from '../frame/cost-known.tsx'
import { FigureCard, Growth } from '../frame/explained.tsx'
import { BesideTarget } from '../targets/beside-target.tsx'
import { MarginMove } from './margin-move.tsx'

export type Composition = ReplyOf<(typeof composition)['read']>

export function CompositionCards({ answer }: { answer: Composition }) {
  const { t } = useTranslation('composition')
  const { total, basis, costKnown } = answer
  const target = (measure: TargetMeasure) => (
    <BesideTarget standings={total.targets} measure={measure} currency={basis.currency} />
  )
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('card.revenue')}
        about={t('define.revenue')}
        value={<Money amountE4={total.revenueE4} currency={basis.currency} short />}
        beside={
          <>
            {answer.former && (
              <Growth now={total.revenueE4} before={total.formerRevenueE4} than={t('card.aYearBefore')} />
            )}
            {target('revenue')}
          </>
        }
      />
      <FigureCard
        label={t('card.profit')}
        about={t('define.profit')}
        value={<Money amountE4={total.grossProfitE4} currency={basis.currency} short />}
        beside={
          <>
            {costKnown !== null && costKnown < 1 && (
              <>
                {t('card.costKnown')} <CostKnown value={costKnown} />
              </>
            )}
            {target('grossProfit')}
          </>
        }
      />
      <FigureCard
        label={t('card.margin')}
        about={t('define.margin')}
        value={<Share value={total.grossMargin} />}
        beside={
          <>
            <MarginMove now={total.grossMargin} before={total.formerGrossMargin} />
            {target('grossMargin')}
          </>
        }
      />
      {total.turnover !== null && (
        <FigureCard
          label={t('card.turnover')}
          about={t('define.turnover')}
          value={<Figure value={total.turnover} digits={2} />}
          beside={
            <>
              {total.formerTurnover !== null && (
                <Growth now={total.turnover} before={total.formerTurnover} than={t('card.aYearBefore')} />
              )}
              {target('turnover')}
            </>
          }
        />
      )}
      <FigureCard label={t('card.orders')} about={t('define.orders')} value={<Figure value={total.orders} />} />
      <FigureCard label={t('card.accounts')} about={t('define.accounts')} value={<Figure value={basis.accounts} />} />
    </div>
  )
}
