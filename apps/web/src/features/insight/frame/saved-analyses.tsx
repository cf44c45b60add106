import { type Analysis, type AnalysisView, restoreAnalysisView } from '@quayside/contract'
import { Alert } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { SavedViews, type Sharing, useUndo } from '../../../ui/index.ts'
import type { AnalysisPlace } from './analysis-place.ts'
import { keptPlace, keptQuestion, samePlace } from './kept-question.ts'
import type { Period } from './period.ts'
import { useAnalysisViews } from './use-analysis-views.ts'

interface SavedAnalysesProps {
  analysis: Pick<Analysis, 'name'>
  question: Record<string, unknown>
  place: AnalysisPlace
  onPlace: (change: Record<string, unknown>) => void
  usual: Period
  /** Beside the tabs, for the saved analysis that is shown. */
  children?: (view: AnalysisView) => ReactNode
}

/** The saved questions of an analysis as tabs: one's own, and those colleagues share. */
export function SavedAnalyses({ analysis, question, place, onPlace, usual, children }: SavedAnalysesProps) {
  const { t } = useTranslation('insight')
  const { teams } = useMe()
  const offerUndo = useUndo()
  const { views, write, create, change, remove, refresh } = useAnalysisViews(analysis.name)
  const current = views.find((view) => view.id === place.view)
  const here = keptPlace(place)

  const open = (view: AnalysisView | undefined) => {
    const empty = Object.fromEntries(Object.keys(place).map((field) => [field, undefined]))
    onPlace({ ...empty, ...view?.place, view: view?.id })
  }
  // An address that names a saved analysis and nothing else opens it as it was saved.
  const toOpen =
    current && Object.keys(here).length === 0 && Object.keys(current.place).length > 0 ? current : undefined
  useEffect(() => {
    if (toOpen) onPlace({ ...toOpen.place, view: toOpen.id })
  }, [toOpen, onPlace])

  const asked = () => ({
    place: here,
    question: keptQuestion(question, place.period ?? usual),
    period: place.period ?? usual,
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
