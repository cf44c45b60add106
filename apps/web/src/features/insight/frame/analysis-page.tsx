import type { Analysis, AnalysisBasis, QueryOf, ReplyOf } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../../app/error-page.tsx'
import { isProblem } from '../../../app/problem.ts'
import { useMay } from '../../../app/session.ts'
import { Empty, PageHeader } from '../../../ui/index.ts'
import type { AnalysisPlace } from './analysis-place.ts'
import { BasisLine } from './basis-line.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import type { Period } from './period.ts'
import { SavedAnalyses } from './saved-analyses.tsx'
import { ScheduleButton } from './schedule-button.tsx'
import { useAnalysis } from './use-analysis.ts'
import './frame.css'

interface AnalysisPageProps<A extends Analysis, Place extends AnalysisPlace> {
  analysis: A
  title: string
  /** What the page answers and how its main figure is worked out, in a sentence or two. */
  about: ReactNode
  question: QueryOf<A['read']>
  place: Place
  onPlace: (change: Partial<Place>) => void
  /** Period of a fresh page. */
  usual?: Period
  /** What the page asks besides period, currency, region, service and owner. */
  controls?: ReactNode
  actions?: ReactNode
  children: (answer: ReplyOf<A['read']>) => ReactNode
}

/** The frame of every analysis: what it means, what it is narrowed to, over what it was worked out, and the way out in a file. */
export function AnalysisPage<A extends Analysis, Place extends AnalysisPlace>(props: AnalysisPageProps<A, Place>) {
  const { analysis, title, about, question, place, onPlace, usual, controls, actions, children } = props
  const { t } = useTranslation('insight')
  const { data, error, refetch, isPlaceholderData } = useAnalysis(analysis, question)
  const basis = (data as { basis: AnalysisBasis } | undefined)?.basis
  return (
    <div className="q-page-scroll analysis-page">
      <div className="analysis-header">
        <PageHeader
          title={title}
          text={about}
          actions={
            <>
              {actions}
              {basis && basis.lines > 0 && <ExportMenu analysis={analysis} question={question} />}
            </>
          }
        />
        <SavedAnalyses
          analysis={analysis}
          question={question}
          place={place}
          onPlace={onPlace as (change: Record<string, unknown>) => void}
          usual={usual ?? 'months12'}
        >
          {(view) => <ScheduleButton view={view} />}
        </SavedAnalyses>
        <FilterBar
          place={place}
          onChange={onPlace as (change: Partial<AnalysisPlace>) => void}
          usual={usual}
          basis={basis}
        >
          {controls}
        </FilterBar>
        {basis && <BasisLine basis={basis} />}
      </div>
      {isProblem(error) && error.status === 422 ? (
        <section className="q-panel">
          <Empty title={t('refused')} text={error.message} />
        </section>
      ) : error ? (
        <ErrorPage error={error} reset={() => refetch()} />
      ) : !data || !basis ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : basis.lines === 0 ? (
        <NoLines
          basis={basis}
          onAll={() =>
            onPlace({
              period: 'all',
              from: undefined,
              to: undefined,
              region: undefined,
              service: undefined,
              ownerId: undefined,
              teamId: undefined,
            } as Partial<Place>)
          }
          onCurrency={(currency) => onPlace({ currency } as Partial<Place>)}
        />
      ) : (
        <div
          className={isPlaceholderData ? 'analysis-answer analysis-stale' : 'analysis-answer'}
          aria-busy={isPlaceholderData}
        >
          {children(data)}
        </div>
      )}
    </div>
  )
}

interface NoLinesProps {
  basis: AnalysisBasis
  onAll: () => void
  onCurrency: (currency: string) => void
}

function NoLines({ basis, onAll, onCurrency }: NoLinesProps) {
  const { t } = useTranslation('insight')
  const mayImport = useMay()('imports', 'create')
  const [other] = basis.otherCurrencies
  if (other)
    return (
      <Empty
        title={t('none.inCurrency', { currency: basis.currency })}
        action={<Button onClick={() => onCurrency(other)}>{t('none.other', { currency: other })}</Button>}
      />
    )
  return (
    <Empty
      title={t('none.title')}
      text={t('none.text')}
      action={
        <span className="analysis-none-acts">
          <Button onClick={onAll}>{t('none.all')}</Button>
          {mayImport && (
            <Link to="/imports">
              <Button type="primary">{t('none.import')}</Button>
            </Link>
          )}
        </span>
      }
    />
  )
}
