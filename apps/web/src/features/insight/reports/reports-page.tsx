import { listReportSchedules } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Empty, PageHeader } from '../../../ui/index.ts'
import { Received } from './received.tsx'
import { Rules } from './rules.tsx'
import { ScheduleRow } from './schedule-row.tsx'
import { TestMailButton } from './test-mail-button.tsx'
import './reports.css'

/** What is sent in one's name, and what one was sent. */
export function ReportsPage() {
  const { t } = useTranslation('reports')
  const mayRead = useMay()('analyses', 'read')
  return (
    <div className="q-page-scroll reports-page">
      <PageHeader title={t('title')} text={t('about')} />
      {mayRead && <Mine />}
      <Received />
      {mayRead && <Rules />}
    </div>
  )
}

function Mine() {
  const { t } = useTranslation('reports')
  const maySend = useMay()('analyses', 'export')
  const { data } = useQuery({
    queryKey: ['reportSchedule'],
    queryFn: ({ signal }) => call(listReportSchedules, { signal }),
    refetchInterval: 30_000,
  })
  if (!data) return null
  return (
    <section className="q-panel reports-panel" aria-label={t('mine')}>
      <div className="q-panel-head">
        <h3>{t('mine')}</h3>
        {data.mailIsSetUp && maySend && <TestMailButton />}
      </div>
      {!data.mailIsSetUp && <Alert type="info" showIcon title={t('noMail')} />}
      {data.rows.length === 0 ? (
        <Empty
          title={t('none')}
          text={t('noneText')}
          action={
            <Link to="/composition">
              <Button type="primary">{t('open')}</Button>
            </Link>
          }
        />
      ) : (
        data.rows.map((schedule) => <ScheduleRow key={schedule.id} schedule={schedule} />)
      )}
    </section>
  )
}
