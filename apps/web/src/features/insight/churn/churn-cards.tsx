import type { ChurnRadarKind, churn, ReplyOf } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import { Explained, FigureCard } from '../frame/explained.tsx'

export type Churn = ReplyOf<(typeof churn)['read']>

interface ChurnCardsProps {
  answer: Churn
  radar: ChurnRadarKind
  onState: (state: 'slipping' | 'lost' | undefined) => void
}

export function ChurnCards({ answer, radar, onState }: ChurnCardsProps) {
  const { t } = useTranslation('churn')
  const told = answer[radar]
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('card.alarms')}
        about={t(`define.${radar}`)}
        value={<Figure value={told.alarms} />}
        beside={
          <>
            {t('card.watched')} <Figure value={told.watched} />
            {' · '}
            <Explained text={t('define.tooFew')}>{t('card.tooFew')}</Explained> <Figure value={told.tooFew} />
          </>
        }
        onOpen={() => onState(undefined)}
      />
      <FigureCard
        label={t('card.expectedFalse')}
        about={t('define.expectedFalse')}
        value={<Figure value={told.expectedFalse} digits={told.expectedFalse < 10 ? 1 : 0} />}
      />
      <FigureCard
        label={t('card.slipping')}
        about={t('define.slipping')}
        value={<Figure value={told.slipping} />}
        onOpen={() => onState('slipping')}
      />
      <FigureCard
        label={t('card.lost')}
        about={t('define.lost')}
        value={<Figure value={told.alarms - told.slipping} />}
        onOpen={() => onState('lost')}
      />
      {told.missingOrders !== null && (
        <FigureCard
          label={t('card.missingOrders')}
          about={t('define.missingOrders')}
          value={<Figure value={told.missingOrders} />}
        />
      )}
      <FigureCard
        label={t('card.missing')}
        about={t(radar === 'value' ? 'define.missingOfValue' : 'define.missing')}
        value={<Money amountE4={toHundredths(told.missingE4)} currency={answer.basis.currency} short />}
      />
    </div>
  )
}
