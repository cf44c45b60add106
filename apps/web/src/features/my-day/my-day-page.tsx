import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../app/error-page.tsx'
import { notificationsQuery } from '../../app/notifications.ts'
import { useMay, useMe } from '../../app/session.ts'
import { PageHeader, timeText, useKit, useNow } from '../../ui/index.ts'
import { CalendarLink } from './calendar-link.tsx'
import { FollowUpPanel } from './follow-up-panel.tsx'
import { MoneyPanel } from './money-panel.tsx'
import { myDayQuery } from './my-day.api.ts'
import { QuickNotePanel } from './quick-note-panel.tsx'
import { MentionsPanel, MyAccountsPanel, RecentPanel, VerifyPanel } from './side-panels.tsx'
import './my-day.css'

export function MyDayPage() {
  const { t } = useTranslation('my-day')
  const { user } = useMe()
  const may = useMay()
  const { locale, zone } = useKit()
  const now = useNow()
  const { data: day, error, refetch } = useQuery(myDayQuery)
  const { data: latest } = useQuery({ ...notificationsQuery, select: (notices) => notices.rows[0]?.id ?? null })
  const known = useRef(latest)
  useEffect(() => {
    // A notice that came while the page is open: its mention belongs among those shown.
    if (known.current !== undefined && known.current !== latest) refetch()
    known.current = latest
  }, [latest, refetch])
  const date = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(now)
  const hour = Number(timeText(now, 'time', 'en', zone).slice(0, 2))
  const part = hour < 5 ? 'evening' : hour < 11 ? 'morning' : hour < 13 ? 'noon' : hour < 18 ? 'afternoon' : 'evening'
  if (error && !day) return <ErrorPage error={error} reset={() => refetch()} />
  return (
    <div className="q-page-scroll">
      <div className="my-day-header">
        <PageHeader title={t(`greeting.${part}`, { name: user.name })} text={date} actions={<CalendarLink />} />
      </div>
      {day ? (
        <div className="my-day">
          <div className="my-day-column">
            <FollowUpPanel followUps={day.followUps} />
          </div>
          <div className="my-day-column">
            {may('timeline', 'create') && <QuickNotePanel />}
            {may('invoices', 'read') && may.see('finance') && <MoneyPanel />}
            <MentionsPanel mentions={day.mentions} />
            <RecentPanel recent={day.recent} />
            <VerifyPanel toVerify={day.toVerify} />
            <MyAccountsPanel states={day.myAccounts} />
          </div>
        </div>
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </div>
  )
}
