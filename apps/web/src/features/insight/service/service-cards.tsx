import type { listServiceLines, QueryOf, ReplyOf, serviceKpis } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Figure, Share, timeText, useKit } from '../../../ui/index.ts'
import { FigureCard } from '../frame/explained.tsx'
import { BesideTarget } from '../targets/beside-target.tsx'

export type ServiceAnswer = ReplyOf<(typeof serviceKpis)['read']>
export type OpenLines = (title: string, query: QueryOf<typeof listServiceLines>) => void

export function ServiceCards({ answer, onOpen }: { answer: ServiceAnswer; onOpen: OpenLines }) {
  const { t } = useTranslation('service')
  const { locale } = useKit()
  const { total, judgedOn, ownDefinitions } = answer
  const days = (value: number | null) =>
    value === null ? (
      <span className="q-muted">–</span>
    ) : (
      <>
        <Figure value={value} digits={1} /> <small>{t('unit.days')}</small>
      </>
    )
  const of = (count: number, all: number) =>
    t('card.of', { count: count.toLocaleString(locale), all: all.toLocaleString(locale) })
  return (
    <div className="analysis-cards">
      <FigureCard
        label={t('card.otif')}
        about={t('define.otif', { on: timeText(judgedOn, 'day', locale, 'UTC') })}
        value={<Share value={total.otifShare} />}
        beside={
          <>
            {total.orders > 0 ? of(total.otif, total.orders) : t('card.noPromise')}
            <BesideTarget standings={answer.targets} measure="otif" currency={null} />
          </>
        }
      />
      <FigureCard
        label={t('card.onTime')}
        about={t('define.onTime')}
        value={<Share value={total.onTimeShare} />}
        beside={ownDefinitions > 0 ? t('card.ownDefinitions', { figure: ownDefinitions }) : t('card.companyDefinition')}
      />
      <FigureCard
        label={t('card.late')}
        about={t('define.late')}
        value={<Figure value={total.late} />}
        beside={t('card.open', { figure: total.open.toLocaleString(locale) })}
        onOpen={() => onOpen(t('lines.late'), { verdict: 'late' })}
      />
      <FigureCard
        label={t('card.complete')}
        about={t('define.complete')}
        value={<Share value={total.completeShare} />}
        beside={total.orders > 0 ? of(total.complete, total.orders) : undefined}
      />
      <FigureCard
        label={t('card.days')}
        about={t('define.days')}
        value={days(total.medianDays)}
        beside={
          total.ninetyDays !== null && (
            <>
              {t('card.ninety')} {days(total.ninetyDays)}
            </>
          )
        }
      />
    </div>
  )
}
