import {
  changeReportSchedule,
  listReportRuns,
  type ReportSchedule,
  removeReportSchedule,
  runReportSchedule,
  saveReportSchedule,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Peek, timeText, useFailure, useKit, useUndo, When } from '../../../ui/index.ts'
import { RunLine } from './run-line.tsx'

const colours = { active: 'green', paused: undefined, stopped: 'red' } as const

/** One schedule: what, when, to whom, how it went, and what may be done with it. */
export function ScheduleRow({ schedule }: { schedule: ReportSchedule }) {
  const { t } = useTranslation('reports')
  const { locale, zone } = useKit()
  const [runsOpen, setRunsOpen] = useState(false)
  const { view, state, stopReason, lastRun, people, addresses, nextAt, format } = schedule
  const name = view?.name ?? t('gone')
  return (
    <div className="reports-line">
      <span className="reports-name">
        <strong>
          {view ? (
            <Link to={`/${view.analysis}`} search={{ view: schedule.viewId } as never}>
              {name}
            </Link>
          ) : (
            name
          )}{' '}
          <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>
        </strong>
        <small className="q-muted">
          <Rhythm schedule={schedule} /> · {format.toUpperCase()} ·{' '}
          {[...people.map((one) => one.name), ...addresses].join(', ')}
        </small>
        {stopReason && <small className="reports-fault">{stopReason}</small>}
        <small className="q-muted">
          {state === 'active' && `${t('column.next')}: ${timeText(nextAt, 'exact', locale, zone)}`}
          {lastRun && (
            <>
              {state === 'active' && ' · '}
              {t('column.last')}: <When at={lastRun.startedAt} /> {t(`run.${lastRun.state}`)}
            </>
          )}
        </small>
      </span>
      <Actions schedule={schedule} name={name} onRuns={() => setRunsOpen(true)} />
      <Peek open={runsOpen} onClose={() => setRunsOpen(false)} title={`${t('runs')}: ${name}`} width={560}>
        {runsOpen && <Runs id={schedule.id} />}
      </Peek>
    </div>
  )
}

function Rhythm({ schedule }: { schedule: ReportSchedule }) {
  const { t } = useTranslation('reports')
  const { every, weekday, monthDay, hour, workdaysOnly } = schedule
  const when = t(`every.${every}`, { hour, day: monthDay, weekday: weekday ? t(`weekday.${weekday as 1}`) : '' })
  return workdaysOnly ? `${when} (${t('workdays')})` : when
}

function Actions({ schedule, name, onRuns }: { schedule: ReportSchedule; name: string; onRuns: () => void }) {
  const { t } = useTranslation('reports')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const refresh = () => client.invalidateQueries({ queryKey: ['reportSchedule'] })
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: refresh,
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
      const { viewId, format, locale, every, weekday, monthDay, hour, workdaysOnly, userIds, addresses } = schedule
      const body = { viewId, format, locale, every, weekday, monthDay, hour, workdaysOnly, userIds, addresses }
      offerUndo({ done: t('removed', { name }), undo: () => call(saveReportSchedule, { body }).then(refresh) })
    })
  return (
    <span className="reports-acts">
      <Button size="small" onClick={onRuns}>
        {t('runs')}
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
      <Button size="small" danger type="text" onClick={remove}>
        {t('remove')}
      </Button>
    </span>
  )
}

function Runs({ id }: { id: string }) {
  const { t } = useTranslation('reports')
  const { data } = useQuery({
    queryKey: ['reportSchedule', id, 'runs'],
    queryFn: ({ signal }) => call(listReportRuns, { params: { id }, signal }),
    refetchInterval: 5_000,
  })
  if (!data) return null
  if (data.length === 0) return <p className="q-muted">{t('noRuns')}</p>
  return data.map((run) => <RunLine key={run.id} run={run} />)
}
