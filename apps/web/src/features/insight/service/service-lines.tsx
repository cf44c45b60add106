import { listServiceLines, type QueryOf, type ReplyOf } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, Peek, useRows, When } from '../../../ui/index.ts'
import { RowsBehind } from '../frame/rows-behind.tsx'

type Line = ReplyOf<typeof listServiceLines>['rows'][number]
type Query = QueryOf<typeof listServiceLines>

interface ServiceLinesPeekProps {
  /** undefined: closed. */
  query: Query | undefined
  title: string
  onClose: () => void
}

/** The lines behind a figure of service, those furthest from their promise first. */
export function ServiceLinesPeek({ query, title, onClose }: ServiceLinesPeekProps) {
  return (
    <Peek open={query !== undefined} onClose={onClose} title={title} width={900}>
      {query && <Lines query={query} />}
    </Peek>
  )
}

function Lines({ query }: { query: Query }) {
  const { t } = useTranslation('insight')
  const source = useRows<Line>(['analyses', 'service-kpis', 'lines', query], (cursor, signal) =>
    call(listServiceLines, { query: { ...query, cursor, limit: 100 }, signal }),
  )
  const columns = useLineColumns()
  return (
    <RowsBehind
      id="service-lines"
      label={t('behind.title')}
      columns={columns}
      source={source}
      rowId={(row) => row.id}
      none={t('behind.none')}
    />
  )
}

function useLineColumns(): Column<Line>[] {
  const { t } = useTranslation('service')
  const { t: word } = useTranslation('insight')
  return useMemo(() => {
    const day = (at: string | null) => (at ? <When at={at} /> : '–')
    const columns: Column<Line>[] = [
      {
        id: 'verdict',
        title: t('lines.verdict'),
        width: 150,
        card: 'aside',
        cell: (row) => <Verdict line={row} />,
      },
      {
        id: 'account',
        title: word('behind.account'),
        width: 200,
        card: 'title',
        cell: (row) => <Link to={`/accounts/${row.account.id}`}>{row.account.name}</Link>,
      },
      {
        id: 'order',
        title: word('behind.order'),
        width: 130,
        cell: (row) => <Link to={`/orders/${row.orderId}`}>{row.orderNumber}</Link>,
      },
      { id: 'ordered', title: word('behind.orderedOn'), width: 110, cell: (row) => day(row.orderedOn) },
      { id: 'promised', title: t('lines.promised'), width: 110, cell: (row) => day(row.promisedOn) },
      { id: 'shipped', title: t('lines.shipped'), width: 110, cell: (row) => day(row.shippedOn) },
      { id: 'delivered', title: t('lines.delivered'), width: 110, cell: (row) => day(row.deliveredOn) },
      { id: 'service', title: word('behind.service'), width: 90, cell: (row) => word(`service.${row.service}`) },
      { id: 'mode', title: t('by.mode'), width: 110, cell: (row) => row.mode ?? '–' },
      { id: 'vendor', title: t('by.vendor'), width: 150, cell: (row) => row.vendor ?? '–' },
      {
        id: 'lane',
        title: t('by.lane'),
        width: 190,
        cell: ({ origin, destination, country }) => `${origin ?? '–'} → ${destination ?? country ?? '–'}`,
      },
      { id: 'region', title: word('filter.region'), width: 110, cell: (row) => row.region ?? '–' },
      { id: 'item', title: word('behind.item'), width: 160, cell: (row) => row.item ?? '–' },
    ]
    return columns
  }, [t, word])
}

function Verdict({ line: { verdict, daysOff } }: { line: Line }) {
  const { t } = useTranslation('service')
  if (!verdict) return <span className="q-muted">{t('verdict.none')}</span>
  const off = daysOff ? ` · ${t('lines.daysOff', { figure: Math.abs(daysOff) })}` : ''
  return <span className={verdict === 'late' ? 'analysis-down' : undefined}>{`${t(`verdict.${verdict}`)}${off}`}</span>
}
