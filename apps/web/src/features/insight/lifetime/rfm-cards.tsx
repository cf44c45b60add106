import type { ReplyOf, rfm } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'

export type Rfm = ReplyOf<(typeof rfm)['read']>

export function RfmCards({ answer }: { answer: Rfm }) {
  const { t } = useTranslation('rfm')
  const { customers, revenueE4, basis, segments } = answer
  const of = (key: Rfm['segments'][number]['key']) => segments.find((segment) => segment.key === key)
  const danger = [of('atRisk'), of('cannotLose')]
  const sum = (pick: (part: Rfm['segments'][number]) => number) =>
    danger.reduce((all, part) => all + (part ? pick(part) : 0), 0)
  return (
    <div className="analysis-cards">
      <FigureCard label={t('card.customers')} about={t('define.customers')} value={<Figure value={customers} />} />
      <FigureCard
        label={t('card.revenue')}
        about={t('define.revenue')}
        value={<Money amountE4={revenueE4} currency={basis.currency} short />}
      />
      <FigureCard
        label={t('segment.champions')}
        about={t('define.champions')}
        value={<Figure value={of('champions')?.customers} />}
        beside={
          <>
            <Share value={of('champions')?.shareOfRevenue} /> {t('card.ofRevenue')}
          </>
        }
      />
      <FigureCard
        label={t('card.danger')}
        about={t('define.danger')}
        value={<Figure value={sum((part) => part.customers)} />}
        beside={<Money amountE4={sum((part) => part.revenueE4)} currency={basis.currency} short />}
      />
    </div>
  )
}
