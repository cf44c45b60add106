import {
  changeReportSchedule,
  type ReportSchedule,
  removeReportSchedule,
  restoreReportSchedule,
  runReportSchedule,
} from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { useFailure, useUndo } from '../../../ui/index.ts'

interface ScheduleActionsProps {
  schedule: ReportSchedule
  name: string
  onRuns: () => void
  /** Absent: what it sends is gone. */
  onEdit: (() => void) | undefined
}

export function ScheduleActions({ schedule, name, onRuns, onEdit }: ScheduleActionsProps) {
  const { t } = useTranslation('reports')
  const may = useMay()
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const refresh = () => client.invalidateQueries({ queryKey: ['reportSchedule'] })
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: refresh,
    onError: failure,
  })
  const { id, state, version } = schedule
  const turn = (next: 'active' | 'paused') =>
    write.mutate(() => call(changeReportSchedule, { params: { id }, body: { state: next }, ifMatch: version }))
  const sendNow = () =>
    write.mutate(async () => {
      await call(runReportSchedule, { params: { id } })
      message.success(t('asked'))
    })
  const remove = () =>
    write.mutate(async () => {
      await call(removeReportSchedule, { params: { id } })
      const undo = () => call(restoreReportSchedule, { params: { id } }).then(refresh)
      offerUndo({ done: t('removed', { name }), undo })
    })
  const maySend = may('analyses', 'export') && may.export('basic')
  return (
    <span className="reports-acts">
      <Button size="small" onClick={onRuns}>
        {t('runs')}
      </Button>
      {maySend && (
        <>
          <Button size="small" onClick={onEdit} disabled={!onEdit}>
            {t('edit')}
          </Button>
          <Button size="small" onClick={sendNow} disabled={!schedule.view}>
            {t('now')}
          </Button>
          {state === 'active' ? (
            <Button size="small" onClick={() => turn('paused')}>
              {t('pause')}
            </Button>
          ) : (
            <Button size="small" onClick={() => turn('active')} disabled={!schedule.view}>
              {t('resume')}
            </Button>
          )}
        </>
      )}
      <Button size="small" danger type="text" onClick={remove}>
        {t('remove')}
      </Button>
    </span>
  )
}
