import type { FollowUp } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
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
        <div key={group.key}>
          <h3 className={`my-day-group my-day-${group.key}`}>{t(`followUp.${group.key}`)}</h3>
          {group.rows.map((followUp) => (
            <FollowUpRow
              key={followUp.id}
              followUp={followUp}
              group={group.key}
              onDone={() => done(followUp)}
              onLater={(dueAt) => later(followUp, dueAt)}
            />
          ))}
          {group.more > 0 && <p className="my-day-more">{t('followUp.more', { figure: group.more })}</p>}
        </div>
      ))}
    </section>
  )
}
