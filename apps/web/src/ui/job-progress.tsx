import { Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from './kit-context.tsx'

export interface JobState {
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Units finished and in all; `total` is unknown at first. */
  done: number
  total?: number | null
  /** How often it was begun; above 1 it broke off before, which explains why it counts from the beginning. */
  attempt?: number
  /** What is being done, or why it failed. */
  message?: string | null
}

interface JobProgressProps {
  title: ReactNode
  job: JobState
  onCancel?: () => void
  /** What to do with the result: download, open, undo. */
  children?: ReactNode
}

/** Long work: how far it is, a way to stop it, and what came of it. */
export function JobProgress({ title, job, onCancel, children }: JobProgressProps) {
  const { t } = useTranslation('ui')
  const { locale } = useKit()
  const percent = job.state === 'done' ? 100 : job.total ? Math.floor((job.done / job.total) * 100) : 0
  const status = {
    queued: 'normal',
    running: 'active',
    done: 'success',
    failed: 'exception',
    cancelled: 'normal',
  } as const
  const going = job.state === 'queued' || job.state === 'running'
  return (
    <div className="q-job" role="status">
      <div className="q-job-head">
        <strong>{title}</strong>
        <span className="q-muted">
          {t(`job.${job.state}`)}
          {going && (job.attempt ?? 0) > 1 && t('job.again', { figure: job.attempt })}
        </span>
      </div>
      <Progress percent={percent} status={status[job.state]} size="small" />
      <div className="q-job-foot">
        <span className="q-muted">
          {job.message ??
            (job.total
              ? t('job.count', { done: job.done.toLocaleString(locale), total: job.total.toLocaleString(locale) })
              : job.done.toLocaleString(locale))}
        </span>
        <span className="q-job-acts">
          {going && onCancel && (
            <Button size="small" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          {!going && children}
        </span>
      </div>
    </div>
  )
}
