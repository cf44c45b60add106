import { useTranslation } from 'react-i18next'
import { Figure } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'
import type { Association } from './use-item-name.ts'

export function AssociationCards({ answer }: { answer: Association }) {
  const { t } = useTranslation('association')
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('card.baskets')}
        about={t(`define.baskets.${answer.basket}`)}
        value={<Figure value={answer.baskets} />}
        beside={
          answer.linesWithout > 0 && (
            <>
              {t('card.linesWithout')} <Figure value={answer.linesWithout} />
            </>
          )
        }
      />
      <FigureCard
        label={t('card.items')}
        about={t('define.items')}
        value={<Figure value={answer.itemCounts.length} />}
        beside={
          <>
            {t('card.least')} <Figure value={answer.minimumCount} />
          </>
        }
      />
      <FigureCard label={t('card.tested')} about={t('define.tested')} value={<Figure value={answer.tested} />} />
      <FigureCard
        label={t('card.found')}
        about={t('define.found')}
        value={<Figure value={answer.found} />}
        beside={answer.found > answer.rules.length && t('card.shown', { figure: answer.rules.length })}
      />
    </div>
  )
}
