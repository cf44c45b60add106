import type { TargetMeasure } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Figure, Money, Share } from '../../../ui/index.ts'
import type { AnalysisPlace } from '../frame/analysis-place.ts'
import { CostKnown } from '../frame/cost-known.tsx'
import { Explained, Growth } from '../frame/explained.tsx'
import { BesideTarget } from '../targets/beside-target.tsx'
import { type Board, onPage } from './places.ts'

interface BoardPartProps {
  answer: Board
  place: AnalysisPlace
}

export function BoardCards({ answer, place }: BoardPartProps) {
  const { t } = useTranslation('board')
  const mayReadInvoices = useMay()('invoices', 'read')
  const { retention, otif, basis, costKnown } = answer
  const search = onPage(place, answer)
  const isNarrowed = [place.service, place.region, place.ownerId, place.teamId].some((value) => value !== undefined)
  const target = (measure: TargetMeasure) => (
    <BesideTarget standings={answer.targets} measure={measure} currency={basis.currency} />
  )
  return (
    <div className="analysis-cards board-cards">
      <Card
        label={t('card.revenue')}
        about={t('define.revenue')}
        to="/composition"
        search={search}
        value={<Money amountE4={answer.revenueE4} currency={basis.currency} short />}
        beside={
          <>
            <Growth now={answer.revenueE4} before={answer.formerRevenueE4} than={t('card.aYearBefore')} />
            {target('revenue')}
          </>
        }
      />
      <Card
        label={t('card.profit')}
        about={t('define.profit')}
        to="/composition"
        search={onPage(place, answer, { by: 'account' })}
        value={<Money amountE4={answer.grossProfitE4} currency={basis.currency} short />}
        beside={
          <>
            {t('card.margin')} <Share value={answer.grossMargin} />
            {costKnown !== null && costKnown < 1 && (
              <>
                {' · '}
                {t('card.costKnown')} <CostKnown value={costKnown} digits={0} />
              </>
            )}
            {target('grossProfit')}
            {target('grossMargin')}
          </>
        }
      />
      <Card
        label={t('card.contribution')}
        about={t('define.contribution')}
        to="/profitability"
        search={search}
        value={<Money amountE4={answer.contribution.netE4} currency={basis.currency} short />}
        beside={
          answer.contribution.pools === 0 ? (
            t('card.noPools')
          ) : (
            <>
              <Figure value={answer.contribution.unprofitable} />{' '}
              {t('card.unprofitable', { figure: answer.contribution.unprofitable })}
            </>
          )
        }
      />
      <Card
        label={t('card.otif')}
        about={t('define.otif')}
        to="/service-kpis"
        search={search}
        value={<Share value={otif.share} />}
        beside={
          <>
            <Figure value={otif.kept} /> / <Figure value={otif.orders} /> {t('card.orders', { figure: otif.orders })}
            {target('otif')}
          </>
        }
      />
      <Card
        label={t('card.retention')}
        about={t('define.retention')}
        to="/retention"
        search={search}
        value={<Share value={retention.rate} />}
        beside={
          <>
            <Figure value={retention.activeAtEnd} /> {t('card.active', { figure: retention.activeAtEnd })}
          </>
        }
      />
      <Card
        label={t('card.newAndLost')}
        about={t('define.newAndLost')}
        to="/retention"
        search={search}
        value={
          <>
            <span className="analysis-up">
              +<Figure value={retention.new + retention.wonBack} />
            </span>{' '}
            <span className="analysis-down">
              −<Figure value={retention.lost} />
            </span>
          </>
        }
        beside={
          retention.lost > 0 && (
            <>
              {t('card.lostRevenue')} <Money amountE4={retention.lostLastYearE4} currency={basis.currency} short />
            </>
          )
        }
      />
      <Card
        label={t('card.receivables')}
        about={t('define.receivables')}
        to={mayReadInvoices ? '/receivables' : undefined}
        value={
          answer.receivablesE4 === null ? (
            <span className="board-unknown">{t('card.notKnown')}</span>
          ) : (
            <Money amountE4={answer.receivablesE4} currency={basis.currency} short />
          )
        }
        beside={answer.receivablesE4 === null ? t('card.noInvoices') : isNarrowed && t('card.ofAllInvoices')}
      />
    </div>
  )
}

interface CardProps {
  label: string
  about: string
  value: ReactNode
  beside?: ReactNode
  to?: string
  search?: never
}

/** A figure; the whole of it leads to the page that explains it. */
function Card({ label, about, value, beside, to, search }: CardProps) {
  return (
    <div className="q-panel analysis-card board-card">
      <Explained text={about}>{label}</Explained>
      {to ? (
        <Link to={to} search={search} className="analysis-card-value board-link">
          {value}
        </Link>
      ) : (
        <span className="analysis-card-value">{value}</span>
      )}
      {beside && <small className="q-muted">{beside}</small>}
    </div>
  )
}
