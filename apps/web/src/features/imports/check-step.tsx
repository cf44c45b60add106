import type { Import } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Empty, ExportButton, useFailure, useHotkeys, useKit } from '../../ui/index.ts'
import type { ImportPlace } from './import-page.tsx'
import { importQuery, saveFaultyRows, start } from './imports.api.ts'
import { RowGrid } from './row-grid.tsx'

interface CheckStepProps {
  batch: Import
  place: ImportPlace
  onPlace: (change: Partial<ImportPlace>) => void
}

const kept = ['faulty', 'duplicate', 'warned', 'skipped'] as const
type Kept = (typeof kept)[number]

/** What the check found; every row with something to say can be mended here before anything is written. */
export function CheckStep({ batch, place, onPlace }: CheckStepProps) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const client = useQueryClient()
  const failure = useFailure()
  const run = useMutation({
    mutationFn: () => start(batch.id),
    onSuccess: (next) => client.setQueryData(importQuery(batch.id).queryKey, next),
    onError: failure,
  })
  const { counts } = batch
  const figure = (value: number) => value.toLocaleString(locale)
  const countOf: Record<Kept, number> = {
    faulty: counts.faulty,
    warned: counts.warned,
    duplicate: counts.duplicatesFound,
    skipped: counts.skipped,
  }
  const show = place.show ?? kept.find((state) => countOf[state] > 0)
  useHotkeys([
    {
      keys: 'mod+Enter',
      label: t('run.button', { figure: figure(counts.good) }),
      group: t('one'),
      whileTyping: true,
      run: () => counts.good > 0 && !run.isPending && run.mutate(),
    },
  ])
  return (
    <div className="import-check">
      <div className="import-tiles">
        <div className="import-tile import-tile-good">
          <strong>{figure(counts.good)}</strong>
          <span>{t('check.good')}</span>
          <small>{t('check.ofRows', { figure: figure(counts.rows) })}</small>
        </div>
        {kept.map((state) => (
          <button
            key={state}
            type="button"
            className={`import-tile import-tile-${state}`}
            aria-pressed={show === state}
            onClick={() => onPlace({ show: state })}
          >
            <strong>{figure(countOf[state])}</strong>
            <span>{t(`rowState.${state}`)}</span>
            <small>{t(`check.about.${state}`)}</small>
          </button>
        ))}
      </div>
      {show ? (
        <RowGrid key={show} batch={batch} state={show} />
      ) : (
        <section className="q-panel">
          {counts.rows === 0 ? (
            <Empty title={t('check.noRows')} text={t('check.noRowsText')} />
          ) : (
            <Empty title={t('check.clean')} text={t('check.cleanText')} />
          )}
        </section>
      )}
      <footer className="import-foot">
        <Button onClick={() => onPlace({ step: 'columns' })}>{t('check.back')}</Button>
        {counts.faulty + counts.skipped + counts.duplicatesFound > 0 && <SaveRows id={batch.id} />}
        <span className="import-foot-text q-muted">{counts.faulty + counts.duplicatesFound > 0 && t('run.rest')}</span>
        <Button type="primary" disabled={counts.good === 0} loading={run.isPending} onClick={() => run.mutate()}>
          {t('run.button', { figure: figure(counts.good) })}
        </Button>
      </footer>
    </div>
  )
}

export function SaveRows({ id }: { id: string }) {
  const { t } = useTranslation('imports')
  return <ExportButton save={(format, locale) => saveFaultyRows(id, format, locale)}>{t('save.rows')}</ExportButton>
}
