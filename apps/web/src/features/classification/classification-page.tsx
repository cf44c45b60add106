import type { Classification, Tier } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../app/address.ts'
import { ErrorPage } from '../../app/error-page.tsx'
import { useMay } from '../../app/session.ts'
import { Empty, PageHeader, useKit, useNow } from '../../ui/index.ts'
import { classificationQuery } from './classification.api.ts'
import { ClassificationPlace, type Question, questionOf, todayIn } from './classification-place.ts'
import { type Figures, useFigures } from './figures.tsx'
import { PageActions } from './page-actions.tsx'
import { Pyramid } from './pyramid.tsx'
import { QuestionBar } from './question-bar.tsx'
import { TierAdvice } from './tier-advice.tsx'
import { TierList } from './tier-list.tsx'
import { TierMoves } from './tier-moves.tsx'
import { TierPotential } from './tier-potential.tsx'
import { TierTable } from './tier-table.tsx'
import { TiersByHand } from './tiers-by-hand.tsx'
import './classification.css'

/** The drawing library is larger than the rest of the page: figures show first. */
const CurveChart = lazy(() => import('./curve-chart.tsx').then((module) => ({ default: module.CurveChart })))

export function ClassificationPage() {
  const { t } = useTranslation('classification')
  const { zone } = useKit()
  const seesMoney = useMay().see('finance')
  const today = todayIn(zone, useNow())
  const [place, setPlace] = useAddress(ClassificationPlace)
  const question = useMemo(() => questionOf(place, today, seesMoney), [place, today, seesMoney])
  const { data, error, refetch, isPlaceholderData } = useQuery(classificationQuery(question))
  const figures = useFigures(data)
  return (
    <div className="q-page-scroll tier-page">
      <div className="tier-header">
        <PageHeader
          title={t('title')}
          text={data && <Freshness classification={data} figures={figures} />}
          actions={
            data &&
            data.population > 0 && (
              <PageActions question={question} classification={data} figures={figures} tier={place.tier} />
            )
          }
        />
        <QuestionBar
          place={place}
          question={question}
          currency={data?.currency}
          otherCurrencies={data?.otherCurrencies ?? []}
          onChange={setPlace}
        />
      </div>
      {error ? (
        <ErrorPage error={error} reset={() => refetch()} />
      ) : !data ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : data.population === 0 ? (
        <NoOrders
          withoutOrders={data.withoutOrders}
          limited={place.period !== undefined}
          currency={data.currency}
          otherCurrency={data.otherCurrencies[0]}
          onAll={() => setPlace({ period: undefined, from: undefined, to: undefined })}
          onCurrency={(currency) => setPlace({ currency })}
        />
      ) : (
        <Answer
          classification={data}
          figures={figures}
          question={question}
          tier={place.tier}
          stale={isPlaceholderData}
          onTier={(tier) => setPlace({ tier })}
        />
      )}
    </div>
  )
}

interface AnswerProps {
  classification: Classification
  figures: Figures
  question: Question
  tier: Tier | undefined
  stale: boolean
  onTier: (tier: Tier | undefined) => void
}

function Answer({ classification, figures, question, tier, stale, onTier }: AnswerProps) {
  const shared = { classification, figures, chosen: tier, onChoose: onTier }
  return (
    <div className={stale ? 'tier-answer tier-stale' : 'tier-answer'} aria-busy={stale}>
      <div className="tier-drawings">
        <Pyramid {...shared} />
        <Suspense fallback={<div className="q-panel tier-chart-place" />}>
          <CurveChart classification={classification} figures={figures} onChoose={onTier} />
        </Suspense>
      </div>
      <TierTable {...shared} />
      <div className="tier-drawings">
        <TierMoves question={question} figures={figures} />
        <TierPotential figures={figures} />
      </div>
      <TierAdvice chosen={tier} />
      <TiersByHand />
      <div>
        <TierList question={question} figures={figures} tier={tier} onTier={onTier} />
      </div>
    </div>
  )
}

/** When the warehouse last followed the orders, and how it was asked. */
function Freshness({ classification, figures }: { classification: Classification; figures: Figures }) {
  const { t } = useTranslation('classification')
  const { freshness, engine, queryMilliseconds } = classification
  const behind = Math.round(freshness.behindSeconds)
  return (
    <span className="tier-fresh" title={t('fresh.how', { engine, ms: queryMilliseconds })}>
      {[
        figures.population,
        figures.period,
        figures.asOf && t('fresh.asOf', { at: figures.asOf }),
        behind > 0 ? t('fresh.behind', { figure: behind }) : t('fresh.now'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

interface NoOrdersProps {
  withoutOrders: number
  limited: boolean
  currency: string
  /** One that has orders. */
  otherCurrency: string | undefined
  onAll: () => void
  onCurrency: (currency: string) => void
}

function NoOrders({ withoutOrders, limited, currency, otherCurrency, onAll, onCurrency }: NoOrdersProps) {
  const { t } = useTranslation('classification')
  const mayImport = useMay()('imports', 'create')
  if (limited)
    return (
      <Empty
        title={t('none.inPeriod')}
        text={t('none.inPeriodText', { figure: withoutOrders })}
        action={<Button onClick={onAll}>{t('none.all')}</Button>}
      />
    )
  if (otherCurrency)
    return (
      <Empty
        title={t('none.inCurrency', { currency })}
        text={t('none.inCurrencyText')}
        action={
          <Button onClick={() => onCurrency(otherCurrency)}>{t('none.other', { currency: otherCurrency })}</Button>
        }
      />
    )
  return (
    <Empty
      title={t('none.title')}
      text={t('none.text', { figure: withoutOrders })}
      action={
        mayImport && (
          <Link to="/imports">
            <Button type="primary">{t('none.import')}</Button>
          </Link>
        )
      }
    />
  )
}
