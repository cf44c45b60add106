import { CheckOutlined, ClockCircleOutlined } from '@ant-design/icons'
import type { FollowUp } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKit, When } from '../../ui/index.ts'
import { postponed } from '../../ui/postponed.ts'

/** Choices of "later", in days from today. */
const later = [
  ['tomorrow', 1],
  ['threeDays', 3],
  ['nextWeek', 7],
  ['nextMonth', 30],
] as const

interface FollowUpRowProps {
  followUp: FollowUp
  group: 'overdue' | 'today' | 'week'
  onDone: () => void
  onLater: (dueAt: string) => void
}

export function FollowUpRow({ followUp, group, onDone, onLater }: FollowUpRowProps) {
  const { t } = useTranslation('my-day')
  const { zone } = useKit()
  const items = later.map(([key]) => ({ key, label: t(`later.${key}`) }))
  const postpone = (key: string) => {
    const days = later.find(([name]) => name === key)?.[1] ?? 1
    onLater(postponed(followUp.dueAt, Date.now(), days, zone))
  }
  return (
    <div className="my-day-task">
      <button
        type="button"
        className="my-day-check"
        onClick={onDone}
        aria-label={t('followUp.complete', { title: followUp.title })}
        title={t('followUp.completeShort')}
      >
        <CheckOutlined />
      </button>
      <div className="my-day-task-text">
        <span className="my-day-task-title">{followUp.title}</span>
        <span className="my-day-task-who">
          <Link to={`/accounts/${followUp.account.id}`}>{followUp.account.name}</Link>
          {followUp.contact && <span>{followUp.contact.name}</span>}
          {followUp.note && <span className="my-day-note">{followUp.note}</span>}
        </span>
      </div>
      <span className={group === 'overdue' ? 'my-day-due my-day-late' : 'my-day-due'}>
        {group === 'today' ? (
          followUp.allDay ? (
            t('followUp.allDay')
          ) : (
            <When at={followUp.dueAt} as="time" />
          )
        ) : (
          <When at={followUp.dueAt} as={followUp.allDay ? 'relativeDay' : 'relative'} />
        )}
      </span>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => postpone(key) }}>
        <Button
          type="text"
          size="small"
          icon={<ClockCircleOutlined />}
          aria-label={t('later.label', { title: followUp.title })}
          title={t('later.short')}
        />
      </Dropdown>
    </div>
  )
}
