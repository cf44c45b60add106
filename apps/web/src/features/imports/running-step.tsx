import type { Import } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { JobProgress, useFailure, useKit } from '../../ui/index.ts'
import { importQuery, stop } from './imports.api.ts'

/** Checking, importing or undoing: how far, how fast, and a way to stop. One may leave; the work goes on. */
export function RunningStep({ batch }: { batch: Import }) {
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => stop(batch.id),
    onSuccess: (next) => client.setQueryData(importQuery(batch.id).queryKey, next),
    onError: useFailure(),
  })
  const { done, rowsPerSecond, attempt } = batch.progress
  // An undo counts records, and how many there are to go through is not known before.
  const undoing = batch.state === 'undoing'
  const total = undoing ? null : batch.progress.total
  const count = (value: number) => value.toLocaleString(locale)
  const seconds = total && rowsPerSecond ? Math.ceil((total - done) / rowsPerSecond) : undefined
  const message = [
    undoing
      ? t('running.records', { done: count(done) })
      : total
        ? t(done < total ? 'running.of' : 'running.finishing', { done: count(done), total: count(total) })
        : t('running.rows', { done: count(done) }),
    rowsPerSecond && !undoing && (!total || done < total)
      ? t('running.speed', { figure: count(rowsPerSecond) })
      : undefined,
    seconds !== undefined && seconds > 1 ? t('running.left', { figure: count(seconds) }) : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <div className="import-running">
      <JobProgress
        title={t(`running.${batch.state as 'checking'}`)}
        job={{ state: 'running', done: Math.min(done, total ?? done), total, message, attempt }}
        onCancel={undoing || cancel.isSuccess ? undefined : () => cancel.mutate()}
      />
      <p className="q-muted">{cancel.isSuccess ? t('running.stopping') : t('running.leave')}</p>
    </div>
  )
}
