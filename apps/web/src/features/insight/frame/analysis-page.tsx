import type { Analysis, AnalysisBasis, QueryOf, ReplyOf } from '@quayside/contract'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../../app/error-page.tsx'
import { isProblem } from '../../../app/problem.ts'
import { Empty, PageHeader } from '../../../ui/index.ts'
import { type AnalysisPlace, aStep, type Step } from './analysis-place.ts'
import { BasisLine } from './basis-line.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useMayExport } from './may-export.ts'
import { NoLines } from './no-lines.tsx'
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
  onPlace: (change: Partial<Place>, step?: Step) => void
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
  const mayExport = useMayExport(analysis, question)
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
              {mayExport && basis && basis.lines > 0 && <ExportMenu analysis={analysis} question={question} />}
            </>
          }
        />
        <SavedAnalyses
          analysis={analysis}
          question={question}
          place={place}
          onPlace={onPlace as (change: Record<string, unknown>, step?: Step) => void}
          usual={usual ?? 'months12'}
        >
          {(view) => mayExport && <ScheduleButton view={view} />}
        </SavedAnalyses>
        <FilterBar
          place={place}
          onChange={onPlace as (change: Partial<AnalysisPlace>, step?: Step) => void}
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
        <section className="q-panel">
          <NoLines
            basis={basis}
            onAll={() =>
              onPlace(
                {
                  period: 'all',
                  from: undefined,
                  to: undefined,
                  region: undefined,
                  service: undefined,
                  ownerId: undefined,
                  teamId: undefined,
                } as Partial<Place>,
                aStep,
              )
            }
            onCurrency={(currency) => onPlace({ currency } as Partial<Place>, aStep)}
          />
        </section>
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
