import { downloadJobFile, exportOrders, type Job, OrderExportColumn, readJob } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, download } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { ExportButton, type SelectionState, useFailure, useKit } from '../../../ui/index.ts'
import type { OrderQuery } from '../orders.api.ts'

interface ExportOrdersProps {
  query: OrderQuery
  selection: SelectionState
  /** Columns on the screen, in their order. */
  shown: readonly string[]
}

/** Between two looks at a running job. */
const lookAgainMs = 700
const isOver = (job: Job | undefined) => job !== undefined && job.state !== 'waiting' && job.state !== 'running'

const exported: Readonly<Record<string, readonly OrderExportColumn[]>> = {
  account: ['customerNumber', 'customer'],
  route: ['origin', 'destination'],
  amount: ['amount', 'currency'],
}

/** The list as a file: what is chosen, or all that match; it comes down when it is ready. */
export function ExportOrders({ query, selection, shown }: ExportOrdersProps) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const failure = useFailure()
  const seesMoney = useMay().export('finance')
  const [jobId, setJobId] = useState<string | undefined>(undefined)
  const start = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => {
      const columns = ['number', ...shown].flatMap((id) => exported[id] ?? OrderExportColumn.safeParse(id).data ?? [])
      const ids = selection.value.kind === 'some' && !selection.empty ? [...selection.value.ids] : undefined
      return call(exportOrders, {
        body: {
          search: query.search,
          filter: filterWith(query),
          accountId: query.accountId,
          ids,
          sort: query.sort,
          format,
          columns: [...new Set(columns)].filter(
            (one) => seesMoney || !['amount', 'currency', 'priceSource'].includes(one),
          ),
          locale: locale === 'en' ? 'en' : 'zh-CN',
        },
      })
    },
    onSuccess: ({ jobId: id }) => setJobId(id),
    onError: failure,
  })
  const { data: job } = useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => call(readJob, { params: { id: jobId ?? '' }, signal }),
    enabled: jobId !== undefined,
    refetchInterval: (state) => (isOver(state.state.data) ? false : lookAgainMs),
  })
  useEffect(() => {
    if (!jobId || !isOver(job)) return
    setJobId(undefined)
    if (job?.hasFile) download(downloadJobFile, { params: { id: jobId } }, t('title')).catch(failure)
    else failure(new Error(t('exportFailed')))
  }, [job, jobId, t, failure])
  return <ExportButton busy={jobId !== undefined} save={(format) => start.mutateAsync(format).catch(() => undefined)} />
}

/** What the address narrows besides the filter is said as a filter. */
function filterWith({ filter, status, batch, from, to }: OrderQuery): OrderQuery['filter'] {
  const all = [
    ...(filter ? [filter] : []),
    ...(status ? [{ field: 'status', op: 'is' as const, value: status }] : []),
    ...(batch ? [{ field: 'importBatch', op: 'is' as const, value: batch }] : []),
    ...(from ? [{ field: 'orderedOn', op: 'gte' as const, value: from }] : []),
    ...(to ? [{ field: 'orderedOn', op: 'lte' as const, value: to }] : []),
  ]
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : { all }
}
