import { downloadReport, listReceivedReports, listReportSchedules } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, download } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Empty, PageHeader, useFailure, When } from '../../../ui/index.ts'
import { ScheduleRow } from './schedule-row.tsx'
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
    </div>
  )
}

function Mine() {
  const { t } = useTranslation('reports')
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

function Received() {
  const { t } = useTranslation('reports')
  const failure = useFailure()
  const { data = [] } = useQuery({
    queryKey: ['reportSchedule', 'received'],
    queryFn: ({ signal }) => call(listReceivedReports, { signal }),
  })
  const fetchFile = useMutation({
    mutationFn: ({ id, fileName }: { id: string; fileName: string }) =>
      download(downloadReport, { params: { id } }, fileName),
    onError: failure,
  })
  return (
    <section className="q-panel reports-panel" aria-label={t('received')}>
      <div className="q-panel-head">
        <h3>{t('received')}</h3>
      </div>
      {data.length === 0 && <p className="q-muted">{t('noneReceived')}</p>}
      {data.map(({ id, name, from, at, fileName }) => (
        <div key={id} className="reports-line">
          <span className="reports-name">
            <strong>{name}</strong>
            <small className="q-muted">
              {from.name} · <When at={at} />
            </small>
          </span>
          {fileName && (
            <Button size="small" onClick={() => fetchFile.mutate({ id, fileName })}>
              {t('download')}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}
