import { listReportRuns } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { RunLine } from './run-line.tsx'

/** What became of each sending, newest first. */
export function Runs({ id }: { id: string }) {
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
