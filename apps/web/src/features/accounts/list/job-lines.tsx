import { cancelJob, downloadJobFile, type Job, readJob, undoManyAccounts } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, download } from '../../../app/api.ts'
import { sentenceText } from '../../../app/problem.ts'
import { JobProgress, useFailure, useKit } from '../../../ui/index.ts'

export interface JobLine {
  id: string
  title: string
  kind: 'change' | 'undo' | 'export'
}

/** Long work started from this list, shown until it is put away. */
export function useJobLines() {
  const [lines, setLines] = useState<readonly JobLine[]>([])
  const add = useCallback((line: JobLine) => setLines((before) => [...before, line]), [])
  const close = useCallback((id: string) => setLines((before) => before.filter((line) => line.id !== id)), [])
  return useMemo(() => ({ lines, add, close }), [lines, add, close])
}

export type JobList = ReturnType<typeof useJobLines>

export function JobLines({ jobs }: { jobs: JobList }) {
  if (jobs.lines.length === 0) return null
  return (
    <div className="account-jobs">
      {jobs.lines.map((line) => (
        <JobLineView key={line.id} line={line} jobs={jobs} />
      ))}
    </div>
  )
}

/** Between two looks at a running job. */
const lookAgainMs = 700
const isOver = (job: Job | undefined) => job !== undefined && job.state !== 'waiting' && job.state !== 'running'

function JobLineView({ line, jobs }: { line: JobLine; jobs: JobList }) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const client = useQueryClient()
  const failure = useFailure()
  const { locale } = useKit()
  const { data: job } = useQuery({
    queryKey: ['job', line.id],
    queryFn: ({ signal }) => call(readJob, { params: { id: line.id }, signal }),
    refetchInterval: (query) => (isOver(query.state.data) ? false : lookAgainMs),
  })
  const over = isOver(job)
  useEffect(() => {
    if (over && line.kind !== 'export') client.invalidateQueries({ queryKey: ['account'] })
  }, [over, line.kind, client])
  const take = () => download(downloadJobFile, { params: { id: line.id } }, line.title).catch(failure)
  const undo = async () => {
    try {
      const { jobId } = await call(undoManyAccounts, { params: { id: line.id } })
      jobs.close(line.id)
      jobs.add({ id: jobId, kind: 'undo', title: t('bulk.undoing', { title: line.title }) })
    } catch (error) {
      failure(error)
    }
  }
  if (!job) return null
  return (
    <JobProgress
      title={line.title}
      job={{
        ...job,
        state: job.state === 'waiting' ? 'queued' : job.state,
        message: (job.failure ? sentenceText(job.failure, locale) : job.message) || resultText(job, t),
      }}
      onCancel={() => call(cancelJob, { params: { id: line.id } }).catch(failure)}
    >
      {job.state === 'done' && job.hasFile && (
        <Button size="small" type="primary" onClick={take}>
          {t('export.download')}
        </Button>
      )}
      {line.kind === 'change' && job.state !== 'failed' && job.result?.changed !== 0 && (
        <Button size="small" onClick={undo}>
          {ui('undo.undo')}
        </Button>
      )}
      <Button size="small" onClick={() => jobs.close(line.id)}>
        {ui('close')}
      </Button>
    </JobProgress>
  )
}

/** What came of it, in a line: how many were changed, how many left alone and why. */
function resultText(job: Job, t: unknown): string | null {
  const say = t as (key: string, values: Record<string, unknown>) => string
  const { changed, skipped, undone, leftAlone, rows } = job.result ?? {}
  const figures = { changed, undone, leftAlone, rows, ...(skipped && typeof skipped === 'object' ? skipped : {}) }
  const parts = Object.entries(figures)
    .filter(([, figure]) => typeof figure === 'number' && figure > 0)
    .map(([name, figure]) => say(`bulk.result.${name}`, { figure }))
  return parts.length > 0 ? parts.join(' · ') : null
}
