import { pageOfAnalysis, type ReportSchedule } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceText } from '../../../app/problem.ts'
import { Peek, timeText, useKit, When } from '../../../ui/index.ts'
import { ScheduleDialog } from '../frame/schedule-dialog.tsx'
import { timeOf } from '../frame/schedule-form.ts'
import { Runs } from './runs.tsx'
import { ScheduleActions } from './schedule-actions.tsx'

const colours = { active: 'green', paused: undefined, stopped: 'red' } as const

/** One schedule: what, when, to whom, how it went, and what may be done with it. */
export function ScheduleRow({ schedule }: { schedule: ReportSchedule }) {
  const { t } = useTranslation('reports')
  const { locale, zone } = useKit()
  const [open, setOpen] = useState<'runs' | 'edit' | undefined>(undefined)
  const { view, state, stopReason, lastRun, people, addresses, refusedBy, nextAt, timeZone, format } = schedule
  const name = view?.name ?? t('gone')
  const close = () => setOpen(undefined)
  return (
    <div className="reports-line">
      <span className="reports-name">
        <strong>
          {view ? (
            <Link to={pageOfAnalysis(view.analysis)} search={{ view: schedule.viewId } as never}>
              {name}
            </Link>
          ) : (
            name
          )}{' '}
          <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>
        </strong>
        <small className="q-muted">
          <Rhythm schedule={schedule} /> · {format.toUpperCase()} ·{' '}
          {[...people.map((one) => one.name), ...addresses].join(t('comma'))}
        </small>
        {stopReason && <small className="reports-fault">{sentenceText(stopReason, locale)}</small>}
        {refusedBy.length > 0 && (
          <small className="reports-fault">{t('refusedBy', { names: refusedBy.join(t('comma')) })}</small>
        )}
        <small className="q-muted">
          {state === 'active' &&
            t('says', { what: t('column.next'), how: timeText(nextAt, 'exact', locale, timeZone ?? zone) })}
          {lastRun && (
            <>
              {state === 'active' && ' · '}
              {t('says', { what: t('column.last'), how: '' })}
              <When at={lastRun.startedAt} /> {t(`run.${lastRun.state}`)}
            </>
          )}
        </small>
      </span>
      <ScheduleActions
        schedule={schedule}
        name={name}
        onRuns={() => setOpen('runs')}
        onEdit={view ? () => setOpen('edit') : undefined}
      />
      <Peek open={open === 'runs'} onClose={close} title={t('says', { what: t('runs'), how: name })} width={560}>
        {open === 'runs' && <Runs id={schedule.id} />}
      </Peek>
      {open === 'edit' && <ScheduleDialog view={{ id: schedule.viewId, name }} schedule={schedule} onClose={close} />}
    </div>
  )
}

function Rhythm({ schedule }: { schedule: ReportSchedule }) {
  const { t } = useTranslation('reports')
  const { every, weekday, monthDay, timeZone, workdaysOnly } = schedule
  const when = t(`every.${every}`, {
    time: timeOf(schedule),
    day: monthDay,
    weekday: weekday ? t(`weekday.${weekday as 1}`) : '',
  })
  const notes = [timeZone, workdaysOnly ? t('workdays') : null].filter((note) => note !== null)
  return notes.length > 0 ? t('withNotes', { when, notes: notes.join(t('comma')) }) : when
}
