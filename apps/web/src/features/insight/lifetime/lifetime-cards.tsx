import type { lifetime, ReplyOf } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import { FigureCard } from '../frame/explained.tsx'

export type Lifetime = ReplyOf<(typeof lifetime)['read']>

export function LifetimeCards({ answer }: { answer: Lifetime }) {
  const { t } = useTranslation('lifetime')
  const { basis, customers, months, margin, marginFrom } = answer
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('card.value', { count: months })}
        about={t('define.value')}
        value={<Money amountE4={toHundredths(answer.lifetimeValueE4)} currency={basis.currency} short />}
      />
      <FigureCard
        label={t('card.orders', { count: months })}
        about={t('define.orders')}
        value={<Figure value={answer.expectedOrders} />}
      />
      <FigureCard
        label={t('card.alive')}
        about={t('define.alive')}
        value={<Figure value={answer.alive} />}
        beside={
          <>
            <Share value={customers > 0 ? answer.alive / customers : null} /> {t('card.of')}{' '}
            <Figure value={customers} />
          </>
        }
      />
      <FigureCard
        label={t('card.oneTime')}
        about={t('define.oneTime')}
        value={<Figure value={answer.oneTime} />}
        beside={<Share value={customers > 0 ? answer.oneTime / customers : null} />}
      />
      <FigureCard
        label={t('card.margin')}
        about={t('define.margin')}
        value={<Share value={margin} />}
        beside={t(`marginFrom.${marginFrom}`)}
      />
    </div>
  )
}
