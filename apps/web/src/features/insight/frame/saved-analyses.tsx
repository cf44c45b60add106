import { type Analysis, type AnalysisView, restoreAnalysisView } from '@quayside/contract'
import { Alert, App } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { SavedViews, type Sharing, useUndo } from '../../../ui/index.ts'
import { type AnalysisPlace, aStep, type Step } from './analysis-place.ts'
import { keptPlace, keptQuestion, samePlace } from './kept-question.ts'
import type { Period } from './period.ts'
import { useAnalysisViews } from './use-analysis-views.ts'

interface SavedAnalysesProps {
  analysis: Pick<Analysis, 'name'>
  question: Record<string, unknown>
  place: AnalysisPlace
  onPlace: (change: Record<string, unknown>, step?: Step) => void
  usual: Period
  /** Beside the tabs, for the saved analysis that is shown. */
  children?: (view: AnalysisView) => ReactNode
}

/** The saved questions of an analysis as tabs: one's own, and those colleagues share. */
export function SavedAnalyses({ analysis, question, place, onPlace, usual, children }: SavedAnalysesProps) {
  const { t } = useTranslation('insight')
  const { teams } = useMe()
  const offerUndo = useUndo()
  const { message } = App.useApp()
  const { views, known, write, create, change, openWith, remove, refresh } = useAnalysisViews(analysis.name)
  const current = views.find((view) => view.id === place.view)
  const here = keptPlace(place)
  const first = views.find((view) => view.isDefault)
  // With a saved analysis in front, the plain page is told from an address that names nothing by its period.
  const plain = first ? { period: usual } : {}

  const open = (view: AnalysisView | undefined) => {
    const empty = Object.fromEntries(Object.keys(place).map((field) => [field, undefined]))
    onPlace({ ...empty, ...(view ? view.place : plain), view: view?.id }, aStep)
  }
  // An address that names a saved analysis and nothing else opens it as it was saved.
  const toOpen =
    current && Object.keys(here).length === 0 && Object.keys(current.place).length > 0 ? current : undefined
  // Only the address as it came: whoever clears a filter later means it.
  const looked = useRef(false)
  const atFirst =
    known && !looked.current && !current && Object.keys(here).length === 0 && !place.view ? first : undefined
  useEffect(() => {
    if (known) looked.current = true
    const view = toOpen ?? atFirst
    if (view) onPlace({ ...view.place, view: view.id })
  }, [toOpen, atFirst, known, onPlace])

  const asked = () => ({
    place: here,
    question: keptQuestion(question, place.period ?? usual),
    period: place.period ?? usual,
  })
  const copying = (view: AnalysisView) => ({
    key: 'copy',
    label: t('views.copy'),
    onClick: () =>
      write.mutate(async () => {
        const name = t('views.copyName', { name: view.name }).slice(0, 80)
        const { place: kept, question: posed, period } = view
        const made = await create({ analysis: analysis.name, name, place: kept, question: posed, period })
        open(made)
        message.success(t('views.copied', { name }))
      }),
  })
  const opening = (view: AnalysisView) => ({
    key: 'first',
    label: t(view.isDefault ? 'views.notFirst' : 'views.first'),
    onClick: () =>
      write.mutate(async () => {
        await openWith(view.id, !view.isDefault)
        message.success(view.isDefault ? t('views.isPlain') : t('views.isFirst', { name: view.name }))
      }),
  })
  return (
    <>
      <div className="analysis-views">
        <SavedViews
          views={views}
          current={current?.id}
          changed={!current || !samePlace(here, current.place)}
          teams={teams}
          allName={t('views.plain')}
          onPick={(id) => open(views.find((view) => view.id === id))}
          onSave={(id) => write.mutate(() => change(id, asked(), current?.version))}
          onCreate={(name: string, sharing: Sharing) =>
            write.mutate(async () => {
              const made = await create({ analysis: analysis.name, name, ...asked(), ...sharing })
              onPlace({ view: made.id })
            })
          }
          onRename={(id, name, sharing) => write.mutate(() => change(id, { name, ...sharing }, current?.version))}
          more={(view) => {
            const shown = views.find(({ id }) => id === view.id)
            return shown ? [copying(shown), opening(shown)] : []
          }}
          onRemove={(id) =>
            write.mutate(async () => {
              await remove(id)
              open(undefined)
              offerUndo({
                done: t('views.removed', { name: current?.name }),
                undo: () => call(restoreAnalysisView, { params: { id } }).then(refresh),
              })
            })
          }
        />
        {current && children?.(current)}
      </div>
      {current && !current.fits && <Alert type="warning" showIcon title={t('views.unfit', { name: current.name })} />}
    </>
  )
}
