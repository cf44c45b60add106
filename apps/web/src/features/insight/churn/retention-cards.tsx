import type { RetentionMove } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import { Explained, FigureCard } from '../frame/explained.tsx'
import type { Retention } from './retention-page.tsx'

interface RetentionCardsProps {
  answer: Retention
  onMove: (move: RetentionMove) => void
}

export function RetentionCards({ answer, onMove }: RetentionCardsProps) {
  const { t } = useTranslation('churn')
  const { moves, basis } = answer
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('retention.rate')}
        about={t('define.rate')}
        value={<Share value={answer.retentionRate} />}
        beside={
          <>
            <Figure value={answer.activeAtStart} /> → <Figure value={answer.activeAtEnd} />
          </>
        }
      />
      {moves
        .filter(({ move }) => move !== 'retained')
        .map(({ move, customers, lastYearE4 }) => (
          <FigureCard
            key={move}
            label={t(`move.${move}`)}
            about={t(`defineMove.${move}`)}
            value={<Figure value={customers} />}
            beside={<Money amountE4={lastYearE4} currency={basis.currency} short />}
            onOpen={() => onMove(move)}
          />
        ))}
      <FigureCard
        label={t('retention.repeat')}
        about={t('define.repeat')}
        value={<Share value={answer.repeatRate} />}
        beside={
          <>
            <Explained text={t('define.tenure')}>{t('retention.tenure')}</Explained>{' '}
            <Figure value={answer.medianTenureDays} />
          </>
        }
      />
    </div>
  )
}
