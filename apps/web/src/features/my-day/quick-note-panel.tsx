import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '../../ui/index.ts'

/** Its pickers weigh more than the rest of the page: they come when somebody wants to write. */
const QuickNote = lazy(() => import('./quick-note.tsx').then((module) => ({ default: module.QuickNote })))

export function QuickNotePanel() {
  const { t } = useTranslation('my-day')
  const [open, setOpen] = useState(false)
  useHotkeys([{ keys: 'n', label: t('quick.title'), group: t('title'), run: () => setOpen(true) }])
  const closed = (
    <div className="q-panel-body">
      <button type="button" className="my-day-quick-closed" onClick={() => setOpen(true)}>
        {t('quick.text')}
      </button>
    </div>
  )
  return (
    <section className="q-panel" aria-label={t('quick.title')}>
      <div className="q-panel-head">
        <h2>{t('quick.title')}</h2>
      </div>
      {open ? (
        <Suspense fallback={closed}>
          <QuickNote />
        </Suspense>
      ) : (
        closed
      )}
    </section>
  )
}
