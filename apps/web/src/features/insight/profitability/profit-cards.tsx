import type { profitability, ReplyOf } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Money, Share, useKit } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'

export type Profitability = ReplyOf<(typeof profitability)['read']>

export function ProfitCards({ answer }: { answer: Profitability }) {
  const { t } = useTranslation('profitability')
  const { locale } = useKit()
  const { basis, costed, unknown } = answer
  const money = (amountE4: number) => <Money amountE4={amountE4} currency={basis.currency} short />
  const months = (costed?.months ?? 0).toLocaleString(locale, { maximumFractionDigits: 1 })
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('card.revenue')}
        about={t('define.revenue')}
        value={money(answer.revenueE4)}
        beside={
          unknown.revenueE4 !== 0 && (
            <>
              {t('card.costUnknown')} {money(unknown.revenueE4)}
            </>
          )
        }
      />
      <FigureCard label={t('card.gross')} about={t('define.gross')} value={money(answer.grossProfitE4)} />
      <FigureCard
        label={t('card.serve')}
        about={t('define.serve')}
        value={money(answer.serveE4)}
        beside={t('card.months', { months })}
      />
      <FigureCard
        label={t('card.net')}
        about={t('define.net')}
        value={money(answer.netE4)}
        beside={<Share value={answer.netMargin} />}
      />
      <FigureCard
        label={t('card.unprofitable')}
        about={t('define.unprofitable')}
        value={<Figure value={answer.unprofitable} />}
        beside={
          <>
            {t('card.ofCustomers', { figure: answer.customers.toLocaleString(locale) })} {money(0 - answer.lossE4)}
          </>
        }
      />
    </div>
  )
}
