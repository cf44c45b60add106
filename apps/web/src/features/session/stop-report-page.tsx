import { readReportStop, stopReport } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { linkToken } from './auth.ts'
import { Door } from './door.tsx'
import { useSending } from './sending.ts'

/** Whoever was mailed a report ends it here, without an account. A page and a button: mail programs look into links by themselves. */
export function StopReportPage() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const [token] = useState(linkToken)
  const queryKey = ['reportStop', token]
  const { data: report, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(readReportStop, { params: { token }, signal }),
    retry: false,
  })
  const { busy, failure, send } = useSending(async () => {
    await call(stopReport, { params: { token } })
    await client.invalidateQueries({ queryKey })
  })
  if (error)
    return (
      <Door title={t('stopReport.title')}>
        <p className="door-error" role="alert">
          {t('stopReport.unknown')}
        </p>
      </Door>
    )
  if (report?.stopped)
    return (
      <Door title={t('stopReport.title')}>
        <p role="status">{t('stopReport.done', { name: report.name })}</p>
      </Door>
    )
  return (
    <Door title={t('stopReport.title')} text={report && t('stopReport.text', { ...report })}>
      <form className="door-form" onSubmit={send}>
        {failure && (
          <p className="door-error" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" className="q-button q-button-main" disabled={busy || !report}>
          {t('stopReport.go')}
        </button>
      </form>
    </Door>
  )
}
