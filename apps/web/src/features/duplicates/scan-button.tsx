import { RadarChartOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceText } from '../../app/problem.ts'
import { JobProgress, useFailure, useKit } from '../../ui/index.ts'
import { pairsKey, runningScanQuery, scanQuery, startScan, stopScan } from './duplicates.api.ts'

/** Looks through the whole base, in the background. */
export function ScanButton() {
  const { t } = useTranslation('duplicates')
  const { t: ui } = useTranslation('ui')
  const { locale } = useKit()
  const client = useQueryClient()
  const failure = useFailure()
  const [started, setJobId] = useState<string | undefined>(undefined)
  const { data: running } = useQuery(runningScanQuery)
  const jobId = started ?? running ?? undefined
  const { data: job } = useQuery(scanQuery(jobId))
  const start = useMutation({ mutationFn: startScan, onSuccess: (reply) => setJobId(reply.jobId), onError: failure })
  const done = job?.state === 'done'
  useEffect(() => {
    if (done) client.invalidateQueries({ queryKey: pairsKey })
  }, [done, client])
  if (jobId && job)
    return (
      <div className="duplicate-scan">
        <JobProgress
          title={t('scan.title')}
          job={{
            ...job,
            state: job.state === 'waiting' ? 'queued' : job.state,
            message: (job.failure ? sentenceText(job.failure, locale) : job.message) || null,
          }}
          onCancel={() => stopScan(jobId).catch(failure)}
        >
          <Button
            size="small"
            onClick={() => {
              setJobId(undefined)
              client.setQueryData(runningScanQuery.queryKey, null)
            }}
          >
            {ui('close')}
          </Button>
        </JobProgress>
      </div>
    )
  return (
    <Button icon={<RadarChartOutlined />} loading={start.isPending} onClick={() => start.mutate()}>
      {t('scan.start')}
    </Button>
  )
}
