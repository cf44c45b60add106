import { downloadReport, type ReportRun } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { download } from '../../../app/api.ts'
import { sentenceText } from '../../../app/problem.ts'
import { timeText, useFailure, useKit } from '../../../ui/index.ts'

const colours = { running: 'blue', done: 'green', partly: 'orange', failed: 'red', stopped: 'red' } as const

/** One sending: when, how many rows, and how it went with everybody. */
export function RunLine({ run }: { run: ReportRun }) {
  const { t } = useTranslation('reports')
  const { locale, zone } = useKit()
  const failure = useFailure()
  const fetchFile = useMutation({
    mutationFn: () => download(downloadReport, { params: { id: run.id } }, 'report'),
    onError: failure,
  })
  return (
    <div className="reports-line">
      <span className="reports-name">
        <strong>
          {timeText(run.startedAt, 'exact', locale, zone)} <Tag color={colours[run.state]}>{t(`run.${run.state}`)}</Tag>
          {run.asked && <Tag>{t('byHand')}</Tag>}
        </strong>
        {run.rows !== null && (
          <small className="q-muted">{t('rows', { figure: run.rows.toLocaleString(locale) })}</small>
        )}
        {run.message && run.state !== 'running' && (
          <small className="reports-fault">{sentenceText(run.message, locale)}</small>
        )}
        {run.state === 'running' && run.deliveries.some((one) => one.message) && (
          <small className="reports-fault">{t('attempting')}</small>
        )}
        {run.deliveries.map((one) => (
          <small key={one.recipient} className="q-muted">
            {t('says', { what: one.name, how: t(`delivery.${one.state}`) })}
            {one.message ? ` – ${sentenceText(one.message, locale)}` : ''}
          </small>
        ))}
      </span>
      {run.hasFile && (
        <Button size="small" onClick={() => fetchFile.mutate()} loading={fetchFile.isPending}>
          {t('download')}
        </Button>
      )}
    </div>
  )
}
