import type { FollowUp } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, useFailure, useUndo } from '../../ui/index.ts'
import { FollowUpRow } from './follow-up-row.tsx'
import { type Day, reopen, useComplete, usePostpone } from './my-day.api.ts'

/** What was promised: overdue first, then today, then the week. */
export function FollowUpPanel({ followUps }: { followUps: Day['followUps'] }) {
  const { t } = useTranslation('my-day')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const complete = useComplete(failure)
  const postpone = usePostpone(failure)
  const refresh = () => client.invalidateQueries({ queryKey: ['followUp'] })

  const done = (followUp: FollowUp) =>
    complete.mutate(followUp, {
      onSuccess: () =>
        offerUndo({
          done: t('followUp.done', { title: followUp.title }),
          undo: () => reopen(followUp.id).then(refresh),
        }),
    })
  const later = (followUp: FollowUp, dueAt: string) =>
    postpone.mutate(
      { followUp, dueAt },
      {
        onSuccess: (changed) =>
          offerUndo({
            done: t('followUp.postponed', { title: followUp.title }),
            undo: () => postpone.mutateAsync({ followUp: changed, dueAt: followUp.dueAt }),
          }),
      },
    )
  const { overdue, today, week, overdueCount } = followUps
  const groups = [
    { key: 'overdue' as const, rows: overdue, more: overdueCount - overdue.length },
    { key: 'today' as const, rows: today, more: 0 },
    { key: 'week' as const, rows: week, more: 0 },
  ].filter((group) => group.rows.length > 0)
  return (
    <section className="q-panel" aria-label={t('followUp.title')}>
      <div className="q-panel-head">
        <h2>{t('followUp.title')}</h2>
        <span className="q-muted">{t('followUp.summary', { overdue: overdueCount, today: today.length })}</span>
      </div>
      {groups.length === 0 && <Empty title={t('followUp.none')} text={t('followUp.noneText')} />}
      {groups.map((group) => (
        <Group key={group.key} name={group.key} rows={group.rows} more={group.more}>
          {(followUp) => (
            <FollowUpRow
              key={followUp.id}
              followUp={followUp}
              group={group.key}
              onDone={() => done(followUp)}
              onLater={(dueAt) => later(followUp, dueAt)}
            />
          )}
        </Group>
      ))}
    </section>
  )
}

/** More than this at once discourages: the rest comes when asked for. */
const shownAtFirst = 6

interface GroupProps {
  name: 'overdue' | 'today' | 'week'
  rows: FollowUp[]
  /** Not sent by the server. */
  more: number
  children: (followUp: FollowUp) => ReactNode
}

function Group({ name, rows, more, children }: GroupProps) {
  const { t } = useTranslation('my-day')
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, shownAtFirst)
  const hidden = rows.length - shown.length
  return (
    <div>
      <h3 className={`my-day-group my-day-${name}`}>{t(`followUp.${name}`)}</h3>
      {shown.map(children)}
      {hidden > 0 && (
        <button type="button" className="my-day-more" onClick={() => setAll(true)}>
          {t('followUp.showAll', { figure: rows.length })}
        </button>
      )}
      {hidden === 0 && more > 0 && <p className="my-day-more">{t('followUp.more', { figure: more })}</p>}
    </div>
  )
}
